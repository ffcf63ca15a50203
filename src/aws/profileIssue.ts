import { ServiceError, type ServiceFailure } from '../core/failure';
import type { AwsFile, AwsFiles, ProfileSettings } from './awsFiles';

type CredentialsFailure = Extract<ServiceFailure, { kind: 'credentials' }>;
/** Where a setting is, or belongs. */
type Location = Pick<CredentialsFailure, 'section' | 'file'>;

/** A setting without which the profile has no credentials. @param beside a setting of the section that it belongs to */
export function missingSetting(profile: ProfileSettings, setting: string, beside: string): ServiceError {
  return issue(profile, { reason: 'missingSetting', setting, ...locationOf(profile, profile.fileOf(beside)) });
}

/** A setting that belongs to the SSO session of a profile. */
export function missingInSession(
  profile: ProfileSettings,
  setting: string,
  session: string,
  { path }: AwsFile,
): ServiceError {
  return issue(profile, { reason: 'missingSetting', setting, section: `sso-session ${session}`, file: path });
}

/** A variable that has to be set with another one. */
export function missingVariable(name: string): ServiceError {
  return new ServiceError({ kind: 'credentials', reason: 'missingSetting', setting: name });
}

/** A setting whose value cannot be used. @param problem what is wrong with it, after its name */
export function invalidSetting(profile: ProfileSettings, setting: string, problem: string): ServiceError {
  return issue(profile, {
    ...{ reason: 'invalidSetting', setting, problem },
    ...locationOf(profile, profile.fileOf(setting)),
  });
}

/** A profile that does not exist, perhaps since its section's header in the config file is not quite right. */
export function unknownProfile(name: string, { config }: AwsFiles): ServiceError {
  const failure = { kind: 'credentials', reason: 'unknownProfile', profile: name } as const;
  const [almost] = [name, `profile ${name}`].filter((header) => config.sections.has(header));
  return new ServiceError(
    almost === undefined
      ? failure
      : { ...failure, section: almost, file: config.path, problem: `to [${headerOf(name, config)}]` },
  );
}

/** A profile that another one names, and that does not exist. */
export function missingSource(profile: ProfileSettings, name: string): ServiceError {
  const failure = { reason: 'unknownProfile', profile: name, setting: 'source_profile' } as const;
  return issue(profile, { ...failure, ...locationOf(profile, profile.fileOf('source_profile')) });
}

/** A profile without any credential setting. */
export function noCredentials(profile: ProfileSettings): ServiceError {
  return issue(profile, { reason: 'other', ...locationOf(profile) });
}

/** A file that cannot be used. */
export function brokenFile({ name, path, problem = '' }: AwsFile): ServiceError {
  return new ServiceError({
    kind: 'credentials',
    reason: 'unreadableFile',
    setting: `AWS ${name}`,
    file: path,
    problem,
  });
}

/** The header of the section that a profile has in a file, and the file. @param file without it, any that has one */
export function locationOf(profile: ProfileSettings, file: AwsFile | undefined = profile.files.at(-1)): Location {
  return file === undefined ? {} : { section: headerOf(profile.name, file), file: file.path };
}

function headerOf(name: string, file: AwsFile): string {
  if (file.name === 'credentials' || name === 'default') {
    return name;
  }
  return /^[^\s'"\\]+$/u.test(name) ? `profile ${name}` : `profile ${JSON.stringify(name)}`;
}

function issue({ name }: ProfileSettings, failure: Omit<CredentialsFailure, 'kind'>): ServiceError {
  return new ServiceError({ kind: 'credentials', profile: name, ...failure });
}
