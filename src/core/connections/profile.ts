/** Where a profile of the AWS files gets its credentials. */
export type ProfileKind = 'keys' | 'sessionKeys' | 'assumeRole' | 'webIdentity' | 'process' | 'sso' | 'login' | 'none';

/** A profile of the AWS config and credentials files, without secrets. */
export interface Profile {
  readonly name: string;
  readonly kind: ProfileKind;
  readonly region?: string;
}

/** The profiles that a connection can use. */
export interface Profiles {
  readonly profiles: readonly Profile[];
  /** Region of the default credential chain. */
  readonly chainRegion?: string;
  /** Message about a file that cannot be used, so that its profiles are missing here. */
  readonly problem?: string;
}

export const profileKindLabel: Readonly<Record<ProfileKind, string>> = {
  keys: 'access keys',
  sessionKeys: 'session keys',
  assumeRole: 'assumes a role',
  webIdentity: 'web identity',
  process: 'credential process',
  sso: 'SSO',
  login: 'aws login',
  none: 'no credentials',
};
