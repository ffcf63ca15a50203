import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { loadSharedConfigFiles, memoize } from '@smithy/core/config';
import type { AwsCredentialIdentity, Provider } from '@smithy/types';
import type { Connection } from '../core/connection';
import { ServiceError, type CredentialsReason } from '../core/failure';
import { messageOf } from './failures';

/** Renewed so many milliseconds before they run out, as the SDK does. */
const renewal = 5 * 60 * 1000;

/** For the sample account, whose transport looks at no signature. */
export const madeUpCredentials: AwsCredentialIdentity = { accessKeyId: 'SAMPLE', secretAccessKey: 'sample' };

/**
 * The credentials of a connection, found once for all its services: two clients that each had a provider would ask for
 * an MFA code twice. Rejects with a ServiceError; the next call tries again.
 */
export function credentialsOf(connection: Connection): Provider<AwsCredentialIdentity> {
  return memoize(
    () => find(connection.profile),
    ({ expiration }) => expiration !== undefined && expiration.getTime() - Date.now() < renewal,
    ({ expiration }) => expiration !== undefined,
  );
}

async function find(profile: string | undefined): Promise<AwsCredentialIdentity> {
  try {
    // The SDK keeps these files for the life of the process: read past it, so that an edit is seen.
    return await (profile === undefined ? fromNodeProviderChain() : fromIni({ profile, ignoreCache: true }))();
  } catch (error) {
    throw new ServiceError(
      {
        kind: 'credentials',
        reason: profile === undefined ? 'noneFound' : await reasonFor(profile),
        ...(profile === undefined ? {} : { profile }),
        detail: messageOf(error),
      },
      { cause: error },
    );
  }
}

async function reasonFor(profile: string): Promise<CredentialsReason> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  return profile in configFile || profile in credentialsFile ? 'other' : 'unknownProfile';
}
