import { GetRoleCredentialsCommand, SSOClient } from '@aws-sdk/client-sso';
import { CreateTokenCommand, SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import type { AwsCredentialIdentity } from '@smithy/types';
import * as l10n from '@vscode/l10n';
import { defined } from '../../core/base/defined';
import { InFlight } from '../../core/base/inFlight';
import { ServiceError } from '../../core/failures/failure';
import type { AwsFiles, ProfileSettings } from './awsFiles';
import { isRegion } from '../requests/clientSettings';
import { notSignedIn, signInExpired, sourceError } from './credentialsFailure';
import { kindOf } from '../requests/serviceError';
import { invalidSetting, missingInSession, missingSetting } from './profileIssue';
import { isExpired, readToken, renewalWindow, ssoTokenFile, writeToken, type CachedToken } from './signInCache';
import { sourceClientConfig } from './sourceClient';

interface SsoSettings {
  readonly accountId: string;
  readonly roleName: string;
  readonly startUrl: string;
  readonly region: string;
  readonly session?: string;
}

/** Renewals in progress by file: a refresh token can be used only once. */
const renewals = new InFlight<CachedToken>();

/** Returns the credentials of a role that the user signed in for at an access portal. Rejects with a ServiceError. */
export async function ssoCredentials(
  profile: ProfileSettings,
  files: AwsFiles,
  via: string | undefined,
): Promise<AwsCredentialIdentity> {
  const settings = ssoSettings(profile, files);
  const { accountId, roleName, region } = settings;
  const { fields } = await validToken(profile, settings, via);
  const accessToken = String(fields.accessToken);
  try {
    const client = new SSOClient(await sourceClientConfig(via, region, 'sso'));
    const { roleCredentials: found = {} } = await client.send(
      new GetRoleCredentialsCommand({ accountId, roleName, accessToken }),
    );
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = found;
    if (accessKeyId === undefined || secretAccessKey === undefined) {
      throw new ServiceError({ kind: 'malformed' });
    }
    return defined<AwsCredentialIdentity>({
      accessKeyId,
      secretAccessKey,
      sessionToken,
      accountId,
      expiration: expiration === undefined ? undefined : new Date(expiration),
    });
  } catch (error) {
    // The token exists but was revoked.
    throw kindOf(error).httpStatus === 401
      ? signInExpired(profile.name, error)
      : sourceError(error, { profile: profile.name, denied: 'roleRefused' });
  }
}

/** Reads the SSO settings of a profile. @throws ServiceError that names a setting */
export function ssoSettings(profile: ProfileSettings, { config, ssoSessions }: AwsFiles): SsoSettings {
  const session = profile.get('sso_session');
  const section = session === undefined ? undefined : ssoSessions.get(session);
  if (session !== undefined && section === undefined) {
    throw invalidSetting(
      profile,
      'sso_session',
      l10n.t('sso_session refers to [sso-session {0}], which {1} does not have', session, config.path),
    );
  }
  for (const [key, value] of section ?? []) {
    if (profile.has(key) && profile.get(key) !== value) {
      throw invalidSetting(profile, key, l10n.t('{0} differs from the one in [sso-session {1}]', key, session ?? ''));
    }
  }
  const own = (key: string) => {
    const value = profile.get(key) ?? section?.get(key) ?? '';
    if (typeof value !== 'string' || value === '') {
      throw missingSetting(profile, key, session === undefined ? 'sso_start_url' : 'sso_session');
    }
    return value;
  };
  const ofSession = (key: string) => {
    if (session === undefined) {
      return own(key);
    }
    const value = section?.get(key) ?? '';
    if (typeof value !== 'string' || value === '') {
      throw missingInSession(profile, key, session, config);
    }
    return value;
  };
  const region = ofSession('sso_region');
  if (!isRegion(region)) {
    throw session === undefined
      ? invalidSetting(profile, 'sso_region', l10n.t('sso_region is not a region code'))
      : invalidSetting(profile, 'sso_session', l10n.t('sso_region in [sso-session {0}] is not a region code', session));
  }
  return {
    accountId: own('sso_account_id'),
    roleName: own('sso_role_name'),
    startUrl: ofSession('sso_start_url'),
    region,
    ...(session === undefined ? {} : { session }),
  };
}

async function validToken(
  { name }: ProfileSettings,
  { session, startUrl, region }: SsoSettings,
  via: string | undefined,
): Promise<CachedToken> {
  const file = ssoTokenFile(session ?? startUrl);
  const token = await readToken(file);
  if (token === undefined) {
    throw notSignedIn(name);
  }
  // Only tokens of an SSO session can be renewed.
  const { refreshToken, clientId, clientSecret } = token.fields;
  if (!isExpired(token, session === undefined ? 0 : renewalWindow)) {
    return token;
  }
  if (session === undefined || !refreshToken || !clientId || !clientSecret) {
    if (isExpired(token)) {
      throw signInExpired(name);
    }
    return token;
  }
  try {
    return await renewals.join(file, () => renewed(file, token, region, via));
  } catch (error) {
    if (!isExpired(token)) {
      return token;
    }
    const failed = sourceError(error, { profile: name, denied: 'signInExpired' });
    throw failed.failure.kind === 'credentials' ? signInExpired(name, error) : failed;
  }
}

async function renewed(
  file: string,
  { fields }: CachedToken,
  region: string,
  via: string | undefined,
): Promise<CachedToken> {
  const client = new SSOOIDCClient(await sourceClientConfig(via, region, 'sso_oidc'));
  const { accessToken, expiresIn, refreshToken } = await client.send(
    new CreateTokenCommand({
      clientId: String(fields.clientId),
      clientSecret: String(fields.clientSecret),
      refreshToken: String(fields.refreshToken),
      grantType: 'refresh_token',
    }),
  );
  if (accessToken === undefined || expiresIn === undefined) {
    throw new ServiceError({ kind: 'malformed' });
  }
  const expiresAt = Date.now() + expiresIn * 1000;
  const renewedFields = {
    ...fields,
    accessToken,
    expiresAt: new Date(expiresAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    ...(refreshToken === undefined ? {} : { refreshToken }),
  };
  // If the file cannot be written, the user has to sign in again later; this request still succeeds.
  await writeToken(file, renewedFields).catch(() => undefined);
  return { fields: renewedFields, expiresAt };
}
