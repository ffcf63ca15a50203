import { window, type ExtensionContext } from 'vscode';
import { Lazy } from './core/base/lazy';
import { OpenCopies } from './core/copies/openCopies';
import { hasRememberedJobs } from './core/polling/rememberedJobs';
import type { Main, TestApi } from './main';
import { registerAgents } from './ui/agents/registerAgents';
import { registerCommands } from './ui/commands/registerCommands';
import { registerCopyEditor } from './ui/copies/copyEditor';
import { dropCopies } from './ui/copies/dropCopies';
import { viewType } from './ui/details/viewType';
import { diagnosisTabs } from './ui/diagnosisTabs';
import { recordsTabs } from './ui/failedRecords/tabFiles';
import { lazyTreeView } from './ui/lazyTreeView';
import type { RecentRow } from './ui/recent/recentRows';
import { recentViewId } from './ui/recent/recentViewId';
import { viewId } from './ui/tree/jobsViewId';
import type { Node } from './ui/tree/nodes';

/**
 * Registers what VS Code may call. Everything else is loaded when VS Code first calls it, which is at once if the view is
 * visible.
 */
export function activate(context: ExtensionContext): Promise<TestApi> | undefined {
  const { subscriptions, workspaceState } = context;
  const copies = new OpenCopies(workspaceState);
  const main = new Lazy<Main>(
    async (): Promise<Main> => new (await import('./main')).Main(context, { jobs, recent }, copies),
  );
  const jobs = lazyTreeView<Node>(viewId, async () => (await main.get()).tree, { dragAndDropController: dropCopies });
  const recent = lazyTreeView<RecentRow>(recentViewId, async () => (await main.get()).recentRows());
  subscriptions.push(
    main,
    jobs,
    recent,
    registerCommands(async () => (await main.get()).handlers()),
    ...registerAgents(async () => (await main.get()).agents()),
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state) => (await main.get()).restore(panel, state),
    }),
    registerCopyEditor(),
    window.registerUriHandler({ handleUri: async (uri) => (await main.get()).openLink(uri) }),
  );
  // Restored tabs of failed records and diagnosis reports are closed, since their files no longer exist.
  const hasWork = copies.all.length > 0 || hasRememberedJobs(workspaceState);
  if (hasWork || recordsTabs().length > 0 || diagnosisTabs().length > 0) {
    void main.get();
  }
  return process.env.IMPORT_JOBS_TEST === undefined ? undefined : main.get().then(({ testApi }) => testApi);
}
