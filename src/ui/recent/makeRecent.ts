import type { Accounts } from '../../core/connections/accounts';
import type { Clock } from '../../core/base/clock';
import type { ReportError } from '../../core/base/emitter';
import type { CurrentFilter } from '../../core/find/currentFilter';
import { RecentJobs } from '../../core/find/recentJobs';
import type { JobStore } from '../../core/jobs/jobStore';
import type { Formats } from '../../core/text/formats';
import { settings } from '../settings';
import type { Expansion } from '../tree/expansion';
import type { TreeItems } from '../tree/treeItems';
import { Recent } from './recent';
import { RecentItems } from './recentItems';
import { RecentTree } from './recentTree';

interface Dependencies {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly filter: CurrentFilter;
  readonly items: TreeItems;
  readonly expansion: Expansion;
  readonly formats: Formats;
  readonly clock: Clock;
  /** Receives what listeners throw. */
  readonly report: ReportError;
}

/** Creates the Recent view's model, which does nothing until the view is opened. */
export function makeRecent(dependencies: Dependencies): Recent {
  const { store, expansion, clock } = dependencies;
  const recentJobs = new RecentJobs({ ...dependencies, pageSize: settings.pageSize });
  const items = new RecentItems({ ...dependencies, recentJobs });
  return new Recent(recentJobs, new RecentTree(recentJobs, store, items, clock), expansion);
}
