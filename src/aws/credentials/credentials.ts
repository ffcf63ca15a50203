import { fromHttp } from '@aws-sdk/credential-providers';
import { fromInstanceMetadata } from '@smithy/credential-provider-imds';
import type { AwsCredentialIdentity, Provider } from '@smithy/types';
import type { Connection } from '../../core/connections/connection';
import { defined } from '../../core/base/defined';
import { ServiceError } from '../../core/failures/failure';
import type { AskForMfa } from '../../core/connections/mfa';
import { assumeRole, webIdentityCredentials, type Caller } from './assumeRole';
import { firstOf, type AwsFiles, type ProfileSettings } from './awsFiles';
import { processCredentials } from './credentialProcess';
import { sourceError } from './credentialsFailure';
import { loginCredentials } from './loginCredentials';
import { hasEnvironmentIdentity, hasEnvironmentKeys, readChain, type Link } from './profileChain';
import { missingSetting, missingVariable, noCredentials } from './profileIssue';
import { keysSection, tokenOf } from './profileKind';
import { renewalWindow } from './signInCache';
import { ssoCredentials } from './ssoCredentials';

/** Credentials of the sample account, whose transport ignores signatures. */
export const sampleCredentials: AwsCredentialIdentity = { accessKeyId: 'SAMPLE', secretAccessKey: 'sample' };

/** Returns a connection's credentials. Prompts for an MFA code only if `mayPrompt` is set. */
export type CredentialSearch = (mayPrompt: boolean) => Promise<AwsCredentialIdentity>;

const neverPrompt: AskForMfa = () => Promise.resolve({ kind: 'unattended' });

/**
 * Returns a provider of a connection's credentials. All clients of the connection share it, so that the user enters
 * only one MFA code. It rejects with a ServiceError; the next call retries.
 */
export function credentialsOf(connection: Connection, askForMfa: AskForMfa = neverPrompt): CredentialSearch {
  let found: AwsCredentialIdentity | undefined;
  let running: { readonly mayPrompt: boolean; readonly search: Promise<AwsCredentialIdentity> } | undefined;
  const get: CredentialSearch = async (mayPrompt) => {
    if (found !== undefined && !isAboutToExpire(found)) {
      return found;
    }
    if (running === undefined) {
      const search = findCredentials(connection, mayPrompt ? askForMfa : neverPrompt).finally(
        () => (running = undefined),
      );
      running = { mayPrompt, search };
      return (found = await search);
    }
    const joined = running;
    try {
      return await joined.search;
    } catch (error) {
      if (!mayPrompt || joined.mayPrompt || !isMfaNeeded(error)) {
        throw error;
      }
      // The search in progress was not allowed to prompt the user, so start one that is.
      return get(mayPrompt);
    }
  };
  return get;
}

function isAboutToExpire({ expiration }: AwsCredentialIdentity): boolean {
  return expiration !== undefined && expiration.getTime() - Date.now() < renewalWindow;
}

function isMfaNeeded(error: unknown): boolean {
  return error instanceof ServiceError && error.failure.kind === 'credentials' && error.failure.reason === 'mfaNeeded';
}

/**
 * Finds credentials in the AWS CLI's order, without caching: the environment's keys (only without a profile), then the
 * AWS files, then the container or instance. The SDK only sends the requests, because it reads the AWS files by other
 * rules. Rejects with a ServiceError.
 */
export async function findCredentials(
  { profile: name, region: own }: Connection,
  askForMfa: AskForMfa = neverPrompt,
): Promise<AwsCredentialIdentity> {
  if (name === undefined && hasEnvironmentKeys()) {
    return environmentKeys();
  }
  const { files, links, problem } = await readChain(name);
  if (problem !== undefined) {
    throw problem;
  }
  const region = firstOf(links[0]?.profile.get('region')) ?? own;
  const caller: Caller = { region, ...(name === undefined ? {} : { profile: name }) };
  let credentials = await sourceCredentials(links, files, caller);
  for (const { profile } of links.filter(({ kind }) => kind === 'assumeRole').reverse()) {
    credentials = await assumeRole(profile, credentials, caller, askForMfa);
  }
  return credentials;
}

/** Returns the credentials at the start of a chain of profiles, before any role is assumed. */
async function sourceCredentials(
  links: readonly Link[],
  files: AwsFiles,
  caller: Caller,
): Promise<AwsCredentialIdentity> {
  const [first] = links;
  if (hasEnvironmentIdentity(caller.profile, links)) {
    return webIdentityCredentials(first?.profile, caller);
  }
  const last = links.at(-1);
  if (last === undefined || (last.kind === 'none' && last === first)) {
    return machineCredentials(last?.profile, caller);
  }
  const { profile, kind } = last;
  switch (kind) {
    case 'keys':
    case 'sessionKeys':
      return keysOf(profile);
    case 'webIdentity':
      return webIdentityCredentials(profile, caller);
    case 'process':
      return processCredentials(profile);
    case 'sso':
      return ssoCredentials(profile, files, caller.profile);
    case 'login':
      return loginCredentials(profile, caller.profile, caller.region);
    case 'assumeRole':
      return namedSource(profile, caller);
    case 'none':
      throw noCredentials(profile);
  }
}

function keysOf(profile: ProfileSettings): AwsCredentialIdentity {
  const { section } = keysSection(profile) ?? {};
  const text = (key: string) => {
    const value = section?.get(key);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const accessKeyId = text('aws_access_key_id');
  const secretAccessKey = text('aws_secret_access_key');
  if (accessKeyId === undefined) {
    throw missingSetting(profile, 'aws_access_key_id', 'aws_secret_access_key');
  }
  if (secretAccessKey === undefined) {
    throw missingSetting(profile, 'aws_secret_access_key', 'aws_access_key_id');
  }
  const [sessionToken, accountId] = [tokenOf(section), text('aws_account_id')];
  return defined<AwsCredentialIdentity>({ accessKeyId, secretAccessKey, sessionToken, accountId });
}

function environmentKeys(): AwsCredentialIdentity {
  const { env } = process;
  const [accessKeyId, secretAccessKey] = [firstOf(env.AWS_ACCESS_KEY_ID), firstOf(env.AWS_SECRET_ACCESS_KEY)];
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw missingVariable(accessKeyId === undefined ? 'AWS_ACCESS_KEY_ID' : 'AWS_SECRET_ACCESS_KEY');
  }
  const expires = firstOf(env.AWS_CREDENTIAL_EXPIRATION);
  return defined<AwsCredentialIdentity>({
    accessKeyId,
    secretAccessKey,
    sessionToken: firstOf(env.AWS_SECURITY_TOKEN, env.AWS_SESSION_TOKEN),
    expiration: expires === undefined ? undefined : new Date(expires),
    accountId: firstOf(env.AWS_ACCOUNT_ID),
  });
}

/** Returns the credentials of the source that `credential_source` names. */
async function namedSource(profile: ProfileSettings, caller: Caller): Promise<AwsCredentialIdentity> {
  switch (profile.get('credential_source')) {
    case 'Environment':
      return environmentKeys();
    case 'EcsContainer':
      return requested(fromHttp({}), caller);
    default:
      return requested(fromInstanceMetadata({}), caller);
  }
}

/** Returns the credentials of the container or instance that this process runs on. */
async function machineCredentials(
  profile: ProfileSettings | undefined,
  caller: Caller,
): Promise<AwsCredentialIdentity> {
  const { env } = process;
  const isContainer =
    firstOf(env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, env.AWS_CONTAINER_CREDENTIALS_FULL_URI) !== undefined;
  if (isContainer) {
    return requested(fromHttp({}), caller);
  }
  const isInstance = env.AWS_EC2_METADATA_DISABLED?.toLowerCase() !== 'true';
  const found = isInstance ? await fromInstanceMetadata({})().catch(() => undefined) : undefined;
  if (found !== undefined) {
    return found;
  }
  throw profile === undefined || caller.profile === undefined
    ? new ServiceError({ kind: 'credentials', reason: 'noneFound' })
    : noCredentials(profile);
}

async function requested(
  provider: Provider<AwsCredentialIdentity>,
  { profile }: Caller,
): Promise<AwsCredentialIdentity> {
  try {
    return await provider();
  } catch (error) {
    throw sourceError(error, { denied: 'roleRefused', ...(profile === undefined ? {} : { profile }) });
  }
}
