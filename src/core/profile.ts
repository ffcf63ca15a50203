/** What a profile of the AWS files gets its credentials from. */
export type ProfileKind = 'keys' | 'sessionKeys' | 'assumeRole' | 'webIdentity' | 'process' | 'sso' | 'login' | 'none';

/** A profile of the AWS config and credentials files, without any secret of it. */
export interface Profile {
  readonly name: string;
  readonly kind: ProfileKind;
  readonly region?: string;
}

/** What there is to connect with. */
export interface Profiles {
  readonly profiles: readonly Profile[];
  /** The region that the default credential chain would use by itself. */
  readonly chainRegion?: string;
  /** A file that cannot be used, in words: its profiles are not among these. */
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
