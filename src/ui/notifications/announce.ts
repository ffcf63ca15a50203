import type { Accounts } from '../../core/connections/accounts';
import type { Disposable } from '../../core/base/disposable';
import type { Formats } from '../../core/text/formats';
import type { ImportJob } from '../../core/jobs/job';
import { hasFailures, type FinishedJob, type FinishedJobs } from '../../core/notifications/finishedJobs';
import { notificationText, wanted } from '../../core/notifications/notificationText';
import { escapeLinks } from '../escape';
import type { JobTarget } from '../jobActions';
import { settings } from '../settings';
import { withErrorMessage } from '../withErrorMessage';
import { showInformation, showWarning } from '../messages';

/** Actions of the notification's buttons. */
export interface NotificationActions {
  /** Opens a job. If there are several, lets the user pick one. */
  readonly openOneOf: (jobs: readonly JobTarget[]) => Promise<void>;
  readonly copyFailedRecordsUrl: (job: JobTarget) => Promise<void>;
}

interface Dependencies extends NotificationActions {
  readonly finishedJobs: FinishedJobs;
  readonly accounts: Accounts;
  readonly formats: Formats;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Claims a finished job for this window. Resolves to whether no other window has announced it. */
  readonly claim: (finishedJob: FinishedJob) => Promise<boolean>;
}

const openDetails = 'Open Details';
const copyUrl = 'Copy Failed Records URL';
const dontShowAgain = "Don't Show Again";

/** Shows a notification when tracked jobs finish, once per job. */
export function announceFinishedJobs(dependencies: Dependencies): Disposable {
  return dependencies.finishedJobs.onDidFinish((finishedJobs) => {
    void announce(wanted(finishedJobs, settings.notifications()), dependencies);
  });
}

async function announce(
  finishedJobs: readonly FinishedJob[],
  { accounts, claim, formats, now, openOneOf, copyFailedRecordsUrl }: Dependencies,
): Promise<void> {
  const claimed = await Promise.all(finishedJobs.map(claim));
  const ours = finishedJobs.filter((_, index) => claimed[index]);
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
  const answer = await show(escapeLinks(notificationText(ours, formats, now())), ...buttons);
  // Nothing else handles failures of these actions.
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
