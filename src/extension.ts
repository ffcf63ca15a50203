import { env, type ExtensionContext } from 'vscode';
import { Account } from './core/account';
import { Accounts } from './core/accounts';
import { systemClock } from './core/clock';
import type { Connection } from './core/connection';
import { formatsFor } from './core/formats';
import { JobStore } from './core/jobStore';
import { Paces } from './core/pace';
import { awsPlaces } from './node/awsPlaces';
import { saveFile } from './node/saveFile';
import { Services } from './services';
import { Attention } from './ui/attention';
import { registerCommands } from './ui/commands/register';
import { Targets } from './ui/commands/targets';
import { SignIns } from './ui/connections/signIns';
import { DetailsPanels } from './ui/details/detailsPanels';
import { FailedRecords } from './ui/failedRecords/failedRecords';
import { JobActions } from './ui/jobActions';
import { JobDocuments } from './ui/jobDocuments';
import { Log } from './ui/log';
import { registerNotifications } from './ui/notifications/register';
import { settings } from './ui/settings';
import { JobTree } from './ui/tree/jobTree';
import { JobsView } from './ui/tree/jobsView';
import { refresh } from './ui/tree/refresh';
import { TreeItems } from './ui/tree/treeItems';

/** Puts the parts together. Asks no network and loads no SDK: that waits until somebody opens a connection's row. */
export function activate({ extensionUri, globalStorageUri, subscriptions }: ExtensionContext): void {
  const clock = systemClock;
  const now = () => clock.now();
  const formats = formatsFor(env.language);
  const log = new Log();
  const store = new JobStore();
  const paces = new Paces(store, now);
  const services: Services = new Services({
    clock,
    formats,
    log,
    connecting: (connection) => signIns.connecting(connection),
  });

  const openAccount = (connection: Connection): Account =>
    new Account({
      connection,
      connect: services.connect,
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
        details.redraw();
      },
      onPoll: (source, failure) => {
        if (failure !== undefined) {
          log.failure(`${connection.label}, ${source.root.label}, looking again`, failure);
        }
      },
      onTrouble: (account) => {
        signIns.troubleChanged(account);
      },
    });

  const accounts = new Accounts(openAccount);
  const tree = new JobTree(accounts, store, new TreeItems(store, formats, now));
  const view = new JobsView(tree);
  const actions = new JobActions(log);
  const documents = new JobDocuments(store);
  const failedRecords = new FailedRecords({
    clock,
    log,
    formats,
    openOf: services.openOf,
    saveFile,
    summarize: services.summarize,
  });
  const details = new DetailsPanels({
    extensionUri,
    accounts,
    view,
    clock,
    describe: async () => (await import('./core/details/describe')).describeJob,
    store,
    paces,
    actions,
    documents,
    failedRecords,
    formats,
    log,
    onDidChangeVisibility: () => {
      attention.changed();
    },
  });
  const attention = new Attention({ accounts, view, details });
  const signIns: SignIns = new SignIns({
    accounts,
    tree,
    view,
    clock,
    places: awsPlaces,
    fingerprint: (connection) => services.fingerprint(connection),
    planOf: (connection) => services.signInPlan(connection),
    refresh: (account) => refresh({ accounts, store, tree }, tree.accountRow(account)),
  });
  const targets = new Targets(accounts, store, view, formats);
  const parts = { accounts, store, tree, view, targets, actions, details, documents, failedRecords, log };

  subscriptions.push(
    log,
    paces,
    accounts,
    tree,
    view,
    documents,
    failedRecords,
    details,
    signIns,
    attention,
    registerCommands({ ...parts, services, refresh: (node) => refresh({ accounts, store, tree }, node) }),
    registerNotifications({ ...parts, clock, formats, sharedFolder: globalStorageUri.fsPath }),
    settings.onDidChange((changes) => {
      if (changes('connections') || changes('sampleAccount')) {
        accounts.set(settings.connections());
      }
      if (changes('pinpoint.segments')) {
        void refresh({ accounts, store, tree }, undefined);
      }
      attention.changed();
    }),
  );
  accounts.set(settings.connections());
}
