import { ServiceError, type AwsSettingProblem } from '../core/failure';
import type { AwsFile, ProfileSettings } from './awsFiles';

/** A setting that AWS tools share, and what set it. */
export interface AwsSetting {
  readonly value: string;
  /** What set it, for a person: `endpoint_url of the profile work`. */
  readonly source: string;
  /** The file that it is in; absent for an environment variable. */
  readonly file?: string;
}

/** @throws ServiceError `awsSetting` */
export function rejectSetting(problem: AwsSettingProblem, { value, source, file }: AwsSetting, cause?: unknown): never {
  throw new ServiceError(
    { kind: 'awsSetting', problem, value, source, ...(file === undefined ? {} : { file }) },
    { cause },
  );
}

/** A setting of the environment, unless it is empty. */
export function environmentSetting(name: string): AwsSetting | undefined {
  const { [name]: value = '' } = process.env;
  return value === '' ? undefined : { value, source: `the environment variable ${name}` };
}

/** A setting of a profile, unless it is empty. */
export function profileSetting(profile: ProfileSettings | undefined, key: string): AwsSetting | undefined {
  const value = profile?.get(key) ?? '';
  return profile === undefined || value === ''
    ? undefined
    : { value, source: `${key} of the profile ${profile.name}`, ...fileOf(profile.fileOf(key)) };
}

/** A setting of the environment, or else of a profile. */
export function sharedSetting(
  profile: ProfileSettings | undefined,
  key: string,
  variable: string,
): AwsSetting | undefined {
  return environmentSetting(variable) ?? profileSetting(profile, key);
}

/** Whether a setting is on. As for the AWS CLI, in any case, and anything but `true` is off. */
export function isOn(setting: AwsSetting | undefined): boolean {
  return setting?.value.toLowerCase() === 'true';
}

export function fileOf(file: AwsFile | undefined): { readonly file?: string } {
  return file === undefined ? {} : { file: file.path };
}
