import type { Accounts } from '../../core/connections/accounts';
import type { Clock } from '../../core/base/clock';
import { Disposables, type Disposable } from '../../core/base/disposable';
import type { Formats } from '../../core/text/formats';
import type { JobStore } from '../../core/jobs/jobStore';
import { FinishedJobs } from '../../core/notifications/finishedJobs';
import type { JobsView } from '../tree/jobsView';
import { countUnseenFailures } from './badge';
import { Claims } from './claims';
import { announceFinishedJobs, type NotificationActions } from './announce';
import { showRunningJobs } from './statusBar';

interface Dependencies extends NotificationActions {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly clock: Clock;
  readonly formats: Formats;
  readonly view: JobsView;
  /** Folder shared by all windows. */
  readonly sharedFolder: string;
}

/** Registers notifications about finished jobs, the view's badge, and the status bar item for running jobs. */
export function registerNotifications(dependencies: Dependencies): Disposable {
  const { accounts, store, clock, formats, view, sharedFolder } = dependencies;
  const lifetime = new Disposables();
  const jobName = (id: string, key: string) => accounts.jobName(id, key);
  const finishedJobs = lifetime.add(new FinishedJobs(store, clock, jobName));
  const claims = new Claims(sharedFolder, () => clock.now(), jobName);
  lifetime.add(
    announceFinishedJobs({ ...dependencies, finishedJobs, claim: (finishedJob) => claims.claim(finishedJob) }),
  );
  lifetime.add(countUnseenFailures(finishedJobs, accounts, view, formats));
  lifetime.add(showRunningJobs(accounts, store, formats));
  return lifetime;
}
