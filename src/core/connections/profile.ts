import * as l10n from '@vscode/l10n';

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
  /** Message about a file that cannot be used, whose profiles are therefore missing. */
  readonly problem?: string;
}

export const profileKindLabel: Readonly<Record<ProfileKind, string>> = {
  keys: l10n.t('access keys'),
  sessionKeys: l10n.t('session keys'),
  assumeRole: l10n.t('assumes a role'),
  webIdentity: l10n.t('web identity'),
  process: l10n.t('credential process'),
  sso: 'SSO',
  login: 'aws login',
  none: l10n.t('no credentials'),
};
