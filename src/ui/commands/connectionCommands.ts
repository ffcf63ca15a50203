import type { Account } from '../../core/connections/account';
import type { Connection } from '../../core/connections/connection';
import { connectionId, connectionLabel } from '../../core/connections/connectionSettings';
import type { ImportJob } from '../../core/jobs/job';
import type { JobStore } from '../../core/jobs/jobStore';
import { plain } from '../../core/text/plainText';
import { askForConnection } from '../connections/askForConnection';
import { connectionsSetting } from '../connections/connectionsSetting';
import { openSetting } from '../openSetting';
import { withErrorMessage } from '../withErrorMessage';
import type { Node } from '../tree/nodes';
import { pickAccount } from './accountTargets';
import type { CommandContext } from './context';
import type { Handlers } from './names';
import { isNode } from './targets';
import { confirm, showInformation } from '../messages';

/** Commands that add and remove connections, which are entries of a setting, and that open the setting. */
export function connectionCommands(context: CommandContext) {
  const changing = (change: (node: unknown, nodes: unknown) => Promise<unknown>) => (node: unknown, nodes: unknown) =>
    withErrorMessage('The connections could not be changed', () => change(node, nodes), 'connections');
  return {
    addConnection: changing(() => addConnection(context)),
    removeConnection: changing((node, nodes) => removeConnections(context, node, nodes)),
    openConnectionsSetting: () => openSetting('connections'),
  } satisfies Partial<Handlers>;
}

async function addConnection({ accounts, view, descriptions, bundles }: CommandContext): Promise<void> {
  const choice = await askForConnection(
    () => bundles.readProfiles(),
    descriptions,
    (id) => accounts.get(id) !== undefined,
  );
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

async function removeConnections(
  { accounts, store, view }: CommandContext,
  node: unknown,
  nodes: unknown,
): Promise<void> {
  const called =
    Array.isArray(nodes) && nodes.length > 0 ? nodes.filter(isNode) : isNode(node) ? [node] : view.selection;
  const found = called.flatMap(connectionOf);
  const connections = found.length > 0 ? found : await pickConnection(accounts.all);
  if (connections.length === 0 || !(await confirmRemoval(store, connections))) {
    return;
  }
  const removed = await connectionsSetting.remove(new Set(connections.map(({ id }) => id)));
  const undo = 'Undo';
  if ((await showInformation(`${nameOf(connections)} removed.`, undo)) === undo) {
    await connectionsSetting.putBack(removed);
  }
}

/** Returns the connection of a row; none for the sample account or for rows below a connection. */
function connectionOf(node: Node): Connection[] {
  return node.kind === 'account' && node.account.connection.kind === 'aws' ? [node.account.connection] : [];
}

async function pickConnection(accounts: readonly Account[]): Promise<readonly Connection[]> {
  const own = accounts.filter(({ connection }) => connection.kind === 'aws');
  const picked = await pickAccount(own, 'Remove Connection', 'There are no connections to remove.');
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
