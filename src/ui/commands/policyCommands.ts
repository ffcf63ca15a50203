import { env, Uri, window } from 'vscode';
import type { Account } from '../../core/account';
import type { Accounts } from '../../core/accounts';
import { accountIn, connectionPolicy, denialPolicy, type PolicyScope } from '../../core/iamPolicy';
import type { ServiceDescription } from '../../core/service';
import type { JobTree } from '../tree/jobTree';
import type { JobsView } from '../tree/jobsView';
import type { Node } from '../tree/nodes';
import { accountFor, rowOf } from './accountTargets';
import type { Handlers } from './names';
import { showInformation } from '../messages';

interface Parts {
  readonly accounts: Accounts;
  readonly tree: JobTree;
  readonly view: JobsView;
  readonly descriptions: readonly ServiceDescription[];
  /** Returns the AWS account ID of a connection's credentials, if known. */
  readonly identityOf: (connectionId: string) => string | undefined;
}

/** What helps against a denial and after an end of support. */
export function policyCommands(parts: Parts) {
  return {
    copyIamPolicy: (node) => copyPolicy(parts, node),
    openMigrationGuide: (node) => openMigrationGuide(rowOf(parts.view, node)),
  } satisfies Partial<Handlers>;
}

async function copyPolicy(parts: Parts, node: unknown): Promise<void> {
  const account = await accountFor(parts, node, 'Copy IAM Policy');
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
  const scope = scopeOf(parts, account);
  const denial = denialIn(rowOf(parts.view, node));
  await env.clipboard.writeText(
    denial === undefined ? connectionPolicy(scope, parts.descriptions) : denialPolicy(scope, denial),
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

/** Returns what was denied, for the row of a denial. */
function denialIn(
  node: Node | undefined,
): { readonly action: string; readonly resource?: string | undefined } | undefined {
  if (node?.kind !== 'failure' || !('action' in node.failure)) {
    return undefined;
  }
  const { action, resource } = node.failure;
  return { action, resource };
}

function scopeOf({ tree, identityOf }: Parts, account: Account): PolicyScope {
  const { id, region } = account.connection;
  const folders = tree.openFolders(tree.accountRow(account));
  const arns = folders
    .flatMap(({ branches }) => branches.flatMap(({ facts = [] }) => facts))
    .filter(({ label }) => label === 'ARN');
  const [fromData] = arns.flatMap(({ value }) => accountIn(value) ?? []);
  return { region, accountId: identityOf(id) ?? fromData };
}
