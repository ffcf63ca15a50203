import type { Accounts } from './core/connections/accounts';
import type { Clock } from './core/base/clock';
import type { Connection } from './core/connections/connection';
import { shownServices } from './core/connections/shownServices';
import { Disposables } from './core/base/disposable';
import type { CurrentFilter } from './core/find/currentFilter';
import type { Formats } from './core/text/formats';
import { HandOver } from './core/handOver/handOver';
import type { JobStore } from './core/jobs/jobStore';
import type { Paces } from './core/polling/paces';
import { RememberedJobs, type Memory } from './core/polling/rememberedJobs';
import type { LazyBundles } from './lazyBundles';
import { awsFileLocations } from './node/awsFileLocations';
import { descriptions, names } from './services/index';
import { SignIns } from './ui/connections/signIns';
import { logActivity, type Log } from './ui/log';
import type { NotificationActions } from './ui/notifications/announce';
import { registerNotifications } from './ui/notifications/registerNotifications';
import { settings } from './ui/settings';
import { JobRows } from './ui/tree/jobRows';
import type { JobTree } from './ui/tree/jobTree';
import type { JobsView } from './ui/tree/jobsView';
import { refresh } from './ui/tree/refresh';
import type { TreeItems } from './ui/tree/treeItems';

export { ConnectedAccount } from './core/connections/connectedAccount';

interface Dependencies extends NotificationActions {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly tree: JobTree;
  readonly items: TreeItems;
  readonly paces: Paces;
  readonly view: JobsView;
  readonly filter: CurrentFilter;
  readonly clock: Clock;
  readonly formats: Formats;
  readonly log: Log;
  readonly bundles: LazyBundles;
  /** Stores jobs in progress across reloads of the window. */
  readonly memory: Memory;
  /** Folder shared by all windows. */
  readonly sharedFolder: string;
}

/** Watches connections in use: their jobs, failures, settings and AWS files. Has a bundle of its own. */
export class Connected extends Disposables {
  readonly #signIns: SignIns;

  /** Every account waits for this object before it connects, so the store has no jobs yet. */
  constructor(dependencies: Dependencies) {
    super();
    const { accounts, store, items, paces, view, filter, clock, formats, log, bundles } = dependencies;
    const handOver = new HandOver(descriptions, (id) => bundles.identityOf(id));
    items.useJobRows(new JobRows({ store, paces, formats, filter, handOver, now: () => clock.now() }));
    const fingerprint = (connection: Connection) => bundles.fingerprint(connection);
    this.add(logActivity(accounts, log));
    this.add(registerNotifications(dependencies));
    this.#signIns = this.add(new SignIns({ ...dependencies, awsFileLocations, fingerprint }));
    this.add(new RememberedJobs(dependencies));
    const showServicesProblem = () => view.setMessage('services', shownServices(settings.services(), names).problem);
    showServicesProblem();
    this.add(
      settings.onDidChange((changes) => {
        accounts.updateServices();
        showServicesProblem();
        if (descriptions.some(({ listSettings }) => listSettings.some(changes))) {
          void refresh(dependencies, undefined);
        }
      }),
    );
  }

  /** Prepares for the first use of a connection. Call before it, so that no change of the AWS files is missed. */
  connecting(connection: Connection): Promise<void> {
    return this.#signIns.connecting(connection);
  }
}
