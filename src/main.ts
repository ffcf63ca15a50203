import { commands, env, type ExtensionContext, type TreeView, type Uri, type WebviewPanel } from 'vscode';
import type { Connected } from './connected';
import { Account } from './core/connections/account';
import { Accounts } from './core/connections/accounts';
import { systemClock, type Clock } from './core/base/clock';
import { Disposables } from './core/base/disposable';
import type { ReportError } from './core/base/emitter';
import { Lazy } from './core/base/lazy';
import type { OpenCopies } from './core/copies/openCopies';
import { throttlingText } from './core/failures/throttling';
import { CurrentFilter } from './core/find/currentFilter';
import { JobStore } from './core/jobs/jobStore';
import { Paces } from './core/polling/paces';
import { hasRememberedJobs } from './core/polling/rememberedJobs';
import { formatsFor } from './core/text/formats';
import { LazyBundles } from './lazyBundles';
import type { OnDemand } from './onDemand';
import type { AgentTools } from './ui/agents/agentTools';
import type { Handlers } from './ui/commands/names';
import { diagnosisTabs } from './ui/diagnosisTabs';
import { recordsTabs } from './ui/failedRecords/tabFiles';
import { Log } from './ui/log';
import type { Recent } from './ui/recent/recent';
import type { RecentRow } from './ui/recent/recentRows';
import { refreshOnReturn } from './ui/refreshOnReturn';
import { setFiltered } from './ui/find/filteredContext';
import { settings } from './ui/settings';
import { Expansion } from './ui/tree/expansion';
import { JobTree } from './ui/tree/jobTree';
import { JobsView } from './ui/tree/jobsView';
import type { Node } from './ui/tree/nodes';
import { TreeItems } from './ui/tree/treeItems';
import { Viewers } from './ui/viewers';

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

interface Views {
  readonly jobs: TreeView<Node>;
  readonly recent: TreeView<RecentRow>;
}

/** Composes the extension. Sends no requests and does not load the SDK until a connection's row is expanded. */
export class Main extends Disposables {
  readonly tree: JobTree;
  readonly testApi: TestApi;
  readonly #recentView: TreeView<RecentRow>;
  readonly #report: ReportError;
  readonly #onDemand: Lazy<OnDemand>;
  #hasAttached = false;

  constructor(context: ExtensionContext, views: Views, copies: OpenCopies) {
    super();
    const { extension, extensionUri, globalStorageUri, workspaceState } = context;
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
    const bundles = new LazyBundles({ store, clock, formats, log });
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
    const showConnections = () => accounts.set([...settings.connections(), ...copies.all]);
    showConnections();
    const expansion = new Expansion(workspaceState);
    const items = new TreeItems(formats, expansion);
    const filter = new CurrentFilter(report);
    // Otherwise that of an earlier extension host would seem to be active.
    void setFiltered(false);
    const tree = new JobTree(accounts, store, items, clock, filter);
    const view = new JobsView(tree, views.jobs, expansion);
    viewers.add(view);
    viewers.add({
      get isVisible() {
        return views.recent.visible;
      },
    });

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

    this.tree = tree;
    this.#recentView = views.recent;
    this.#report = report;
    this.#onDemand = onDemand;
    for (const each of [
      settings.onDidChange((changes) => {
        if (changes('connections') || changes('sampleAccount')) {
          showConnections();
        }
        accounts.updatePolling();
      }),
      copies.onDidChange(() => {
        showConnections();
        void setHasCopies(copies.all.length > 0);
      }),
      bundles.onDidHoldRequests((heldUntil) =>
        view.setMessage('throttling', heldUntil === undefined ? undefined : throttlingText(heldUntil - clock.now())),
      ),
      views.recent.onDidChangeVisibility(({ visible }) => {
        accounts.updatePolling();
        if (visible) {
          void this.recentRows();
        }
      }),
      // Selecting a job does not load the panels.
      view.onDidSelectJob((node) => onDemand.ifMade?.details.follow(node)),
      refreshOnReturn(accounts, view),
      ...[onDemand, view, tree, bundles, accounts, paces, log],
      // Disposed of first, so that jobs stay remembered when the accounts drop them from the store.
      connected,
    ]) {
      this.add(each);
    }
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
      // Closes restored tabs.
      void onDemand.get().catch(report);
    }
    const recent = async () => (await onDemand.get()).recent;
    this.testApi = { accounts, store, tree, view, recent, agents: () => this.agents(), clock };
  }

  async handlers(): Promise<Handlers> {
    return (await this.#onDemand.get()).handlers;
  }

  async agents(): Promise<AgentTools> {
    return (await this.#onDemand.get()).agents;
  }

  /** Returns the rows of the Recent view. */
  async recentRows(): Promise<Recent['tree']> {
    const { recent } = await this.#onDemand.get();
    if (!this.#hasAttached) {
      this.#hasAttached = true;
      recent.attach(this.#recentView);
    }
    return recent.tree;
  }

  /** Restores a details panel after a reload. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    (await this.#onDemand.get()).details.restore(panel, state);
  }

  /** Opens a link to a job. */
  async openLink(uri: Uri): Promise<void> {
    try {
      await (await this.#onDemand.get()).openLink(uri);
    } catch (error) {
      this.#report(error);
    }
  }
}

/** Offers commands on saved copies, for `when` clauses. */
function setHasCopies(hasCopies: boolean): Thenable<unknown> {
  return commands.executeCommand('setContext', 'importJobs.hasCopies', hasCopies);
}
