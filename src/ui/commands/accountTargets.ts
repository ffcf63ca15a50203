import type { Account } from '../../core/connections/account';
import type { Connection } from '../../core/connections/connection';
import { connectionLabel } from '../../core/connections/connectionSettings';
import type { JobsView } from '../tree/jobsView';
import { accountOf, type Node } from '../tree/nodes';
import type { CommandContext } from './context';
import { isNode } from './targets';
import { showInformation } from '../messages';
import { pickOne } from '../quickPick';

/** Returns the row that a command was called on or, without one, the selected row. */
export function rowOf(view: JobsView, node: unknown): Node | undefined {
  return isNode(node) ? node : view.selection[0];
}

/**
 * Returns the account of a command's row or, without one, lets the user pick a connection; `undefined` if cancelled.
 */
export async function accountFor(
  { accounts, view }: CommandContext,
  node: unknown,
  title: string,
): Promise<Account | undefined> {
  const row = rowOf(view, node);
  if (row !== undefined) {
    return accountOf(row);
  }
  const valid = accounts.all.filter(({ connection }) => connection.problem === undefined);
  return pickAccount(valid, title, 'No connections yet. Add one first.');
}

/** Lets the user pick a connection. @param none message if there are no connections */
export async function pickAccount(
  accounts: readonly Account[],
  title: string,
  none: string,
): Promise<Account | undefined> {
  if (accounts.length === 0) {
    void showInformation(none);
    return undefined;
  }
  const items = accounts.map((account) => ({
    label: account.connection.label,
    description: descriptionOf(account.connection),
    account,
  }));
  return (await pickOne(items, title, 'Select a connection'))?.account;
}

function descriptionOf(connection: Connection): string {
  return connection.kind === 'sample' ? 'sample data' : connection.region === '' ? '' : connectionLabel(connection);
}
