import type { Accounts } from '../../core/connections/accounts';
import { isInProgress, newestFirst } from '../../core/jobs/job';
import type { JobStore } from '../../core/jobs/jobStore';
import type { JobTarget } from '../jobActions';

/**
 * Returns the jobs in progress of all connections, newest first. A job that several connections have is included once.
 */
export function runningTargets(accounts: Accounts, store: JobStore): readonly JobTarget[] {
  const running = accounts.all
    // Jobs of a saved copy were in progress when it was saved.
    .filter(({ connection }) => connection.kind !== 'copy')
    .flatMap((account) =>
      store
        .changingJobsOf(account.connection.id)
        .filter(isInProgress)
        .map((job) => ({ account, job })),
    )
    .sort(newestFirst);
  return [
    ...new Map(
      running.map((target) => [accounts.jobName(target.account.connection.id, target.job.key), target]),
    ).values(),
  ];
}
