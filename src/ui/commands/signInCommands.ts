import { env, window } from 'vscode';
import type { Account } from '../../core/account';
import type { Accounts } from '../../core/accounts';
import type { Connection } from '../../core/connection';
import { plain } from '../../core/plainText';
import { profileKindLabel } from '../../core/profile';
import { shellOf } from '../../core/shellQuote';
import { signInCommand, type SignInPlan } from '../../core/signIn';
import { viewId } from '../tree/jobsView';
import { accountOf } from '../tree/nodes';
import type { Handlers } from './names';
import { isNode } from './targets';
import { showInformation } from '../messages';
import { pickOne } from '../quickPick';

interface Parts {
  readonly accounts: Accounts;
  /** Returns how the user signs in, from the current AWS files. */
  readonly planOf: (connection: Connection) => Promise<SignInPlan>;
  /** Refreshes a connection's lists; may prompt for an MFA code. */
  readonly refresh: (account: Account) => Promise<void>;
}

/** The command that signs in to AWS with the AWS CLI in a terminal. The result shows in the AWS files. */
export function signInCommands(parts: Parts) {
  return {
    signIn: async (node) => {
      const account = (isNode(node) ? accountOf(node) : undefined) ?? (await pickAccount(parts));
      if (account !== undefined) {
        await signIn(account, parts);
      }
    },
  } satisfies Partial<Handlers>;
}

async function signIn(account: Account, { planOf, refresh }: Parts): Promise<void> {
  const plan = await planOf(account.connection);
  switch (plan.kind) {
    case 'mfa':
      await window.withProgress({ location: { viewId } }, () => refresh(account));
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
    // The same files as this process, whatever the shell's startup files set.
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

async function pickAccount({ accounts }: Parts): Promise<Account | undefined> {
  // Connections that need it come first.
  const all = accounts.all
    .filter(canSignIn)
    .sort((a, b) => Number(b.trouble !== undefined) - Number(a.trouble !== undefined));
  if (all.length === 0) {
    void showInformation('There are no connections to sign in to.');
    return undefined;
  }
  if (all.length === 1) {
    return all[0];
  }
  const items = all.map((account) => ({ label: account.connection.label, account }));
  return (await pickOne(items, 'Sign In', 'Select a connection'))?.account;
}

function canSignIn({ connection }: Account): boolean {
  return connection.kind === 'aws' && connection.problem === undefined;
}
