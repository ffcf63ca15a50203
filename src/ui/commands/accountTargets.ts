import type { Account } from '../../core/account';
import type { Accounts } from '../../core/accounts';
import { connectionLabel } from '../../core/connectionSettings';
import type { JobsView } from '../tree/jobsView';
import { accountOf, type Node } from '../tree/nodes';
import { isNode } from './targets';
import { showInformation } from '../messages';
import { pickOne } from '../quickPick';

interface Parts {
  readonly accounts: Accounts;
  readonly view: JobsView;
}

/** The row that a command about a connection is for: the one it was called on, else the one selected. */
export function rowOf(view: JobsView, node: unknown): Node | undefined {
  return isNode(node) ? node : view.selection[0];
}

/** The connection that a command is about: a row's, else the one that the user picks; `undefined` when they pick none. */
export async function accountFor(
  { accounts, view }: Parts,
  node: unknown,
  title: string,
): Promise<Account | undefined> {
  const row = rowOf(view, node);
  if (row !== undefined) {
    return accountOf(row);
  }
  const able = accounts.all.filter(({ connection }) => connection.problem === undefined);
  if (able.length === 0) {
    void showInformation('No connections yet. Add one first.');
    return undefined;
  }
  const items = able.map((account) => ({
    label: account.connection.label,
    description: account.connection.kind === 'sample' ? 'sample data' : connectionLabel(account.connection),
    account,
  }));
  return (await pickOne(items, title, 'Select a connection'))?.account;
}
