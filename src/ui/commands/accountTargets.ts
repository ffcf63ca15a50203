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

/** Returns the row that a command was called on, or else the selected one. */
export function rowOf(view: JobsView, node: unknown): Node | undefined {
  return isNode(node) ? node : view.selection[0];
}

/** Returns the account of a command's row, or else lets the user pick a connection; `undefined` when they cancel. */
export async function accountFor(
  { accounts, view }: Parts,
  node: unknown,
  title: string,
): Promise<Account | undefined> {
  const row = rowOf(view, node);
  if (row !== undefined) {
    return accountOf(row);
  }
  const valid = accounts.all.filter(({ connection }) => connection.problem === undefined);
  if (valid.length === 0) {
    void showInformation('No connections yet. Add one first.');
    return undefined;
  }
  const items = valid.map((account) => ({
    label: account.connection.label,
    description: account.connection.kind === 'sample' ? 'sample data' : connectionLabel(account.connection),
    account,
  }));
  return (await pickOne(items, title, 'Select a connection'))?.account;
}
