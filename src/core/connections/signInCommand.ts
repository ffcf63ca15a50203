import type { ProfileKind } from './profile';
import { commandLine, type Shell } from './shellQuote';

/** How the user signs in for a connection. */
export type SignInPlan =
  /** With the AWS CLI, for the connection's profile or the source profile of its role. */
  | { readonly kind: 'sso' | 'login'; readonly profile: string }
  /** With an MFA code, on next use. */
  | { readonly kind: 'mfa' }
  /** No sign-in: the credentials are of this kind, or the profile does not exist. */
  | { readonly kind: 'none'; readonly profile: string; readonly credentials: ProfileKind | 'unknown' };

/** Returns the command line to run in a terminal. */
export function signInCommand({ kind, profile }: SignInPlan & { kind: 'sso' | 'login' }, shell: Shell): string {
  const command = kind === 'sso' ? ['aws', 'sso', 'login'] : ['aws', 'login'];
  // Keeps a profile name from being parsed as an option.
  return commandLine(
    [...command, ...(profile.startsWith('-') ? [`--profile=${profile}`] : ['--profile', profile])],
    shell,
  );
}
