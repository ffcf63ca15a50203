import * as l10n from '@vscode/l10n';
import type { Uri } from 'vscode';
import { userPurpose } from '../../core/base/request';
import type { Account } from '../../core/connections/account';
import { failureOf } from '../../core/failures/failure';
import { linkProblemText, parseLink, type JobLink } from '../../core/handOver/jobLink';
import { linkedAccounts } from '../../core/handOver/linkedAccounts';
import { keyOf, type ImportJob } from '../../core/jobs/job';
import { plain } from '../../core/text/plainText';
import { pickAccount } from '../commands/accountTargets';
import { isServiceShown } from '../commands/showService';
import { revealJob } from '../find/revealJob';
import { showInformation, showReadFailure, showWarning } from '../messages';
import { withCancel } from '../withCancel';
import { addLinkedConnection } from './addLinkedConnection';
import type { LinkContext } from './linkContext';
import { openListsOf } from './openListsOf';

/**
 * Opens a link: finds the connection of its account and region, opens the job's details and reveals its row. Anyone can
 * create a link, so a malformed one only causes a message, and nothing is changed without confirmation. Never rejects
 * because of a link.
 */
export async function openLink(uri: Pick<Uri, 'path' | 'query' | 'fragment'>, context: LinkContext): Promise<void> {
  const parsed = parseLink(
    uri,
    context.descriptions.map(({ id }) => id),
  );
  if ('problem' in parsed) {
    void showWarning(linkProblemText(parsed.problem));
    return;
  }
  const { link } = parsed;
  const account = await accountOf(link, context);
  if (account === undefined || !(await isJobShown(link, account, context))) {
    return;
  }
  const { details, store, tree, view, clearFilter } = context;
  const opened = await withCancel(l10n.t('Opening the link'), async (signal) => {
    const isCancelled = () => signal.aborted;
    const known = store.get(account.connection.id, keyOf(link.job));
    const job = known ?? (await requestJob(link, account, context, signal));
    if (job === undefined || isCancelled()) {
      return undefined;
    }
    details.show({ account, job }, 'active');
    await openListsOf(tree, account, job, signal);
    return isCancelled() ? undefined : { account, job };
  });
  await (opened && revealJob(view, opened, clearFilter));
}

/** Returns the account of a link. Sends no requests: an account ID is known from the credentials or the AWS files. */
async function accountOf(link: JobLink, context: LinkContext): Promise<Account | undefined> {
  const { accounts, bundles, store } = context;
  const candidates = await Promise.all(
    accounts.all.map(async (account) => {
      const { connection } = account;
      return { account, connection, accountId: await bundles.accountOf(connection) };
    }),
  );
  const found = linkedAccounts(link, candidates);
  const [same, possible] = [found.same, found.possible].map((each) => each.map(({ account }) => account));
  const key = keyOf(link.job);
  const hasJob = ({ connection }: Account) => store.get(connection.id, key) !== undefined;
  const works = ({ credentialError }: Account) => credentialError === undefined;
  const sure = same?.find(hasJob) ?? same?.find(works) ?? same?.[0] ?? possible?.find(hasJob);
  if (sure !== undefined || possible === undefined || possible.length === 0) {
    return sure ?? addLinkedConnection(link, context);
  }
  const title =
    link.accountId === undefined ? l10n.t('Open Link') : l10n.t('Open Link: AWS Account {0}', link.accountId);
  return possible.length === 1 ? possible[0] : pickAccount(possible, { title, none: '' }, context);
}

/** Whether the settings show the list of a link's job. If they hide its service, asks whether to show it. */
async function isJobShown({ job }: JobLink, account: Account, context: LinkContext): Promise<boolean> {
  if (!(await isServiceShown(context, job.service))) {
    return false;
  }
  // If connecting fails, the request for the job also fails and reports why.
  const sources = await account.sources().catch(() => []);
  const isHidden = sources.some(({ service, hides }) => service === job.service && hides?.(job) === true);
  if (isHidden) {
    void showInformation(l10n.t('The settings hide the list with the import job of this link.'));
  }
  return !isHidden;
}

async function requestJob(
  { job, accountId }: JobLink,
  account: Account,
  { bundles, log }: LinkContext,
  signal: AbortSignal,
): Promise<ImportJob | undefined> {
  const { connection } = account;
  // The connection's account may have become known only through this request.
  const isElsewhere = () => {
    const own = bundles.identityOf(connection.id);
    return accountId !== undefined && own !== undefined && own !== accountId;
  };
  try {
    const found = await account.getJob(job, userPurpose, signal);
    if (!isElsewhere()) {
      return found;
    }
  } catch (error) {
    const failure = failureOf(error);
    if (signal.aborted || failure.kind === 'cancelled') {
      return undefined;
    }
    if (failure.kind !== 'notFound') {
      log.failure('Reading the import job of a link', failure);
      void showReadFailure(l10n.t('The import job of this link could not be read'), failure);
      return undefined;
    }
  }
  void showWarning(missingText(plain(connection.label), accountId, bundles.identityOf(connection.id)));
  return undefined;
}

/** @param own AWS account ID of the connection, if known */
function missingText(label: string, accountId: string | undefined, own: string | undefined): string {
  if (accountId === undefined || accountId === own) {
    return l10n.t('“{0}” has no import job with the ID of this link.', label);
  }
  return own === undefined
    ? l10n.t('“{0}” has no import job with the ID of this link. It may not lead to AWS account {1}.', label, accountId)
    : l10n.t('The import job of this link is in AWS account {0}, but “{1}” leads to another.', accountId, label);
}
