import type { AwsCredentialIdentity } from '@smithy/types';
import * as l10n from '@vscode/l10n';
import { execFile, type ExecFileException } from 'node:child_process';
import { defined } from '../../core/base/defined';
import { messageOf } from '../../core/base/errors';
import { ServiceError } from '../../core/failures/failure';
import { fieldsOf, parsedJson } from '../../core/text/json';
import { reasonIn } from '../../core/text/processOutput';
import type { ProfileSettings } from './awsFiles';
import { invalidSetting, missingSetting } from './profileIssue';
import { posixSplit, windowsSplit } from './shellSplit';

/** Timeout in milliseconds, long enough for a program that opens a browser and waits for the user. */
const timeout = 5 * 60 * 1000;

/**
 * Returns the credentials that a profile's process prints. Like the AWS CLI, runs it without a shell, so that arguments
 * are passed exactly as written. Rejects with a ServiceError that contains no part of the command or of its standard
 * output.
 */
export async function processCredentials(profile: ProfileSettings): Promise<AwsCredentialIdentity> {
  const [file, ...args] = commandOf(profile);
  if (file === undefined) {
    throw missingSetting(profile, 'credential_process', 'credential_process');
  }
  const output = await run(file, args).catch((error: unknown) => {
    throw processFailed(profile, messageOf(error));
  });
  return credentialsIn(output, profile);
}

function commandOf(profile: ProfileSettings): readonly string[] {
  const split = process.platform === 'win32' ? windowsSplit : posixSplit;
  try {
    return split(profile.get('credential_process') ?? '');
  } catch {
    throw invalidSetting(
      profile,
      'credential_process',
      l10n.t('credential_process has an unclosed quote or a trailing backslash'),
    );
  }
}

function run(file: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) =>
    execFile(file, args, { timeout, windowsHide: true }, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout);
      } else {
        reject(new Error([endOf(error), reasonIn(stderr)].filter((text) => text !== '').join(': ')));
      }
    }),
  );
}

function endOf({ code, signal, killed }: ExecFileException): string {
  if (killed === true) {
    return l10n.t('no response in time');
  }
  if (typeof code === 'number') {
    return l10n.t('exit code {0}', code);
  }
  if (code === 'ENOENT') {
    return l10n.t('program not found');
  }
  const by = signal ?? code;
  return by === null || by === undefined ? l10n.t('stopped') : l10n.t('stopped by {0}', by);
}

function credentialsIn(output: string, profile: ProfileSettings): AwsCredentialIdentity {
  const json = parsedJson(output);
  if (json === undefined) {
    throw processFailed(profile, l10n.t('its output is not JSON'));
  }
  const printed = fieldsOf(json);
  if (printed.Version !== 1) {
    throw processFailed(profile, l10n.t('the Version in its output is not 1'));
  }
  const text = (name: string) => {
    const value = printed[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [accessKeyId, secretAccessKey] = [text('AccessKeyId'), text('SecretAccessKey')];
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    const missing = accessKeyId === undefined ? 'AccessKeyId' : 'SecretAccessKey';
    throw processFailed(profile, l10n.t('{0} is missing in its output', missing));
  }
  // eslint-disable-next-line texts/translated -- names in the JSON
  const [sessionToken, expires] = [text('SessionToken'), text('Expiration')];
  const expiration = expires === undefined ? undefined : new Date(expires);
  if (expiration !== undefined && !(expiration.getTime() > Date.now())) {
    throw processFailed(profile, l10n.t('the credentials in its output have expired'));
  }
  const accountId = text('AccountId') ?? profile.get('aws_account_id');
  return defined<AwsCredentialIdentity>({ accessKeyId, secretAccessKey, sessionToken, expiration, accountId });
}

function processFailed({ name }: ProfileSettings, output: string): ServiceError {
  return new ServiceError({ kind: 'credentials', reason: 'processFailed', profile: name, output });
}
