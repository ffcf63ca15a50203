import { commands } from 'vscode';
import type { Accounts } from '../../core/accounts';
import type { Clock } from '../../core/clock';
import { Disposables, type Disposable } from '../../core/disposable';
import type { Formats } from '../../core/formats';
import type { JobStore } from '../../core/jobStore';
import { Endings } from '../../core/notices/endings';
import type { Targets } from '../commands/targets';
import type { DetailsPanels } from '../details/detailsPanels';
import type { JobActions, JobTarget } from '../jobActions';
import type { JobsView } from '../tree/jobsView';
import { FailuresBadge } from './badge';
import { Claims } from './claims';
import { Notices } from './notices';
import { RunningJobsItem, runningJobs } from './statusBar';

interface Parts {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly clock: Clock;
  readonly formats: Formats;
  readonly view: JobsView;
  readonly targets: Targets;
  readonly details: DetailsPanels;
  readonly actions: JobActions;
  /** A folder that all windows share. */
  readonly sharedFolder: string;
}

/** Of the status bar alone, so not among the contributed commands. */
const showRunning = 'importJobs.showRunning';

/** All that tells of jobs away from their rows: notices when they end, the view's badge, the status bar while they run. */
export function registerNotifications(parts: Parts): Disposable {
  const { accounts, store, clock, formats, view, targets, details, actions, sharedFolder } = parts;
  const lifetime = new Disposables();
  const endings = lifetime.add(new Endings(store, clock));
  const claims = new Claims(sharedFolder, () => clock.now());
  const openOneOf = async (jobs: readonly JobTarget[]) => {
    const [job] = jobs.length === 1 ? jobs : await targets.pick(jobs);
    if (job !== undefined) {
      details.show(job, 'active');
      await view.revealJob(job);
    }
  };
  lifetime.add(
    new Notices({
      endings,
      accounts,
      actions,
      formats,
      claim: (ending) => claims.claim(ending),
      openDetails: openOneOf,
    }),
  );
  lifetime.add(new FailuresBadge(endings, view));
  lifetime.add(new RunningJobsItem(accounts, store, formats, showRunning));
  lifetime.add(
    commands.registerCommand(showRunning, async () => {
      await openOneOf(
        runningJobs(accounts, store).flatMap(({ connectionId, job }) => {
          const account = accounts.get(connectionId);
          return account === undefined ? [] : [{ account, job }];
        }),
      );
    }),
  );
  return lifetime;
}
