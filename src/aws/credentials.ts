import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { loadSharedConfigFiles, memoize } from '@smithy/core/config';
import type { AwsCredentialIdentity, Provider } from '@smithy/types';
import type { Connection } from '../core/connection';
import { ServiceError, type CredentialsReason } from '../core/failure';
import { messageOf, networkReasonOf } from './failures';

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
  // The SDK keeps these files for the life of the process: read past it, so that an edit is seen.
  const ignoreCache = true;
  try {
    return await (profile === undefined ? fromNodeProviderChain({ ignoreCache }) : fromIni({ profile, ignoreCache }))();
  } catch (error) {
    // Some credentials come by the network, from STS for one.
    const networkReason = networkReasonOf(error);
    throw new ServiceError(
      networkReason === undefined
        ? { kind: 'credentials', ...(await reasonFor(profile)), detail: messageOf(error) }
        : { kind: 'network', reason: networkReason, detail: messageOf(error) },
      { cause: error },
    );
  }
}

/** Told by what the profile gets its credentials from. */
async function reasonFor(profile: string | undefined): Promise<{ reason: CredentialsReason; profile?: string }> {
  if (profile === undefined) {
    return { reason: 'noneFound' };
  }
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  if (!Object.hasOwn(configFile, profile) && !Object.hasOwn(credentialsFile, profile)) {
    return { reason: 'unknownProfile', profile };
  }
  const settings = { ...configFile[profile], ...credentialsFile[profile] };
  if (settings.role_arn !== undefined) {
    return { reason: 'other', profile };
  }
  if (settings.credential_process !== undefined) {
    return { reason: 'processFailed', profile };
  }
  const signsIn = settings.sso_session !== undefined || settings.sso_start_url !== undefined || settings.login_session !== undefined;
  return { reason: signsIn ? 'signInExpired' : 'other', profile };
}
