import assert from 'node:assert/strict';
import type { AddressFinding } from '../../../src/core/addresses/finding';
import { findingText } from '../../../src/core/addresses/findingText';
import { formatsFor } from '../../../src/core/text/formats';
import { mapJob } from '../../../src/services/ses/mapJob';
import { isOperation } from '../../support/operations';
import { clicked, Connected, found } from '../aws/connected';

const address = 'ana+news@example.com';
const formats = formatsFor('en');

describe('An email address in the lists of SES', () => {
  let connected: Connected;

  beforeEach(async () => {
    connected = await Connected.start();
  });
  afterEach(async () => {
    await connected.close();
  });

  const jobOf = (ContactListName: string) =>
    found(
      mapJob(
        {
          JobId: ContactListName,
          ImportDestination: { ContactListDestination: { ContactListName, ContactListImportAction: 'PUT' } },
        },
        true,
        undefined,
      ),
    );
  const check = (...lists: readonly string[]): Promise<readonly AddressFinding[]> =>
    found(connected.ses.checkAddress)(address, lists.map(jobOf), clicked);
  const answer = (operation: string, status: number, body: object, type = '') =>
    connected.server.answer(isOperation(operation), {
      status,
      headers: type === '' ? {} : { 'x-amzn-errortype': type },
      body: JSON.stringify(body),
    });
  const texts = async (...lists: readonly string[]) =>
    (await check(...lists)).map((finding) => {
      const { text, detail } = findingText(finding, formats);
      return [text, detail];
    });

  it('is on the suppression list, for a reason and since a time', async () => {
    answer('GetSuppressedDestination', 200, {
      SuppressedDestination: {
        EmailAddress: address,
        Reason: 'COMPLAINT',
        LastUpdateTime: 1_795_000_000,
        Attributes: { MessageId: 'message-1' },
      },
    });
    const since = formats.time(1_795_000_000_000);
    assert.deepEqual(await texts(), [
      ['On the suppression list', `Reason: complaint · Added or last updated: ${since} · Message ID: message-1`],
    ]);
    assert.deepEqual(
      connected.server.requests.map(({ path }) => path),
      [`/v2/email/suppression/addresses/${encodeURIComponent(address)}`],
    );
  });

  it('is in none, which is no failure', async () => {
    answer('GetSuppressedDestination', 404, { message: 'No such address' }, 'NotFoundException');
    answer('GetContact', 404, { message: 'No such contact' }, 'NotFoundException');
    assert.deepEqual(await texts('newsletter', 'newsletter', 'events'), [
      ['Not on the suppression list', ''],
      ['Not in the contact list newsletter', ''],
      ['Not in the contact list events', ''],
    ]);
  });

  it('is a contact, with its topics', async () => {
    answer('GetSuppressedDestination', 404, {}, 'NotFoundException');
    answer('GetContact', 200, {
      UnsubscribeAll: true,
      TopicPreferences: [{ TopicName: 'offers', SubscriptionStatus: 'OPT_OUT' }],
      TopicDefaultPreferences: [
        { TopicName: 'offers', SubscriptionStatus: 'OPT_IN' },
        { TopicName: 'events', SubscriptionStatus: 'OPT_IN' },
      ],
    });
    const [, contact] = await texts('newsletter');
    assert.deepEqual(contact, [
      'In the contact list newsletter, unsubscribed from all topics',
      'Topic offers: opted out · Topic events: opted in by default',
    ]);
  });

  it('is reported as unknown in a list that cannot be read, and in no trace line', async () => {
    answer('GetSuppressedDestination', 403, { message: `Not for ${address}` }, 'AccessDeniedException');
    answer('GetContact', 404, {}, 'NotFoundException');
    const [suppressionList, contactList] = await check('newsletter');
    assert.ok(suppressionList?.result.kind === 'failed' && suppressionList.result.failure.kind === 'denied');
    assert.equal(suppressionList.result.failure.action, 'ses:GetSuppressedDestination');
    assert.equal(contactList?.result.kind, 'notListed');
    assert.ok(connected.choices.lines.length > 0);
    assert.doesNotMatch(connected.choices.lines.join('\n'), /ana|example\.com/u);
  });
});
