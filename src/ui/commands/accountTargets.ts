import { window } from 'vscode';
import type { Account } from '../../core/account';
import type { Accounts } from '../../core/accounts';
import { connectionLabel } from '../../core/connectionSettings';
import { plain } from '../../core/plainText';
import type { JobsView } from '../tree/jobsView';
import { accountOf, type Node } from '../tree/nodes';
import { isNode } from './targets';

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
    void window.showInformationMessage('There is no connection yet.');
    return undefined;
  }
  const items = able.map((account) => ({
    label: plain(account.connection.label),
    description: account.connection.kind === 'sample' ? 'made up' : plain(connectionLabel(account.connection)),
    account,
  }));
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder: 'Which connection?',
    matchOnDescription: true,
  });
  return picked?.account;
}
