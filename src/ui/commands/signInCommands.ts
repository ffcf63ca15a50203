import * as l10n from '@vscode/l10n';
import { Disposable, env, Uri, window, type Terminal } from 'vscode';
import type { Account } from '../../core/connections/account';
import { plain } from '../../core/text/plainText';
import { profileKindLabel } from '../../core/connections/profile';
import { shellOf } from '../../core/connections/shellQuote';
import { signInCommand, type SignInPlan } from '../../core/connections/signInCommand';
import { viewId } from '../tree/jobsViewId';
import { accountOf } from '../tree/nodes';
import { pickAccount } from './accountTargets';
import type { CommandContext } from './context';
import type { Handlers } from './names';
import { isNode } from './targets';
import { showInformation, showWarning } from '../messages';

/** Exit code of POSIX shells for a command that does not exist. */
const commandNotFound = 127;

const cliInstructions = 'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html';

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
    name: l10n.t('Sign in: {0}', plain(plan.profile)),
    // The terminal uses the same files as this process, whatever the shell's startup files set.
    env: {
      ...(AWS_CONFIG_FILE && { AWS_CONFIG_FILE }),
      ...(AWS_SHARED_CREDENTIALS_FILE && { AWS_SHARED_CREDENTIALS_FILE }),
    },
  });
  sayIfMissing(terminal);
  terminal.show();
  terminal.sendText(signInCommand(plan, shellOf(env.shell)));
}

/** Offers AWS's instructions if the shell does not find the AWS CLI. VS Code learns that from shells with its shell integration. */
function sayIfMissing(terminal: Terminal): void {
  const listeners = Disposable.from(
    window.onDidEndTerminalShellExecution(({ terminal: where, exitCode }) => {
      if (where === terminal) {
        listeners.dispose();
        if (exitCode === commandNotFound) {
          void offerCli();
        }
      }
    }),
    window.onDidCloseTerminal((where) => {
      if (where === terminal) {
        listeners.dispose();
      }
    }),
  );
}

async function offerCli(): Promise<void> {
  const install = l10n.t('Install the AWS CLI');
  const text = l10n.t('Sign In needs the AWS CLI, which the terminal did not find.');
  if ((await showWarning(text, install)) === install) {
    await env.openExternal(Uri.parse(cliInstructions));
  }
}

function whyNot({ profile, credentials }: Extract<SignInPlan, { kind: 'none' }>): string {
  const name = plain(profile);
  switch (credentials) {
    case 'unknown':
      return l10n.t('The AWS config and credentials files have no profile “{0}”.', name);
    case 'none':
      return l10n.t('The profile “{0}” has no credential settings.', name);
    default:
      return l10n.t(
        'The profile “{0}” needs no sign-in ({1}). When the profile is edited, the connection is refreshed.',
        name,
        profileKindLabel[credentials],
      );
  }
}

/** Lets the user pick one of the connections with a sign-in. Those with a credential error come first. */
async function accountToSignIn(context: CommandContext): Promise<Account | undefined> {
  const candidates = context.accounts.all.filter(
    ({ connection }) => connection.kind === 'aws' && connection.problem === undefined,
  );
  const canSignIn = await Promise.all(
    candidates.map(async ({ connection }) => (await context.bundles.signInPlan(connection)).kind !== 'none'),
  );
  const accounts = candidates
    .filter((_, index) => canSignIn[index])
    .sort((a, b) => Number(b.credentialError !== undefined) - Number(a.credentialError !== undefined));
  return accounts.length === 1
    ? accounts[0]
    : pickAccount(accounts, { title: l10n.t('Sign In'), none: l10n.t('No connection needs a sign-in.') }, context);
}
