import type { Connection } from './connection';
import type { CredentialsReason, ServiceFailure } from './failure';
import { plain } from './plainText';

/** A failure to get or use credentials. */
export type CredentialsFailure = Extract<ServiceFailure, { kind: 'credentials' }>;

export interface Trouble {
  readonly connection: Connection;
  readonly failure: CredentialsFailure;
}

const words: Readonly<Record<CredentialsReason, string>> = {
  signInExpired: 'needs a new sign-in',
  mfaNeeded: 'needs an MFA code',
  mfaCancelled: 'needs an MFA code',
  mfaRefused: 'needs another MFA code',
  roleRefused: 'may not assume its role',
  processFailed: 'has a credential process that fails',
  unknownProfile: 'has a profile that does not exist',
  noneFound: 'has no credentials',
  rejected: 'has credentials that AWS does not accept',
  clockSkew: 'is refused for the clock of this computer',
  other: 'has no credentials',
};

/** One line about the connections that cannot get at AWS; `undefined` when all can. */
export function troubleText(troubles: readonly Trouble[]): string | undefined {
  return troubles.length === 0
    ? undefined
    : troubles.map(({ connection, failure }) => `${plain(connection.label)} ${words[failure.reason]}`).join('; ');
}
