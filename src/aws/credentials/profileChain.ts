import * as l10n from '@vscode/l10n';
import type { Connection } from '../../core/connections/connection';
import { ServiceError, type ServiceFailure } from '../../core/failures/failure';
import type { ProfileKind } from '../../core/connections/profile';
import { defaultProfile, firstOf, readAwsFiles, type AwsFiles, type ProfileSettings } from './awsFiles';
import { brokenFile, invalidSetting, missingSetting, missingSource, unknownProfile } from './profileIssue';
import { hasKeys, ownKind, profileKind } from './profileKind';

/** A profile in the chain that leads to credentials. */
export interface Link {
  readonly profile: ProfileSettings;
  readonly kind: ProfileKind;
}

/** The chain of profiles that provides a connection's credentials. */
interface ProfileChain {
  readonly files: AwsFiles;
  /** The profile, followed by the source profile of each that assumes a role. */
  readonly links: readonly Link[];
  /** Why the chain leads to no credentials. */
  readonly problem?: ServiceError;
}

const credentialSources: ReadonlySet<string> = new Set(['Environment', 'EcsContainer', 'Ec2InstanceMetadata']);

/** Reads the chain from the current files. @param name omit it for the default profile */
export async function readChain(name: string | undefined): Promise<ProfileChain> {
  const files = await readAwsFiles();
  const links: Link[] = [];
  try {
    for (const link of follow(files, name)) {
      links.push(link);
    }
    const broken = files.broken.find(({ state }) => state === 'malformed');
    return broken === undefined ? { files, links } : { files, links, problem: brokenFile(broken) };
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    const [broken] = files.broken;
    return { files, links, problem: broken === undefined ? error : brokenFile(broken) };
  }
}

/** Returns why the AWS files rule out credentials for a connection; `undefined` if they do not. Sends no requests. */
export async function profileProblem({ kind, profile }: Connection): Promise<ServiceFailure | undefined> {
  if (kind === 'sample' || (profile === undefined && hasEnvironmentKeys())) {
    return undefined;
  }
  return (await readChain(profile)).problem?.failure;
}

/** Whether the environment has keys, which the default credential chain prefers to any profile. */
export function hasEnvironmentKeys(): boolean {
  return firstOf(process.env.AWS_ACCESS_KEY_ID) !== undefined;
}

/**
 * Whether the environment has a web identity, which the default credential chain prefers to anything but its keys and a
 * role that the profile assumes.
 */
export function hasEnvironmentIdentity(profile: string | undefined, [first]: readonly Link[]): boolean {
  return (
    profile === undefined &&
    firstOf(process.env.AWS_WEB_IDENTITY_TOKEN_FILE) !== undefined &&
    first?.kind !== 'assumeRole'
  );
}

/** Yields the links of a chain. @throws ServiceError */
function* follow(files: AwsFiles, name: string | undefined): Generator<Link> {
  const first = files.profile(name);
  if (first === undefined) {
    const isNamed =
      name !== undefined || firstOf(process.env.AWS_DEFAULT_PROFILE, process.env.AWS_PROFILE) !== undefined;
    if (isNamed) {
      throw unknownProfile(name ?? defaultProfile(), files);
    }
    return;
  }
  let profile: ProfileSettings = first;
  const visited = new Set<string>();
  for (;;) {
    // A source's keys take precedence over its role.
    const kind: ProfileKind = visited.size > 0 && hasKeys(profile) ? ownKind(profile) : profileKind(profile);
    yield { profile, kind };
    visited.add(profile.name);
    const source: ProfileSettings | undefined = kind === 'assumeRole' ? sourceOf(files, profile) : undefined;
    if (source === undefined) {
      return;
    }
    // A profile that names itself as source uses its own keys.
    if (visited.has(source.name) && !(source === profile && hasKeys(source))) {
      throw invalidSetting(
        profile,
        'source_profile',
        l10n.t('source_profile leads back to the profile “{0}”', source.name),
      );
    }
    profile = source;
  }
}

/** Returns the profile whose credentials assume a role; `undefined` when they come from a `credential_source`. */
function sourceOf(files: AwsFiles, profile: ProfileSettings): ProfileSettings | undefined {
  const [source, elsewhere] = [profile.get('source_profile'), profile.get('credential_source')];
  if (source !== undefined && elsewhere !== undefined) {
    throw invalidSetting(
      profile,
      'credential_source',
      l10n.t('source_profile and credential_source cannot be used together'),
    );
  }
  if (elsewhere !== undefined) {
    if (!credentialSources.has(elsewhere)) {
      throw invalidSetting(
        profile,
        'credential_source',
        l10n.t('credential_source must be Environment, EcsContainer or Ec2InstanceMetadata'),
      );
    }
    return undefined;
  }
  if (source === undefined) {
    throw missingSetting(profile, l10n.t('source_profile or credential_source'), 'role_arn');
  }
  const found = files.profiles.get(source);
  if (found === undefined) {
    throw missingSource(profile, source);
  }
  return found;
}
