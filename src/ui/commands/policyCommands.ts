import { env, Uri, window } from 'vscode';
import type { Account } from '../../core/connections/account';
import { accountIn, connectionPolicy, denialPolicy, type PolicyScope } from '../../core/connections/iamPolicy';
import type { Node } from '../tree/nodes';
import { accountFor, rowOf } from './accountTargets';
import type { CommandContext } from './context';
import type { Handlers } from './names';
import { showInformation } from '../messages';

/** Commands that help after a denial or after the end of support. */
export function policyCommands(context: CommandContext) {
  return {
    copyIamPolicy: (node) => copyPolicy(context, node),
    openMigrationGuide: (node) => openMigrationGuide(rowOf(context.view, node)),
  } satisfies Partial<Handlers>;
}

async function copyPolicy(context: CommandContext, node: unknown): Promise<void> {
  const account = await accountFor(context, node, 'Copy IAM Policy');
  if (account === undefined) {
    return;
  }
  const { connection } = account;
  if (connection.kind === 'sample' || connection.problem !== undefined) {
    const why =
      connection.kind === 'sample'
        ? 'The sample account has no AWS account behind it'
        : 'Correct this connection first';
    void showInformation(`${why}: there is no IAM policy for it.`);
    return;
  }
  const scope = scopeOf(context, account);
  const denial = denialIn(rowOf(context.view, node));
  await env.clipboard.writeText(
    denial === undefined ? connectionPolicy(scope, context.descriptions) : denialPolicy(scope, denial),
  );
  const any =
    scope.accountId === undefined ? ' It applies to any account, because this account’s ID is not known yet.' : '';
  window.setStatusBarMessage(`$(check) IAM policy copied.${any}`, 5000);
}

async function openMigrationGuide(node: Node | undefined): Promise<void> {
  if (node?.kind === 'failure' && node.failure.kind === 'serviceEnded') {
    await env.openExternal(Uri.parse(node.failure.end.migrationGuide));
  }
}

/** Returns what was denied, if the row shows a denial. */
function denialIn(
  node: Node | undefined,
): { readonly action: string; readonly resource?: string | undefined } | undefined {
  if (node?.kind !== 'failure' || !('action' in node.failure)) {
    return undefined;
  }
  const { action, resource } = node.failure;
  return { action, resource };
}

function scopeOf({ tree, bundles }: CommandContext, account: Account): PolicyScope {
  const { id, region } = account.connection;
  const folders = tree.openFolders(tree.accountRow(account));
  const arns = folders
    .flatMap(({ branches }) => branches.flatMap(({ facts = [] }) => facts))
    .filter(({ label }) => label === 'ARN');
  const [fromData] = arns.flatMap(({ value }) => accountIn(value) ?? []);
  return { region, accountId: bundles.identityOf(id) ?? fromData };
}
