import * as l10n from '@vscode/l10n';
import type { Disposable } from '../../core/base/disposable';
import type { Accounts } from '../../core/connections/accounts';
import { mayHaveFailedRecords } from '../../core/failedRecords/jobFile';
import type { Formats } from '../../core/text/formats';
import { hasFailures } from '../../core/jobs/job';
import type { FinishedJob, FinishedJobs } from '../../core/notifications/finishedJobs';
import { notificationText, wanted, type AnnouncedJob } from '../../core/notifications/notificationText';
import type { JobTarget } from '../jobActions';
import { showInformation, showWarning } from '../messages';
import { settings } from '../settings';
import { withErrorMessage } from '../withErrorMessage';

/** Actions of the notification's buttons. If there are several jobs, the user picks one. */
export interface NotificationActions {
  readonly openOneOf: (jobs: readonly JobTarget[]) => Promise<void>;
  readonly openFailedRecordsOfOne: (jobs: readonly JobTarget[]) => Promise<void>;
}

interface Dependencies extends NotificationActions {
  readonly finishedJobs: FinishedJobs;
  readonly accounts: Accounts;
  readonly formats: Formats;
  /** Claims a finished job for this window. Resolves to whether no other window has announced it. */
  readonly claim: (finishedJob: FinishedJob) => Promise<boolean>;
}

const openDetails = l10n.t('Open Details');
const openFailedRecords = l10n.t('Open Failed Records');
const dontShowAgain = l10n.t("Don't Show Again");

/** Shows a notification when tracked jobs finish, once per job. */
export function announceFinishedJobs(dependencies: Dependencies): Disposable {
  return dependencies.finishedJobs.onDidFinish((finishedJobs) => {
    void announce(wanted(finishedJobs, settings.notifications()), dependencies);
  });
}

async function announce(
  finishedJobs: readonly FinishedJob[],
  { accounts, claim, formats, openOneOf, openFailedRecordsOfOne }: Dependencies,
): Promise<void> {
  const claimed = await Promise.all(finishedJobs.map(claim));
  const targets = finishedJobs.flatMap(({ connectionId, job }, index): readonly JobTarget[] => {
    const account = accounts.get(connectionId);
    return account === undefined || claimed[index] !== true ? [] : [{ account, job }];
  });
  const [first, ...others] = await Promise.all(targets.map(announcedJob));
  if (first === undefined) {
    return;
  }
  const withFile = targets.filter(({ job }) => hasFailures(job) && mayHaveFailedRecords(job));
  const buttons = [openDetails, ...(withFile.length > 0 ? [openFailedRecords] : []), dontShowAgain];
  const show = targets.some(({ job }) => hasFailures(job)) ? showWarning : showInformation;
  // VS Code replaces an earlier notification with the same text.
  const answer = await show(notificationText([first, ...others], formats.count), ...buttons);
  // The actions do not handle their own failures.
  if (answer === openDetails) {
    await withErrorMessage(l10n.t('The import job could not be opened'), () => openOneOf(targets));
  } else if (answer === openFailedRecords) {
    await withErrorMessage(l10n.t('The failed records could not be opened'), () => openFailedRecordsOfOne(withFile));
  } else if (answer === dontShowAgain) {
    await withErrorMessage(
      l10n.t('Notifications could not be turned off'),
      () => settings.turnNotificationsOff(),
      'notifications',
    );
  }
}

/** Returns a job with what is needed to name its list. The labels of lists are known only once the lists were read. */
export async function announcedJob({ account, job }: JobTarget): Promise<AnnouncedJob> {
  const sources = await account.sources().catch(() => []);
  const source = sources.find(({ service }) => service === job.service);
  return {
    job,
    connectionLabel: account.connection.label,
    labelOf: (listId) => source && account.labelOf(source, listId),
  };
}
