import { commands, env, window, type ExtensionContext } from 'vscode';
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
import { registerConnectionCommands } from './ui/commands/connectionCommands';
import { registerDiagnose } from './ui/commands/diagnose';
import { registerJobCommands } from './ui/commands/jobCommands';
import { registerListCommands } from './ui/commands/listCommands';
import { registerPolicyCommands } from './ui/commands/policyCommands';
import { registerSampleCommands } from './ui/commands/sampleCommands';
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

  const isInUse = (): boolean => window.state.active || window.state.focused;
  const isWatched = (): boolean => (view.isVisible || details.isVisible) && isInUse();
  const openAccount = (connection: Connection): Account =>
    new Account({
      connection,
      connect: services.connect,
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
  const updatePolling = () => {
    for (const account of accounts.all) {
      account.updatePolling();
    }
  };
  // The view or the window was shown or hidden.
  const comeOrGo = () => {
    updatePolling();
    if (view.isVisible && isInUse()) {
      for (const account of accounts.all) {
        account.comeBack();
      }
    }
  };
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
    now,
    log,
    onDidChangeVisibility: updatePolling,
  });
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
    registerJobCommands({ targets, actions, details, documents, failedRecords }),
    registerListCommands({ targets, view, refresh: (node) => refresh({ accounts, store, tree }, node) }),
    registerConnectionCommands({
      accounts,
      store,
      view,
      readProfiles: () => services.readProfiles(),
    }),
    registerNotifications({
      accounts,
      store,
      clock,
      formats,
      view,
      targets,
      details,
      actions,
      sharedFolder: globalStorageUri.fsPath,
    }),
    registerPolicyCommands({ accounts, tree, view, identityOf: (id) => services.identityOf(id) }),
    registerDiagnose({
      accounts,
      view,
      log,
      diagnose: (...what) => services.diagnose(...what),
    }),
    registerSampleCommands(),
    commands.registerCommand('importJobs.showLog', () => {
      log.show();
    }),
    view.onDidChangeVisibility(comeOrGo),
    window.onDidChangeWindowState(comeOrGo),
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
