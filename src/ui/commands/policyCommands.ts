import * as l10n from '@vscode/l10n';
import { env, Uri, window } from 'vscode';
import type { Account } from '../../core/connections/account';
import type { Connection } from '../../core/connections/connection';
import {
  accountIn,
  connectionPolicy,
  denialPolicy,
  policyFor,
  type PolicyScope,
} from '../../core/connections/iamPolicy';
import type { Node } from '../tree/nodes';
import { accountFor, rowOf, type AccountNeed } from './accountTargets';
import type { CommandContext } from './context';
import type { Handlers } from './names';
import { showInformation } from '../messages';
import { settings } from '../settings';

const need: AccountNeed = {
  title: l10n.t('Copy IAM Policy'),
  canServe: ({ connection }) => connection.kind === 'aws' && connection.problem === undefined,
  none: l10n.t('There are no connections to AWS accounts.'),
};

/** Commands that help after a denial or after the end of support. */
export function policyCommands(context: CommandContext) {
  return {
    copyIamPolicy: (node) => copyPolicy(context, node),
    openMigrationGuide: (node) => openMigrationGuide(rowOf(context.selected, node)),
  } satisfies Partial<Handlers>;
}

async function copyPolicy(context: CommandContext, node: unknown): Promise<void> {
  const account = await accountFor(context, node, need);
  if (account === undefined) {
    return;
  }
  const { connection } = account;
  if (!need.canServe(account)) {
    void showInformation(whyNot(connection));
    return;
  }
  const scope = scopeOf(context, account);
  const denial = denialIn(rowOf(context.selected, node));
  await copy(
    scope,
    denial === undefined
      ? connectionPolicy(scope, context.shownDescriptions(), settings.ofService)
      : denialPolicy(scope, denial),
  );
}

/** Copies the IAM policy, including an action that was denied and those that the same setting adds. */
export async function copyPolicyFor(
  context: CommandContext,
  account: Account,
  denied: { readonly action: string; readonly resource?: string | undefined },
): Promise<void> {
  const scope = scopeOf(context, account);
  await copy(scope, policyFor(scope, context.descriptions, denied));
}

async function copy({ accountId }: PolicyScope, policy: string): Promise<void> {
  await env.clipboard.writeText(policy);
  const copied =
    accountId === undefined
      ? l10n.t('IAM policy copied. It applies to any account, because the account ID is not known yet.')
      : l10n.t('IAM policy copied.');
  window.setStatusBarMessage(`$(check) ${copied}`, 5000);
}

function whyNot({ kind }: Connection): string {
  switch (kind) {
    case 'sample':
      return l10n.t('The sample account needs no IAM policy.');
    case 'copy':
      return l10n.t('A saved copy needs no IAM policy.');
    case 'aws':
      return l10n.t('This connection is invalid. Edit it in the settings, then copy its IAM policy.');
  }
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
    .flatMap((fact) => ('value' in fact && fact.label === 'ARN' ? [fact.value] : []));
  const [fromData] = arns.flatMap((arn) => accountIn(arn) ?? []);
  return { region, accountId: bundles.identityOf(id) ?? fromData };
}
