import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { memoize } from '@smithy/core/config';
import type { AwsCredentialIdentity, Provider } from '@smithy/types';
import type { Connection } from '../core/connection';
import { ServiceError, type CredentialsReason } from '../core/failure';
import type { AskForMfa } from '../core/mfa';
import { watchCredentialProcesses } from './credentialProcess';
import { credentialsError, type Search } from './credentialsFailure';
import { clientSettingsOf, networkSettingsOf, sdkConfigOf } from './clientSettings';
import { hasEnvironmentKeys, readChain, type ProfileChain } from './profileChain';
import { needsSignIn } from './signIn';

/** Renewed so many milliseconds before they run out, as the SDK does. */
const renewal = 5 * 60 * 1000;

/** For the sample account, whose transport looks at no signature. */
export const madeUpCredentials: AwsCredentialIdentity = { accessKeyId: 'SAMPLE', secretAccessKey: 'sample' };

/** For whoever has nobody to ask. */
const askNobody: AskForMfa = () => Promise.resolve({ kind: 'unattended' });

/**
 * The credentials of a connection, found once for all its services: two clients that each had a provider would ask for
 * an MFA code twice. Rejects with a ServiceError; the next call tries again.
 */
export function credentialsOf(
  connection: Connection,
  askForMfa: AskForMfa = askNobody,
): Provider<AwsCredentialIdentity> {
  return memoize(
    () => findCredentials(connection, askForMfa),
    ({ expiration }) => expiration !== undefined && expiration.getTime() - Date.now() < renewal,
    ({ expiration }) => expiration !== undefined,
  );
}

/** One search, of which nothing is remembered. Rejects with a ServiceError. */
export async function findCredentials(
  connection: Connection,
  askForMfa: AskForMfa = askNobody,
): Promise<AwsCredentialIdentity> {
  watchCredentialProcesses();
  const { profile, region } = connection;
  const chain = await readChain(profile);
  const search: Search = {};
  const last = profile === undefined && hasEnvironmentKeys() ? undefined : chain.links.at(-1);
  if (last !== undefined && (await needsSignIn(last))) {
    throw new ServiceError({
      kind: 'credentials',
      reason: 'signInExpired',
      profile: last.name,
      detail: 'No sign-in is cached, or it has run out.',
    });
  }
  const init = {
    // The SDK keeps the files for the life of the process: read past it, so that an edit is seen.
    ignoreCache: true,
    clientConfig: { logger: listenerFor(search), ...sdkConfigOf(await networkSettingsOf(profile)) },
    parentClientConfig: { region: () => Promise.resolve(region), logger: listenerFor(search) },
    // The SDK asks before it knows whether the source has credentials at all: the role assumer asks after.
    mfaCodeProvider: () => Promise.resolve(''),
    roleAssumer: roleAssumer(connection, chain, search, askForMfa),
  };
  try {
    // The chain would run a process that failed a second time.
    return await (
      profile === undefined && last?.kind !== 'process'
        ? fromNodeProviderChain(init)
        : fromIni({ ...init, ...(profile && { profile }) })
    )();
  } catch (error) {
    throw await credentialsError(error, chain, profile, search);
  }
}

interface AssumeRoleParameters {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly SerialNumber?: string;
}

/** Assumes a role with a source's credentials, asking for an MFA code where the profile names a device. */
function roleAssumer({ profile, region }: Connection, { links }: ProfileChain, search: Search, askForMfa: AskForMfa) {
  return async (source: AwsCredentialIdentity, params: AssumeRoleParameters): Promise<AwsCredentialIdentity> => {
    search.role = params.RoleArn;
    search.region = links[0]?.section.region ?? region;
    const settings = await clientSettingsOf({ region: search.region, ...(profile && { profile }) }, 'sts');
    const mfaCodeProvider = async (serial: string) => {
      const answer = await askForMfa(serial);
      if (answer.kind !== 'code') {
        throw mfaError(answer.kind === 'cancelled' ? 'mfaCancelled' : 'mfaNeeded', profile);
      }
      search.usedMfa = true;
      return answer.code;
    };
    const credentials = await fromTemporaryCredentials({
      masterCredentials: source,
      params,
      mfaCodeProvider,
      clientConfig: {
        region: search.region,
        ignoreConfiguredEndpointUrls: true,
        ...(profile === undefined ? {} : { profile }),
        ...sdkConfigOf(settings),
      },
    })();
    const accountId = /^arn:[^:]*:iam::(\d+):/.exec(params.RoleArn)?.[1];
    return { ...credentials, ...(accountId === undefined ? {} : { accountId }) };
  };
}

function mfaError(reason: CredentialsReason, profile: string | undefined): ServiceError {
  return new ServiceError({ kind: 'credentials', reason, ...(profile === undefined ? {} : { profile }) });
}

/** The SDK's own clients tell a logger what they failed with; what they throw is a text made of it. */
function listenerFor(search: Search) {
  const ignore = () => undefined;
  const error = (said: unknown) => {
    if (typeof said === 'object' && said !== null && 'error' in said) {
      search.refusal = said.error;
    }
  };
  return { trace: ignore, debug: ignore, info: ignore, warn: ignore, error };
}
