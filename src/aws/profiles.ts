import { loadSharedConfigFiles } from '@smithy/core/config';
import type { Profile, ProfileKind, Profiles } from '../core/profile';

/** What a section of the AWS files says. */
export type Section = Readonly<Record<string, string | undefined>>;

/** Sections of the config file that are no profiles, as the SDK names them. */
const otherSections = /^(sso-session|services)\./;

/** The profiles of the AWS config and credentials files as they are now, by name, `default` first. Files that cannot be read have none. */
export async function listProfiles(): Promise<readonly Profile[]> {
  const sections = await readSections();
  return [...sections]
    .filter(([name]) => !otherSections.test(name))
    .map(([name, section]): Profile => {
      const region = section.region ?? '';
      return { name, kind: profileKind(section), ...(region === '' ? {} : { region }) };
    })
    .sort((a, b) => Number(b.name === 'default') - Number(a.name === 'default') || a.name.localeCompare(b.name));
}

/** The profiles, and where the default credentials chain would go. */
export async function readProfiles(): Promise<Profiles> {
  const profiles = await listProfiles();
  const { AWS_REGION, AWS_PROFILE = 'default' } = process.env;
  const ofProfile = profiles.find(({ name }) => name === AWS_PROFILE)?.region;
  const chainRegion = [AWS_REGION, ofProfile].find((region) => region !== undefined && region !== '');
  return { profiles, ...(chainRegion === undefined ? {} : { chainRegion }) };
}

/** What a profile gets its credentials from. The SDK looks in this order too. */
export function profileKind(section: Section): ProfileKind {
  const has = (...names: readonly string[]) => names.every((name) => section[name] !== undefined);
  if (has('role_arn') && has('source_profile') !== has('credential_source')) {
    return 'assumeRole';
  }
  if (has('aws_access_key_id', 'aws_secret_access_key')) {
    return has('aws_session_token') ? 'sessionKeys' : 'keys';
  }
  if (has('role_arn', 'web_identity_token_file')) {
    return 'webIdentity';
  }
  if (has('credential_process')) {
    return 'process';
  }
  if (has('sso_session') || has('sso_start_url')) {
    return 'sso';
  }
  return has('login_session') ? 'login' : 'none';
}

/** All sections by name; those that are no profiles as `sso-session.` and `services.` and their names. */
export async function readSections(): Promise<ReadonlyMap<string, Section>> {
  // The SDK keeps these files for the life of the process: read past it, so that an edit is seen.
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  return new Map([...names].map((name) => [name, { ...configFile[name], ...credentialsFile[name] }]));
}
