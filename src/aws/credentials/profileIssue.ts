import { ServiceError, type CredentialsFailure } from '../../core/failures/failure';
import type { AwsFile, AwsFiles, ProfileSettings } from './awsFiles';

/** Section and file of a setting. */
type Location = Pick<CredentialsFailure, 'section' | 'file'>;

/** Returns the error for a missing setting. @param beside a setting of the section where it belongs */
export function missingSetting(profile: ProfileSettings, setting: string, beside: string): ServiceError {
  return issue(profile, { reason: 'missingSetting', setting, ...locationOf(profile, profile.fileOf(beside)) });
}

/** Returns the error for a setting missing in a profile's SSO session. */
export function missingInSession(
  profile: ProfileSettings,
  setting: string,
  session: string,
  { path }: AwsFile,
): ServiceError {
  return issue(profile, { reason: 'missingSetting', setting, section: `sso-session ${session}`, file: path });
}

/** Returns the error for a missing variable that another one requires. */
export function missingVariable(name: string): ServiceError {
  return new ServiceError({ kind: 'credentials', reason: 'missingSetting', setting: name });
}

/** Returns the error for a setting with an invalid value. @param problem a clause that names the setting */
export function invalidSetting(profile: ProfileSettings, setting: string, problem: string): ServiceError {
  return issue(profile, {
    reason: 'invalidSetting',
    setting,
    problem,
    ...locationOf(profile, profile.fileOf(setting)),
  });
}

/** Returns the error for a profile that does not exist or whose section header is misspelled. */
export function unknownProfile(name: string, { config }: AwsFiles): ServiceError {
  const failure = { kind: 'credentials', reason: 'unknownProfile', profile: name } as const;
  // eslint-disable-next-line texts/translated -- the header of a section
  const [almost] = [name, `profile ${name}`].filter((header) => config.sections.has(header));
  return new ServiceError(
    almost === undefined
      ? failure
      : { ...failure, section: almost, file: config.path, expectedSection: headerOf(name, config) },
  );
}

/** Returns the error for a `source_profile` that does not exist. @param name of the missing profile */
export function missingSource(profile: ProfileSettings, name: string): ServiceError {
  const failure = { reason: 'unknownProfile', profile: name, setting: 'source_profile' } as const;
  return issue(profile, { ...failure, ...locationOf(profile, profile.fileOf('source_profile')) });
}

/** Returns the error for a profile without any source of credentials. */
export function noCredentials(profile: ProfileSettings): ServiceError {
  return issue(profile, { reason: 'other', ...locationOf(profile) });
}

/** Returns the error for a file that cannot be read or parsed. */
export function brokenFile({ path, problem = '' }: AwsFile): ServiceError {
  return new ServiceError({
    kind: 'credentials',
    reason: 'unreadableFile',
    file: path,
    problem,
  });
}

/**
 * Returns a profile's section header and the path of its file. @param file by default, the last one with the profile
 */
export function locationOf(profile: ProfileSettings, file: AwsFile | undefined = profile.files.at(-1)): Location {
  return file === undefined ? {} : { section: headerOf(profile.name, file), file: file.path };
}

function headerOf(name: string, file: AwsFile): string {
  if (file.name === 'credentials' || name === 'default') {
    return name;
  }
  // eslint-disable-next-line texts/translated -- the header of a section
  return /^[^\s'"\\]+$/u.test(name) ? `profile ${name}` : `profile ${JSON.stringify(name)}`;
}

function issue({ name }: ProfileSettings, failure: Omit<CredentialsFailure, 'kind'>): ServiceError {
  return new ServiceError({ kind: 'credentials', profile: name, ...failure });
}
