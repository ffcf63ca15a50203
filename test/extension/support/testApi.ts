import assert from 'node:assert/strict';
import {
  commands,
  extensions,
  window,
  type LogOutputChannel,
  type StatusBarItem,
  type TreeView,
  type UriHandler,
} from 'vscode';
import type { TestApi } from '../../../src/main';
import type { RecentRow } from '../../../src/ui/recent/recentRows';
import type { Node } from '../../../src/ui/tree/nodes';
import { eventually } from '../../support/eventually';
import { FakeClock } from '../../support/fakeClock';

export interface Activated extends TestApi {
  /** The extension's clock, stopped until a test advances it. */
  readonly time: FakeClock;
  /** The tree view that VS Code created for the extension. */
  readonly treeView: TreeView<Node>;
  /** The Recent view that VS Code created for the extension. */
  readonly recentView: TreeView<RecentRow>;
  /** The handler of links that the extension registered. */
  readonly uriHandler: UriHandler;
  /** Status bar items that the extension has created. */
  readonly statusBarItems: readonly StatusBarItem[];
  /** Lines of the log, of every level. */
  readonly logLines: readonly string[];
}

/** On `globalThis`, since every bundled test file has its own copy of this module. */
const key = Symbol.for('import-jobs.activated');
const shared = globalThis as unknown as { [key]: Promise<Activated> | undefined };

/** Activates the extension with its view visible and a clock that tests control. */
export function activated(): Promise<Activated> {
  return (shared[key] ??= activate());
}

async function activate(): Promise<Activated> {
  const { createTreeView, createStatusBarItem } = window;
  const statusBarItems: StatusBarItem[] = [];
  // Permanently, since the item is created with the first job in progress.
  window.createStatusBarItem = (...args: readonly unknown[]) => {
    const item = (createStatusBarItem as (...all: readonly unknown[]) => StatusBarItem)(...args);
    statusBarItems.push(item);
    return item;
  };
  const { createOutputChannel, registerUriHandler } = window;
  const logLines: string[] = [];
  // Permanently, since the channel is created with the first line.
  window.createOutputChannel = (...args: readonly unknown[]) => {
    const channel = (createOutputChannel as (...all: readonly unknown[]) => LogOutputChannel)(...args);
    const recording = (level: 'trace' | 'info' | 'warn') => ({
      value: (line: string) => {
        logLines.push(line);
        channel[level](line);
      },
    });
    const recorder: unknown = Object.create(channel, {
      trace: recording('trace'),
      info: recording('info'),
      warn: recording('warn'),
    });
    return recorder as LogOutputChannel;
  };
  let treeView: TreeView<Node> | undefined;
  let recentView: TreeView<RecentRow> | undefined;
  window.createTreeView = (id, options) => {
    const view = createTreeView(id, options);
    if (id === 'importJobs.recent') recentView = view as TreeView<never>;
    else treeView = view as TreeView<never>;
    return view;
  };
  let uriHandler: UriHandler | undefined;
  window.registerUriHandler = (handler) => {
    uriHandler = handler;
    return registerUriHandler(handler);
  };
  const api = (await extensions.getExtension<TestApi | undefined>('import-jobs.import-jobs')?.activate()) ?? undefined;
  Object.assign(window, { createTreeView, registerUriHandler });
  if (api === undefined || treeView === undefined || recentView === undefined || uriHandler === undefined) {
    throw new Error('The extension was activated before its tests.');
  }
  const time = new FakeClock(Date.now());
  Object.assign(api.clock, {
    now: () => time.now(),
    after: (delay: number, then: () => void) => time.after(delay, then),
  });
  await commands.executeCommand('importJobs.jobs.focus');
  await eventually(() => {
    assert.ok(api.view.isVisible);
  });
  return { ...api, time, treeView, recentView, uriHandler, statusBarItems, logLines };
}
