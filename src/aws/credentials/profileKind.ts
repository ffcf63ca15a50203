import type { ProfileKind } from '../../core/connections/profile';
import type { ProfileSettings } from './awsFiles';
import type { IniSection } from './iniFile';

/** Returns where a profile's credentials come from, checking the possible sources in botocore's order. */
export function profileKind(profile: ProfileSettings): ProfileKind {
  return profile.has('role_arn') && !profile.has('web_identity_token_file') ? 'assumeRole' : ownKind(profile);
}

/** Like {@link profileKind}, but ignores the profile's role. */
export function ownKind(profile: ProfileSettings): ProfileKind {
  if (profile.has('web_identity_token_file')) {
    return 'webIdentity';
  }
  if (profile.has('sso_role_name') || profile.has('sso_account_id')) {
    return 'sso';
  }
  if (profile.in('credentials')?.has('aws_access_key_id') === true) {
    return keysKind(profile);
  }
  if (profile.has('login_session')) {
    return 'login';
  }
  if (profile.has('credential_process')) {
    return 'process';
  }
  if (hasKeys(profile)) {
    return keysKind(profile);
  }
  // botocore finds no credentials in an incomplete SSO profile; we report the missing settings.
  return profile.has('sso_session') || profile.has('sso_start_url') ? 'sso' : 'none';
}

/** Whether a profile has at least one key of an access key pair. */
export function hasKeys(profile: ProfileSettings): boolean {
  return profile.has('aws_access_key_id') || profile.has('aws_secret_access_key');
}

/** Returns the section with a profile's keys and their token, which always come from one file. */
export function keysSection(
  profile: ProfileSettings,
): { readonly file: 'config' | 'credentials'; readonly section: IniSection } | undefined {
  const candidates = (['credentials', 'config'] as const).flatMap((file) => {
    const section = profile.in(file);
    return section === undefined ? [] : [{ file, section }];
  });
  return (
    candidates.find(({ section }) => section.has('aws_access_key_id')) ??
    candidates.find(({ section }) => section.has('aws_secret_access_key'))
  );
}

/** Returns the session token in a section, under either of the names that botocore accepts; `undefined` if empty. */
export function tokenOf(section: IniSection | undefined): string | undefined {
  const token = section?.get('aws_security_token') ?? section?.get('aws_session_token');
  return typeof token === 'string' && token !== '' ? token : undefined;
}

function keysKind(profile: ProfileSettings): ProfileKind {
  return tokenOf(keysSection(profile)?.section) === undefined ? 'keys' : 'sessionKeys';
}
