import type { Account } from '../../core/account';
import type { Accounts } from '../../core/accounts';
import type { Connection } from '../../core/connection';
import { connectionId, connectionLabel } from '../../core/connectionSettings';
import type { ImportJob } from '../../core/job';
import type { JobStore } from '../../core/jobStore';
import { plain } from '../../core/plainText';
import type { Profiles } from '../../core/profile';
import type { ServiceDescription } from '../../core/service';
import { askForConnection } from '../connections/askForConnection';
import { connectionsSetting } from '../connections/connectionsSetting';
import { openSetting } from '../openSetting';
import { withErrorMessage } from '../withErrorMessage';
import type { JobsView } from '../tree/jobsView';
import type { Node } from '../tree/nodes';
import type { Handlers } from './names';
import { isNode } from './targets';
import { confirm, showInformation } from '../messages';
import { pickOne } from '../quickPick';

interface Parts {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly view: JobsView;
  readonly descriptions: readonly ServiceDescription[];
  /** Reads the current profiles of the AWS files. */
  readonly readProfiles: () => Promise<Profiles>;
}

/** Commands that add and remove connections, which are entries of a setting, and that open the setting. */
export function connectionCommands(parts: Parts) {
  const changing = (change: (node: unknown, nodes: unknown) => Promise<unknown>) => (node: unknown, nodes: unknown) =>
    withErrorMessage('The connections could not be changed', () => change(node, nodes), 'connections');
  return {
    addConnection: changing(() => addConnection(parts)),
    removeConnection: changing((node, nodes) => removeConnections(parts, node, nodes)),
    openConnectionsSetting: () => openSetting('connections'),
  } satisfies Partial<Handlers>;
}

async function addConnection({ accounts, view, descriptions, readProfiles }: Parts): Promise<void> {
  const choice = await askForConnection(readProfiles, descriptions, (id) => accounts.get(id) !== undefined);
  if (choice === undefined) {
    return;
  }
  const id = connectionId(choice);
  const known = accounts.get(id);
  if (known === undefined) {
    await connectionsSetting.add(choice);
  } else {
    const name = known.connection.label;
    const isNamed = name !== connectionLabel(choice);
    void showInformation(`${plain(connectionLabel(choice))} already exists${isNamed ? ` as “${plain(name)}”` : ''}.`);
  }
  const account = known ?? accounts.get(id);
  await (account && view.showConnection(account));
}

async function removeConnections({ accounts, store, view }: Parts, node: unknown, nodes: unknown): Promise<void> {
  const called =
    Array.isArray(nodes) && nodes.length > 0 ? nodes.filter(isNode) : isNode(node) ? [node] : view.selection;
  const found = called.flatMap(connectionOf);
  const connections = found.length > 0 ? found : await pickConnection(accounts);
  if (connections.length === 0 || !(await confirmRemoval(store, connections))) {
    return;
  }
  const removed = await connectionsSetting.remove(new Set(connections.map(({ id }) => id)));
  const undo = 'Undo';
  if ((await showInformation(`${nameOf(connections)} removed.`, undo)) === undo) {
    await connectionsSetting.putBack(removed);
  }
}

/** Returns the connection of a row; none for the sample account and for rows below a connection. */
function connectionOf(node: Node): Connection[] {
  return node.kind === 'account' && node.account.connection.kind === 'aws' ? [node.account.connection] : [];
}

async function pickConnection(accounts: Accounts): Promise<readonly Connection[]> {
  const connections = accounts.all.map(({ connection }: Account) => connection).filter(({ kind }) => kind === 'aws');
  if (connections.length === 0) {
    void showInformation('There are no connections to remove.');
    return [];
  }
  const items = connections.map((connection) => ({
    label: connection.label,
    description: connection.region === '' ? '' : connectionLabel(connection),
    connection,
  }));
  const picked = await pickOne(items, 'Remove Connection', 'Select a connection');
  return picked === undefined ? [] : [picked.connection];
}

/** Asks for confirmation when removal loses more than the user can add again with two quick picks. */
async function confirmRemoval(store: JobStore, connections: readonly Connection[]): Promise<boolean> {
  const running = connections.flatMap(({ id }) => store.jobsOf(id)).filter(isInProgress).length;
  const named = connections.filter(isNamed).length;
  if (running === 0 && named === 0) {
    return true;
  }
  const detail = [
    ...(running === 0
      ? []
      : [`${running === 1 ? 'An import job' : `${running} import jobs`} in progress will no longer be tracked.`]),
    ...(named === 0
      ? []
      : [
          named === 1
            ? 'Its custom name will be removed from settings.'
            : 'Their custom names will be removed from settings.',
        ]),
    'Nothing changes in AWS.',
  ].join(' ');
  return confirm(`Remove ${nameOf(connections)}?`, detail, 'Remove');
}

function isInProgress({ phase }: ImportJob): boolean {
  return phase === 'waiting' || phase === 'running';
}

function isNamed(connection: Connection): boolean {
  return connection.problem === undefined && connection.label !== connectionLabel(connection);
}

function nameOf(connections: readonly Connection[]): string {
  const [first, ...others] = connections;
  return first !== undefined && others.length === 0 ? `“${plain(first.label)}”` : `${connections.length} connections`;
}
