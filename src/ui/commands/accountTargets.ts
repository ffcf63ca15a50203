import * as l10n from '@vscode/l10n';
import type { QuickPickItem } from 'vscode';
import type { Account } from '../../core/connections/account';
import type { Connection } from '../../core/connections/connection';
import { connectionLabel } from '../../core/connections/connectionSettings';
import { copyText } from '../../core/copies/copyText';
import type { Formats } from '../../core/text/formats';
import { profileKindLabel, type Profiles } from '../../core/connections/profile';
import { explain } from '../../core/failures/explain';
import type { RowSelection } from '../rowSelection';
import { accountOf, type Node } from '../tree/nodes';
import type { CommandContext } from './context';
import { isNode } from './targets';
import { showInformation } from '../messages';
import { pickOne } from '../quickPick';

/** What a command requires of a connection. */
export interface AccountNeed {
  /** Title of the command and of its quick pick. */
  readonly title: string;
  readonly canServe: (account: Account) => boolean;
  /** Message if the command can serve no connection. */
  readonly none: string;
}

/** Returns the row that a command was called on or, without one, the selected row. */
export function rowOf({ selection }: Pick<RowSelection, 'selection'>, node: unknown): Node | undefined {
  return isNode(node) ? node : selection[0];
}

/**
 * Returns the account of a command's row or, without one, of the job or row that the user chose last, if the command
 * can serve it. Otherwise lets the user pick a connection; `undefined` if cancelled.
 */
export async function accountFor(
  context: CommandContext,
  node: unknown,
  need: AccountNeed,
): Promise<Account | undefined> {
  if (isNode(node)) {
    return accountOf(node);
  }
  const { jobInPanel, selection } = context.selected;
  const selected = jobInPanel?.account ?? selection.map(accountOf)[0];
  return selected !== undefined && need.canServe(selected)
    ? selected
    : pickAccount(context.accounts.all.filter(need.canServe), need, context);
}

/** Lets the user pick one of the connections that a command can serve; `undefined` if cancelled. */
export async function pickAccount(
  accounts: readonly Account[],
  { title, none }: Pick<AccountNeed, 'title' | 'none'>,
  { bundles, formats }: Pick<CommandContext, 'bundles' | 'formats'>,
): Promise<Account | undefined> {
  if (accounts.length === 0) {
    void showInformation(none);
    return undefined;
  }
  const items = async () => {
    // If the files cannot be read, connections have no credential kind.
    const { profiles } = await bundles.readProfiles().catch((): Profiles => ({ profiles: [] }));
    return accounts.map((account): QuickPickItem & { account: Account } => {
      const { connection } = account;
      const accountId = bundles.identityOf(connection.id);
      return { label: connection.label, description: descriptionOf(connection, profiles, accountId, formats), account };
    });
  };
  return (await pickOne(items(), title, l10n.t('Select a connection')))?.account;
}

/** Returns what the label does not say: profile and region of a named connection, credential kind, account. */
function descriptionOf(
  connection: Connection,
  profiles: Profiles['profiles'],
  accountId: string | undefined,
  formats: Formats,
): string {
  if (connection.kind === 'sample') {
    return l10n.t('sample data');
  }
  if (connection.kind === 'copy') {
    return copyText(connection, formats);
  }
  if (connection.problem !== undefined) {
    return explain({ kind: 'setting', reason: connection.problem }).label;
  }
  const own = connectionLabel(connection);
  const kind = profiles.find(({ name }) => name === connection.profile)?.kind;
  return [
    ...(own === connection.label ? [] : [own]),
    ...(kind === undefined ? [] : [profileKindLabel[kind]]),
    ...(accountId === undefined ? [] : [l10n.t('account {0}', accountId)]),
  ].join(' · ');
}
