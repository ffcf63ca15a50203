import { commands, env, window, type ExtensionContext } from 'vscode';
import type { Connected } from './connected';
import { Account } from './core/connections/account';
import { Accounts } from './core/connections/accounts';
import { systemClock, type Clock } from './core/base/clock';
import { CurrentFilter } from './core/find/currentFilter';
import { OpenCopies } from './core/copies/openCopies';
import { formatsFor } from './core/text/formats';
import { JobStore } from './core/jobs/jobStore';
import { Lazy } from './core/base/lazy';
import { Paces } from './core/polling/paces';
import { hasRememberedJobs } from './core/polling/rememberedJobs';
import { throttlingText } from './core/failures/throttling';
import { LazyBundles } from './lazyBundles';
import type { OnDemand } from './onDemand';
import type { AgentTools } from './ui/agents/agentTools';
import { registerAgents } from './ui/agents/registerAgents';
import { Viewers } from './ui/viewers';
import { refreshOnReturn } from './ui/refreshOnReturn';
import { registerCommands } from './ui/commands/registerCommands';
import { registerRecent } from './ui/recent/registerRecent';
import type { Recent } from './ui/recent/recent';
import { registerDetails } from './ui/details/registerDetails';
import { registerCopyEditor } from './ui/copies/copyEditor';
import { dropCopies } from './ui/copies/dropCopies';
import { diagnosisTabs } from './ui/diagnosisTabs';
import { recordsTabs } from './ui/failedRecords/tabFiles';
import { registerLinks } from './ui/links/registerLinks';
import { Log } from './ui/log';
import { settings } from './ui/settings';
import { Expansion } from './ui/tree/expansion';
import { JobTree } from './ui/tree/jobTree';
import { JobsView, viewId } from './ui/tree/jobsView';
import { TreeItems } from './ui/tree/treeItems';

/** API for tests in the extension host. */
export interface TestApi {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly tree: JobTree;
  readonly view: JobsView;
  readonly recent: () => Promise<Recent>;
  readonly agents: () => Promise<AgentTools>;
  /** Tests may replace its methods. */
  readonly clock: Clock;
}

/** Composes the extension. Sends no requests and does not load the SDK until a connection's row is expanded. */
export function activate({
  extension,
  extensionUri,
  globalStorageUri,
  subscriptions,
  workspaceState,
}: ExtensionContext): TestApi | undefined {
  const clock = systemClock;
  const now = () => clock.now();
  const formats = formatsFor(env.language);
  const log = new Log((extension.packageJSON as { readonly version: string }).version);
  const report = (error: unknown) => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.failure('A listener failed', { kind: 'unexpected', detail });
  };
  const store = new JobStore(report);
  const paces = new Paces(store, now);
  const bundles = new LazyBundles({ clock, formats, log });
  const viewers = new Viewers();
  const accounts = new Accounts(
    (connection, events) =>
      new Account({
        ...{ ...events, connection, store, clock, report },
        connect: bundles.connect,
        loadConnected: async () => (await import('./connected')).ConnectedAccount,
        profileProblem: (failing) => bundles.profileProblem(failing),
        canSignIn: (one) => bundles.canSignIn(one),
        random: Math.random,
        // A saved copy does not change.
        pollerSettings: () => ({ ...settings.polling(), ...(connection.kind === 'copy' && { enabled: false }) }),
        isWatched: () => viewers.isWatched,
        // A saved copy shows what was saved.
        services: () => (connection.kind === 'copy' ? undefined : settings.services()),
      }),
    (connectionId) => bundles.identityOf(connectionId),
    report,
  );
  const copies = new OpenCopies(workspaceState);
  const showConnections = () => accounts.set([...settings.connections(), ...copies.all]);
  showConnections();
  const expansion = new Expansion(workspaceState);
  const items = new TreeItems(formats, expansion);
  const filter = new CurrentFilter(report);
  const tree = new JobTree(accounts, store, items, clock, filter);
  const view = new JobsView(
    tree,
    window.createTreeView(viewId, {
      ...{ treeDataProvider: tree, showCollapseAll: true, canSelectMany: true },
      dragAndDropController: dropCopies,
    }),
    expansion,
  );
  viewers.add(view);

  const shared = { accounts, store, tree, view, filter, clock, formats, log, bundles };
  const onDemand = new Lazy<OnDemand>(
    async () =>
      new (await import('./onDemand')).OnDemand({
        ...shared,
        ...{ extensionUri, extensionId: extension.id, paces, viewers, items, expansion, copies, report },
      }),
  );
  const connected = new Lazy<Connected>(
    async () =>
      new (await import('./connected')).Connected({
        ...{ ...shared, items, paces },
        memory: workspaceState,
        sharedFolder: globalStorageUri.fsPath,
        openOneOf: async (jobs) => (await onDemand.get()).openOneOf(jobs),
        openFailedRecordsOfOne: async (jobs) => (await onDemand.get()).openFailedRecordsOfOne(jobs),
      }),
  );
  accounts.beforeConnecting(async (connection) => (await connected.get()).connecting(connection));

  const agents = async () => (await onDemand.get()).agents;
  subscriptions.push(
    // Disposed of first, so that jobs stay remembered when the accounts drop them from the store.
    connected,
    log,
    paces,
    accounts,
    bundles,
    tree,
    view,
    onDemand,
    refreshOnReturn(accounts, view),
    registerCommands(async () => (await onDemand.get()).handlers),
    ...registerAgents(agents),
    registerDetails(view, onDemand),
    registerCopyEditor(),
    registerLinks(async (uri) => (await onDemand.get()).openLink(uri), report),
    registerRecent(onDemand, viewers, () => accounts.updatePolling()),
    bundles.onDidHoldRequests((heldUntil) =>
      view.setMessage('throttling', heldUntil === undefined ? undefined : throttlingText(heldUntil - clock.now())),
    ),
    copies.onDidChange(() => {
      showConnections();
      void setHasCopies(copies.all.length > 0);
    }),
    settings.onDidChange((changes) => {
      if (changes('connections') || changes('sampleAccount')) {
        showConnections();
      }
      accounts.updatePolling();
    }),
  );
  if (copies.all.length > 0) {
    void setHasCopies(true);
    for (const { id } of copies.all) {
      // Marks the row of a missing file before the row is expanded.
      void accounts.get(id)?.reconnect();
    }
  }
  if (hasRememberedJobs(workspaceState)) {
    // Restores the remembered jobs and refreshes them at once.
    void connected.get().catch(report);
  }
  if (recordsTabs().length > 0 || diagnosisTabs().length > 0) {
    // Closes restored tabs of failed records and diagnosis reports, whose files no longer exist.
    void onDemand.get().catch(report);
  }
  const recent = async () => (await onDemand.get()).recent;
  return process.env.IMPORT_JOBS_TEST === undefined
    ? undefined
    : { accounts, store, tree, view, recent, agents, clock };
}

/** Offers commands on saved copies, for `when` clauses. */
function setHasCopies(hasCopies: boolean): Thenable<unknown> {
  return commands.executeCommand('setContext', 'importJobs.hasCopies', hasCopies);
}
