import type { Accounts } from '../../core/accounts';
import type { Disposable } from '../../core/disposable';
import type { Formats } from '../../core/formats';
import type { ImportJob } from '../../core/job';
import { hasFailures, type Ending, type Endings } from '../../core/notices/endings';
import { noticeText, wanted } from '../../core/notices/noticeText';
import { escapeLinks } from '../escape';
import type { JobTarget } from '../jobActions';
import { settings } from '../settings';
import { withErrorMessage } from '../withErrorMessage';
import { showInformation, showWarning } from '../messages';

/** Actions of the notification's buttons. */
export interface NoticeActions {
  /** Opens a job; lets the user pick one of several. */
  readonly openOneOf: (jobs: readonly JobTarget[]) => Promise<void>;
  readonly copyFailedRecordsUrl: (job: JobTarget) => Promise<void>;
}

interface Parts extends NoticeActions {
  readonly endings: Endings;
  readonly accounts: Accounts;
  readonly formats: Formats;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Claims a finished job for this window. Resolves to whether no other window announced it before. */
  readonly claim: (ending: Ending) => Promise<boolean>;
}

const openDetails = 'Open Details';
const copyUrl = 'Copy Failed Records URL';
const dontShowAgain = "Don't Show Again";

/** Notifies the user once when tracked jobs finish. */
export function notifyOfEndings(parts: Parts): Disposable {
  return parts.endings.onDidEnd((endings) => {
    void announce(wanted(endings, settings.notifications()), parts);
  });
}

async function announce(
  endings: readonly Ending[],
  { accounts, claim, formats, now, openOneOf, copyFailedRecordsUrl }: Parts,
): Promise<void> {
  const claimed = await Promise.all(endings.map(claim));
  const ours = endings.filter((_, index) => claimed[index]);
  const [first, ...others] = ours.flatMap(({ connectionId, job }): readonly JobTarget[] => {
    const account = accounts.get(connectionId);
    return account === undefined ? [] : [{ account, job }];
  });
  if (first === undefined) {
    return;
  }
  const hasFailed = ours.some(({ job }) => hasFailures(job));
  const canCopyUrl = hasFailed && others.length === 0 && mayHaveUrl(first.job);
  const buttons = [openDetails, ...(canCopyUrl ? [copyUrl] : []), dontShowAgain];
  const show = hasFailed ? showWarning : showInformation;
  const answer = await show(escapeLinks(noticeText(ours, formats, now())), ...buttons);
  // No caller handles these failures.
  if (answer === openDetails) {
    await withErrorMessage('The import job could not be shown', () => openOneOf([first, ...others]));
  } else if (answer === copyUrl) {
    await withErrorMessage('The URL could not be copied', () => copyFailedRecordsUrl(first));
  } else if (answer === dontShowAgain) {
    await withErrorMessage('Notices could not be turned off', () => settings.turnNotificationsOff(), 'notifications');
  }
}

/** Whether a job may have a failed-records URL, which lists leave out. */
function mayHaveUrl({ complete, failures }: ImportJob): boolean {
  return !complete || failures?.failedRecordsUrl !== undefined;
}
