import { env, window } from 'vscode';
import type { Account } from '../../core/connections/account';
import { plain } from '../../core/text/plainText';
import { profileKindLabel } from '../../core/connections/profile';
import { shellOf } from '../../core/connections/shellQuote';
import { signInCommand, type SignInPlan } from '../../core/connections/signInCommand';
import { viewId } from '../tree/jobsView';
import { accountOf } from '../tree/nodes';
import { pickAccount } from './accountTargets';
import type { CommandContext } from './context';
import type { Handlers } from './names';
import { isNode } from './targets';
import { showInformation } from '../messages';

/** The command that signs in to AWS with the AWS CLI in a terminal. The AWS files are watched for the result. */
export function signInCommands(context: CommandContext) {
  return {
    signIn: async (node) => {
      const account = (isNode(node) ? accountOf(node) : undefined) ?? (await accountToSignIn(context));
      if (account !== undefined) {
        await signIn(account, context);
      }
    },
  } satisfies Partial<Handlers>;
}

async function signIn(account: Account, { bundles, tree, refresh }: CommandContext): Promise<void> {
  const plan = await bundles.signInPlan(account.connection);
  switch (plan.kind) {
    case 'mfa':
      await window.withProgress({ location: { viewId } }, () => refresh(tree.accountRow(account)));
      return;
    case 'none':
      void showInformation(whyNot(plan));
      return;
    default:
      runInTerminal(plan);
  }
}

function runInTerminal(plan: Extract<SignInPlan, { kind: 'sso' | 'login' }>): void {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  const terminal = window.createTerminal({
    name: `Sign in: ${plain(plan.profile)}`,
    // The terminal uses the same files as this process, whatever the shell's startup files set.
    env: {
      ...(AWS_CONFIG_FILE && { AWS_CONFIG_FILE }),
      ...(AWS_SHARED_CREDENTIALS_FILE && { AWS_SHARED_CREDENTIALS_FILE }),
    },
  });
  terminal.show();
  terminal.sendText(signInCommand(plan, shellOf(env.shell)));
}

function whyNot({ profile, credentials }: Extract<SignInPlan, { kind: 'none' }>): string {
  const name = plain(profile);
  switch (credentials) {
    case 'unknown':
      return `There is no profile “${name}” in the AWS config and credentials files.`;
    case 'none':
      return `The profile “${name}” has no credential settings.`;
    default:
      return `The profile “${name}” needs no sign-in (${profileKindLabel[credentials]}). Edit the profile; the connection is refreshed automatically.`;
  }
}

async function accountToSignIn({ accounts }: CommandContext): Promise<Account | undefined> {
  // Connections with a credential error come first.
  const all = accounts.all
    .filter(canSignIn)
    .sort((a, b) => Number(b.credentialError !== undefined) - Number(a.credentialError !== undefined));
  return all.length === 1 ? all[0] : pickAccount(all, 'Sign In', 'There are no connections to sign in to.');
}

function canSignIn({ connection }: Account): boolean {
  return connection.kind === 'aws' && connection.problem === undefined;
}
