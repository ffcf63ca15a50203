import type { ProfileKind } from './profile';
import { commandLine, type Shell } from './shellQuote';

/** How a connection is signed in to. */
export type SignInPlan =
  /** With the AWS CLI, for a profile that may be another one than the connection's: the one that its role begins with. */
  | { readonly kind: 'sso' | 'login'; readonly profile: string }
  /** By a code of an MFA device, when it is next used. */
  | { readonly kind: 'mfa' }
  /** It is not: its credentials are of this kind, or there is no such profile. */
  | { readonly kind: 'none'; readonly profile: string; readonly credentials: ProfileKind | 'unknown' };

/** The line to run in a terminal. */
export function signInCommand({ kind, profile }: SignInPlan & { kind: 'sso' | 'login' }, shell: Shell): string {
  const command = kind === 'sso' ? ['aws', 'sso', 'login'] : ['aws', 'login'];
  // So that no name is taken for an option.
  return commandLine(
    [...command, ...(profile.startsWith('-') ? [`--profile=${profile}`] : ['--profile', profile])],
    shell,
  );
}
