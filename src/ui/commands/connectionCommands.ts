import * as l10n from '@vscode/l10n';
import type { Connection } from '../../core/connections/connection';
import { connectionId, connectionLabel } from '../../core/connections/connectionSettings';
import { isInProgress } from '../../core/jobs/job';
import type { JobStore } from '../../core/jobs/jobStore';
import { plain } from '../../core/text/plainText';
import { plural } from '../../core/text/plural';
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

/** Commands that add and remove connections, which are entries of a setting, or open the setting. */
export function connectionCommands(context: CommandContext) {
  const changing = (change: (node: unknown, nodes: unknown) => Promise<unknown>) => (node: unknown, nodes: unknown) =>
    withErrorMessage(l10n.t('The connections could not be changed'), () => change(node, nodes), 'connections');
  return {
    addConnection: changing(() => addConnection(context)),
    removeConnection: changing((node, nodes) => removeConnections(context, node, nodes)),
    openConnectionsSetting: () => openSetting('connections'),
  } satisfies Partial<Handlers>;
}

async function addConnection({ accounts, view, shownDescriptions, bundles }: CommandContext): Promise<void> {
  const choice = await askForConnection(
    () => bundles.readProfiles(),
    shownDescriptions(),
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
    const [own, name] = [plain(connectionLabel(choice)), plain(known.connection.label)];
    void showInformation(
      name === own ? l10n.t('{0} already exists.', own) : l10n.t('{0} already exists as “{1}”.', own, name),
    );
  }
  const account = known ?? accounts.get(id);
  await (account && view.openFirstList(account));
}

async function removeConnections(context: CommandContext, node: unknown, nodes: unknown): Promise<void> {
  const { store, selected, formats } = context;
  const called =
    Array.isArray(nodes) && nodes.length > 0 ? nodes.filter(isNode) : isNode(node) ? [node] : selected.selection;
  const found = called.flatMap(connectionOf);
  const connections = found.length > 0 ? found : await pickConnection(context);
  if (connections.length === 0 || !(await confirmRemoval(store, connections, formats.count))) {
    return;
  }
  const removed = await connectionsSetting.remove(new Set(connections.map(({ id }) => id)));
  const undo = l10n.t('Undo');
  if ((await showInformation(removedText(connections, formats.count), undo)) === undo) {
    await connectionsSetting.putBack(removed);
  }
}

/** Returns the connection of a row; none for the sample account or for rows below a connection. */
function connectionOf(node: Node): Connection[] {
  return node.kind === 'account' && node.account.connection.kind === 'aws' ? [node.account.connection] : [];
}

async function pickConnection(context: CommandContext): Promise<readonly Connection[]> {
  const own = context.accounts.all.filter(({ connection }) => connection.kind === 'aws');
  const need = { title: l10n.t('Remove Connection'), none: l10n.t('There are no connections to remove.') };
  const picked = await pickAccount(own, need, context);
  return picked === undefined ? [] : [picked.connection];
}

/** Asks for confirmation if the user could not add the connections again with two quick picks. */
async function confirmRemoval(
  store: JobStore,
  connections: readonly Connection[],
  formatCount: (count: number) => string,
): Promise<boolean> {
  const running = connections.flatMap(({ id }) => store.jobsOf(id)).filter(isInProgress).length;
  const named = connections.filter(isNamed).length;
  if (running === 0 && named === 0) {
    return true;
  }
  const detail = [
    ...(running === 0
      ? []
      : [
          plural(
            running,
            l10n.t('{0} import job in progress will no longer be tracked.', formatCount(running)),
            l10n.t('{0} import jobs in progress will no longer be tracked.', formatCount(running)),
          ),
        ]),
    ...(named === 0
      ? []
      : [
          plural(
            named,
            l10n.t('Its custom name will be removed from settings.'),
            l10n.t('Their custom names will be removed from settings.'),
          ),
        ]),
    l10n.t('Nothing changes in AWS.'),
  ].join(' ');
  const question =
    connections.length === 1
      ? l10n.t('Remove “{0}”?', plain(connections[0]?.label ?? ''))
      : l10n.t('Remove {0} connections?', formatCount(connections.length));
  return confirm(question, detail, l10n.t('Remove'));
}

function isNamed(connection: Connection): boolean {
  return connection.problem === undefined && connection.label !== connectionLabel(connection);
}

function removedText(connections: readonly Connection[], formatCount: (count: number) => string): string {
  return connections.length === 1
    ? l10n.t('“{0}” removed.', plain(connections[0]?.label ?? ''))
    : l10n.t('{0} connections removed.', formatCount(connections.length));
}
