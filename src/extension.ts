import { commands, env, window, type ExtensionContext } from 'vscode';
import { Account } from './core/account';
import { Accounts } from './core/accounts';
import { systemClock } from './core/clock';
import type { Connection } from './core/connection';
import { formatsFor } from './core/formats';
import { JobStore } from './core/jobStore';
import type { JobSource } from './core/source';
import { registerJobCommands } from './ui/commands/jobCommands';
import { registerListCommands } from './ui/commands/listCommands';
import { registerSampleCommands } from './ui/commands/sampleCommands';
import { Targets } from './ui/commands/targets';
import { DetailsPanel } from './ui/details/detailsPanel';
import { JobActions } from './ui/jobActions';
import { JobDocuments } from './ui/jobDocuments';
import { Log } from './ui/log';
import { settings } from './ui/settings';
import { JobTree } from './ui/tree/jobTree';
import { JobsView } from './ui/tree/jobsView';
import { refresh } from './ui/tree/refresh';
import { TreeItems } from './ui/tree/treeItems';

/** Puts the parts together. Asks no network and loads no SDK: that waits until somebody opens a connection's row. */
export function activate({ extensionUri, subscriptions }: ExtensionContext): void {
  const clock = systemClock;
  const now = () => clock.now();
  const formats = formatsFor(env.language);
  const log = new Log();
  const store = new JobStore();

  const connect = async (connection: Connection): Promise<readonly JobSource[]> => {
    const { connect: connectTo } = await import('./aws/index');
    const transport =
      connection.kind === 'sample' ? (await import('./sample/index')).createSampleAccount({ now }).transport : undefined;
    return connectTo(
      connection,
      {
        pageSize: settings.pageSize,
        segments: settings.segments,
        formatCount: formats.count,
        trace: (line) => {
          log.trace(`${connection.label}: ${line}`);
        },
      },
      transport,
    );
  };

  const isWatched = (): boolean => (view.isVisible || details.isVisible) && (window.state.active || window.state.focused);
  const openAccount = (connection: Connection): Account =>
    new Account({
      connection,
      connect,
      store,
      clock,
      random: Math.random,
      pollerSettings: () => settings.polling(),
      isWatched,
      onFolderChange: (folder) => {
        if (folder.failure !== undefined) {
          log.failure(`${connection.label}, ${folder.branch.label}`, folder.failure);
        }
        tree.folderChanged(folder);
      },
      onPoll: (source, failure) => {
        if (failure !== undefined) {
          log.failure(`${connection.label}, ${source.root.label}, looking again`, failure);
        }
      },
    });

  const accounts = new Accounts(openAccount);
  const tree = new JobTree(accounts, store, new TreeItems(store, formats, now));
  const view = new JobsView(tree);
  const actions = new JobActions(log);
  const documents = new JobDocuments(store);
  const updatePolling = () => {
    for (const account of accounts.all) {
      account.updatePolling();
    }
  };
  const details = new DetailsPanel({
    extensionUri,
    store,
    actions,
    documents,
    formats,
    now,
    log,
    onDidChangeVisibility: updatePolling,
  });
  const targets = new Targets(accounts, store, view, formats);

  subscriptions.push(
    log,
    accounts,
    tree,
    view,
    documents,
    details,
    registerJobCommands({ targets, actions, details, documents }),
    registerListCommands({ targets, view, refresh: (node) => refresh({ accounts, store, tree }, node) }),
    registerSampleCommands(),
    commands.registerCommand('importJobs.showLog', () => {
      log.show();
    }),
    view.onDidChangeVisibility(updatePolling),
    window.onDidChangeWindowState(updatePolling),
    settings.onDidChange((changes) => {
      if (changes('connections') || changes('sampleAccount')) {
        accounts.set(settings.connections());
      }
      if (changes('pinpoint.segments')) {
        void refresh({ accounts, store, tree }, undefined);
      }
      updatePolling();
    }),
  );
  accounts.set(settings.connections());
}
