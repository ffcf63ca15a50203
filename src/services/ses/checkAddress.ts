import {
  GetContactCommand,
  GetSuppressedDestinationCommand,
  type GetContactCommandOutput,
  type GetSuppressedDestinationCommandOutput,
  type SESv2Client,
  type TopicPreference,
} from '@aws-sdk/client-sesv2';
import * as l10n from '@vscode/l10n';
import type { AddressFinding } from '../../core/addresses/finding';
import { failureOf } from '../../core/failures/failure';
import type { Fact } from '../../core/jobs/fact';
import type { JobSource } from '../../core/jobs/source';
import { timeOf, type Call } from '../../aws/requests/call';
import { contactListOf } from './mapJob';

/** Maximum number of contact lists to check. AWS allows one per account, but emulators can have more. */
const maxLists = 10;

/**
 * Returns the check of an email address: whether it is on the account's suppression list, by `GetSuppressedDestination`,
 * and whether it is a contact of the lists that jobs imported into, by `GetContact`.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetSuppressedDestination.html
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetContact.html
 */
export function addressCheck(call: Call<SESv2Client>): NonNullable<JobSource['checkAddress']> {
  return async (EmailAddress, jobs, context) => {
    const { signal: abortSignal } = context;
    const suppressionList = findingOf(
      l10n.t('Suppression list'),
      l10n.t('Not on the suppression list'),
      suppressed,
      call(
        'GetSuppressedDestination',
        (client) => client.send(new GetSuppressedDestinationCommand({ EmailAddress }), { abortSignal }),
        context,
      ),
    );
    const names = new Set(jobs.flatMap((job) => contactListOf(job) ?? []));
    const contactLists = [...names].slice(0, maxLists).map((ContactListName) =>
      findingOf(
        l10n.t('Contact list {0}', ContactListName),
        l10n.t('Not in the contact list {0}', ContactListName),
        (answer) => contact(answer, ContactListName),
        call(
          'GetContact',
          (client) => client.send(new GetContactCommand({ ContactListName, EmailAddress }), { abortSignal }),
          context,
          `contact-list/${ContactListName}`,
        ),
      ),
    );
    return Promise.all([suppressionList, ...contactLists]);
  };
}

type Result = AddressFinding['result'];

async function findingOf<T>(
  list: string,
  notListed: string,
  map: (answer: T) => Result,
  reading: Promise<T>,
): Promise<AddressFinding> {
  try {
    return { list, result: map(await reading) };
  } catch (error) {
    const failure = failureOf(error);
    // AWS returns NotFoundException for an address that is not in the list.
    return {
      list,
      result: failure.kind === 'notFound' ? { kind: 'notListed', text: notListed } : { kind: 'failed', failure },
    };
  }
}

function suppressed({ SuppressedDestination: entry }: GetSuppressedDestinationCommandOutput): Result {
  const { Reason, LastUpdateTime, Attributes = {} } = entry ?? {};
  return {
    kind: 'listed',
    text: l10n.t('On the suppression list'),
    isBlocked: true,
    facts: [
      ...valueFact(l10n.t('Reason'), reasonText(Reason)),
      ...timeFact(l10n.t('Added or last updated'), LastUpdateTime),
      ...valueFact(l10n.t('Message ID'), Attributes.MessageId),
      ...valueFact(l10n.t('Feedback ID'), Attributes.FeedbackId),
    ],
  };
}

function reasonText(reason: string | undefined): string | undefined {
  switch (reason) {
    case 'BOUNCE':
      return l10n.t('bounce');
    case 'COMPLAINT':
      return l10n.t('complaint');
    default:
      return reason;
  }
}

function contact(
  {
    UnsubscribeAll,
    TopicPreferences = [],
    TopicDefaultPreferences = [],
    CreatedTimestamp,
    LastUpdatedTimestamp,
  }: GetContactCommandOutput,
  list: string,
): Result {
  const isUnsubscribed = UnsubscribeAll === true;
  const own = new Set(TopicPreferences.map(({ TopicName }) => TopicName));
  const defaults = TopicDefaultPreferences.filter(({ TopicName }) => !own.has(TopicName));
  return {
    kind: 'listed',
    text: isUnsubscribed
      ? l10n.t('In the contact list {0}, unsubscribed from all topics', list)
      : l10n.t('In the contact list {0}', list),
    isBlocked: isUnsubscribed,
    facts: [
      ...TopicPreferences.flatMap((topic) => topicFact(topic, topicStates)),
      ...defaults.flatMap((topic) => topicFact(topic, defaultStates)),
      ...timeFact(l10n.t('Created'), CreatedTimestamp),
      ...timeFact(l10n.t('Updated'), LastUpdatedTimestamp),
    ],
  };
}

const topicStates: Readonly<Record<string, string>> = {
  OPT_IN: l10n.t('opted in'),
  OPT_OUT: l10n.t('opted out'),
};
const defaultStates: Readonly<Record<string, string>> = {
  OPT_IN: l10n.t('opted in by default'),
  OPT_OUT: l10n.t('opted out by default'),
};

function topicFact(
  { TopicName: name, SubscriptionStatus: status = '' as never }: TopicPreference,
  states: Readonly<Record<string, string>>,
): readonly Fact[] {
  const value = Object.hasOwn(states, status) ? states[status] : status;
  return name === undefined ? [] : valueFact(l10n.t('Topic {0}', name), value);
}

function valueFact(label: string, value: string | undefined): readonly Fact[] {
  return value === undefined || value === '' ? [] : [{ label, value }];
}

function timeFact(label: string, date: Date | undefined): readonly Fact[] {
  const time = timeOf(date);
  return time === undefined ? [] : [{ label, time }];
}
