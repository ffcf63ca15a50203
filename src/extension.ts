import { env, window, type ExtensionContext } from 'vscode';
import { Account } from './core/account';
import { Accounts } from './core/accounts';
import { systemClock, type Clock } from './core/clock';
import type { Connection } from './core/connection';
import { formatsFor } from './core/formats';
import { JobStore } from './core/jobStore';
import { Lazy } from './core/lazy';
import { Paces } from './core/pace';
import { RememberedJobs } from './core/rememberedJobs';
import { throttlingText } from './core/throttling';
import { awsFileLocations } from './node/awsFileLocations';
import type { OnDemand } from './onDemand';
import { LazyBundles } from './lazyBundles';
import { descriptions } from './services/index';
import { Attention } from './ui/attention';
import { registerCommands } from './ui/commands/register';
import { SignIns } from './ui/connections/signIns';
import { registerDetails } from './ui/details/register';
import { recordsTabs } from './ui/failedRecords/tabFiles';
import { Log } from './ui/log';
import { registerNotifications } from './ui/notifications/register';
import { settings } from './ui/settings';
import { Expansion } from './ui/tree/expansion';
import { JobTree } from './ui/tree/jobTree';
import { JobsView, viewId } from './ui/tree/jobsView';
import { TreeItems } from './ui/tree/treeItems';

/** What the tests in the extension host use of a running extension. */
export interface TestApi {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly tree: JobTree;
  readonly view: JobsView;
  /** Read at each use: a test may replace its methods. */
  readonly clock: Clock;
}

/** Puts the parts together. Asks no network and loads no SDK: that waits until somebody opens a connection's row. */
export function activate({
  extensionUri,
  globalStorageUri,
  subscriptions,
  workspaceState,
}: ExtensionContext): TestApi | undefined {
  const clock = systemClock;
  const now = () => clock.now();
  const formats = formatsFor(env.language);
  const log = new Log();
  const report = (error: unknown) => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.failure('A listener failed', { kind: 'unexpected', detail });
  };
  const store = new JobStore(report);
  const paces = new Paces(store, now);
  const services: LazyBundles = new LazyBundles({
    clock,
    formats,
    log,
    connecting: (connection) => signIns.connecting(connection),
  });

  const openAccount = (connection: Connection): Account =>
    new Account({
      connection,
      connect: services.connect,
      loadConnected: async () => (await import('./connected')).ConnectedAccount,
      profileProblem: (failing) => services.profileProblem(failing),
      store,
      clock,
      random: Math.random,
      pollerSettings: () => settings.polling(),
      isWatched: () => attention.isThere,
      onFolderChange: (folder) => {
        if (folder.failure !== undefined) {
          log.failure(`${connection.label}, ${folder.branch.label}`, folder.failure);
        }
        tree.folderChanged(folder);
        signIns.updateMessage();
        onDemand.ifMade?.details.redraw();
      },
      onPoll: (source, failure) => {
        if (failure !== undefined) {
          log.failure(`${connection.label}, ${source.root.label}, looking again`, failure);
        }
        // A look that brought nothing tells as well how a job goes: that it stands.
        onDemand.ifMade?.details.redraw();
      },
      onTrouble: (account) => {
        signIns.troubleChanged(account);
      },
      report,
    });

  const accounts = new Accounts(openAccount, (connectionId) => services.identityOf(connectionId), report);
  accounts.set(settings.connections());
  const expansion = new Expansion(workspaceState);
  const tree = new JobTree(accounts, store, new TreeItems(store, paces, formats, now, expansion));
  const view = new JobsView(
    tree,
    window.createTreeView(viewId, { treeDataProvider: tree, showCollapseAll: true, canSelectMany: true }),
    expansion,
  );
  const onDemand = new Lazy<OnDemand>(
    async () =>
      new (await import('./onDemand')).OnDemand({
        ...{ extensionUri, accounts, store, paces, tree, view, clock, formats, log, services },
        descriptions,
        onDidChangeVisibility: () => {
          attention.changed();
        },
      }),
  );
  const attention = new Attention({
    accounts,
    view,
    isPanelVisible: () => onDemand.ifMade?.details.isVisible ?? false,
  });
  const signIns: SignIns = new SignIns({
    accounts,
    tree,
    view,
    clock,
    awsFileLocations,
    fingerprint: (connection) => services.fingerprint(connection),
  });

  const notifications = registerNotifications({
    ...{ accounts, store, clock, formats, view, sharedFolder: globalStorageUri.fsPath },
    openOneOf: async (jobs) => (await onDemand.get()).openOneOf(jobs),
    copyFailedRecordsUrl: async (job) => (await onDemand.get()).copyFailedRecordsUrl(job),
  });

  subscriptions.push(
    // Disposed of before the accounts, which take their jobs out of the store: those are to be remembered.
    new RememberedJobs({ accounts, store, memory: workspaceState }),
    log,
    paces,
    accounts,
    services,
    tree,
    view,
    onDemand,
    signIns,
    attention,
    registerCommands(async () => (await onDemand.get()).handlers),
    registerDetails(view, onDemand),
    services.onDidHoldRequests((heldUntil) => {
      view.setMessage('throttling', heldUntil === undefined ? undefined : throttlingText(heldUntil - clock.now()));
    }),
    notifications,
    settings.onDidChange((changes) => {
      if (changes('connections') || changes('sampleAccount')) {
        accounts.set(settings.connections());
      }
      if (descriptions.some(({ listSettings }) => listSettings.some(changes))) {
        void onDemand.get().then(({ refresh }) => refresh(undefined), report);
      }
      attention.changed();
    }),
  );
  // Made at once where the window was restored with tabs of failed records: they have nothing to show any more.
  if (recordsTabs().length > 0) {
    void onDemand.get().catch(report);
  }
  return process.env.IMPORT_JOBS_TEST === undefined ? undefined : { accounts, store, tree, view, clock };
}
