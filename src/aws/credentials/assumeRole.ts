import {
  fromTemporaryCredentials,
  fromWebToken,
  type FromTemporaryCredentialsOptions,
} from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity } from '@smithy/types';
import { readFile } from 'node:fs/promises';
import type { Connection } from '../../core/connections/connection';
import { accountIn } from '../../core/connections/iamPolicy';
import { defined } from '../../core/base/defined';
import { messageOf } from '../../core/base/errors';
import { ServiceError, type CredentialsReason } from '../../core/failures/failure';
import type { AskForMfa } from '../../core/connections/mfa';
import { firstOf, type ProfileSettings } from './awsFiles';
import { sourceError } from './credentialsFailure';
import { missingSetting, missingVariable } from './profileIssue';
import { sourceClientConfig } from './sourceClient';

/** The profile whose credentials are needed, and the region where STS is called. */
export type Caller = Pick<Connection, 'profile' | 'region'>;

type AssumeRoleParams = FromTemporaryCredentialsOptions['params'];

/**
 * Assumes a profile's role with the source's credentials. Prompts for an MFA code when the profile names a device.
 * @throws ServiceError
 */
export async function assumeRole(
  profile: ProfileSettings,
  source: AwsCredentialIdentity,
  caller: Caller,
  askForMfa: AskForMfa,
): Promise<AwsCredentialIdentity> {
  const text = (key: string) => firstOf(profile.get(key));
  const role = text('role_arn');
  if (role === undefined) {
    throw missingSetting(profile, 'role_arn', 'role_arn');
  }
  let denied: CredentialsReason = 'roleRefused';
  const mfaCodeProvider = async (serial: string) => {
    const answer = await askForMfa(serial);
    if (answer.kind !== 'code') {
      throw mfaError(answer.kind === 'cancelled' ? 'mfaCancelled' : 'mfaNeeded', caller);
    }
    denied = 'mfaRefused';
    return answer.code;
  };
  const duration = text('duration_seconds') ?? '';
  try {
    const found = await fromTemporaryCredentials({
      masterCredentials: source,
      params: defined<AssumeRoleParams>({
        RoleArn: role,
        RoleSessionName: text('role_session_name'),
        ExternalId: text('external_id'),
        SerialNumber: text('mfa_serial'),
        // botocore ignores values that are not numbers.
        DurationSeconds: /^\s*\d+\s*$/.test(duration) ? Number(duration) : undefined,
      }),
      mfaCodeProvider,
      clientConfig: await sourceClientConfig(caller.profile, caller.region, 'sts'),
    })();
    return defined<AwsCredentialIdentity>({ ...found, accountId: accountIn(role) ?? found.accountId });
  } catch (error) {
    throw sourceError(error, { profile: profile.name, denied, region: caller.region });
  }
}

/**
 * Assumes a role with the token in a web identity token file.
 * @throws ServiceError
 */
export async function webIdentityCredentials(
  profile: ProfileSettings | undefined,
  caller: Caller,
): Promise<AwsCredentialIdentity> {
  // Like the AWS CLI: the environment takes precedence when no profile is requested.
  const { env } = process;
  const [file, role, name] = [
    ['AWS_WEB_IDENTITY_TOKEN_FILE', 'web_identity_token_file'],
    ['AWS_ROLE_ARN', 'role_arn'],
    ['AWS_ROLE_SESSION_NAME', 'role_session_name'],
  ].map(([variable = '', key = '']) =>
    firstOf(caller.profile === undefined ? env[variable] : undefined, profile?.get(key)),
  );
  if (file === undefined || role === undefined) {
    const [missing, variable] = file === undefined ? ['web_identity_token_file', ''] : ['role_arn', 'AWS_ROLE_ARN'];
    throw profile?.has('web_identity_token_file') === true
      ? missingSetting(profile, missing, 'web_identity_token_file')
      : missingVariable(variable);
  }
  const request = { ...(profile === undefined ? {} : { profile: profile.name }), region: caller.region };
  let token: string;
  try {
    token = await readFile(file, 'utf8');
  } catch (error) {
    const failure = { kind: 'credentials', reason: 'unreadableFile', file, problem: messageOf(error) } as const;
    throw new ServiceError(failure, { cause: error });
  }
  try {
    const found = await fromWebToken({
      webIdentityToken: token,
      roleArn: role,
      ...(name === undefined ? {} : { roleSessionName: name }),
      clientConfig: await sourceClientConfig(caller.profile, caller.region, 'sts'),
    })();
    return defined<AwsCredentialIdentity>({ ...found, accountId: accountIn(role) ?? found.accountId });
  } catch (error) {
    throw sourceError(error, { ...request, denied: 'roleRefused' });
  }
}

function mfaError(reason: CredentialsReason, { profile }: Caller): ServiceError {
  return new ServiceError({ kind: 'credentials', reason, ...(profile === undefined ? {} : { profile }) });
}
