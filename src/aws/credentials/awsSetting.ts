import * as l10n from '@vscode/l10n';
import { ServiceError, type AwsSettingProblem } from '../../core/failures/failure';
import type { AwsFile, ProfileSettings } from './awsFiles';

/** A setting shared by AWS tools, and its source. */
export interface AwsSetting {
  readonly value: string;
  /** Its source in words: `endpoint_url of the profile work`. */
  readonly source: string;
  /** Path of its file; absent for an environment variable. */
  readonly file?: string;
}

/** Rejects a setting. @throws ServiceError `awsSetting`, always */
export function rejectSetting(problem: AwsSettingProblem, { value, source, file }: AwsSetting, cause?: unknown): never {
  throw new ServiceError(
    { kind: 'awsSetting', problem, value, source, ...(file === undefined ? {} : { file }) },
    { cause },
  );
}

/** Returns an environment variable as a setting; `undefined` if unset or empty. */
export function environmentSetting(name: string): AwsSetting | undefined {
  const { [name]: value = '' } = process.env;
  return value === '' ? undefined : { value, source: l10n.t('environment variable {0}', name) };
}

/** Returns a profile's setting; `undefined` if unset or empty. @param key in lowercase */
export function profileSetting(profile: ProfileSettings | undefined, key: string): AwsSetting | undefined {
  const value = profile?.get(key) ?? '';
  return profile === undefined || value === ''
    ? undefined
    : { value, source: l10n.t('{0} of the profile {1}', key, profile.name), ...fileOf(profile.fileOf(key)) };
}

/** Returns a setting from the environment or, if not set there, from a profile. */
export function sharedSetting(
  profile: ProfileSettings | undefined,
  key: string,
  variable: string,
): AwsSetting | undefined {
  return environmentSetting(variable) ?? profileSetting(profile, key);
}

/** Whether a setting is on: like the AWS CLI, only for `true` in any letter case. */
export function isOn(setting: AwsSetting | undefined): boolean {
  return setting?.value.toLowerCase() === 'true';
}

/** Returns a file's path as a field of a failure; no field without a file. */
export function fileOf(file: AwsFile | undefined): { readonly file?: string } {
  return file === undefined ? {} : { file: file.path };
}
