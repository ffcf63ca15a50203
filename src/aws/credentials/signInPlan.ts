import type { Connection } from '../../core/connections/connection';
import type { SignInPlan } from '../../core/connections/signInCommand';
import { defaultProfile } from './awsFiles';
import { hasEnvironmentIdentity, hasEnvironmentKeys, readChain } from './profileChain';

/** Returns how the user signs in for a connection. */
export async function signInPlan({ profile }: Connection): Promise<SignInPlan> {
  const { links } = await readChain(profile);
  const last = links.at(-1);
  const name = profile ?? defaultProfile();
  if (last === undefined || (profile === undefined && hasEnvironmentKeys())) {
    return { kind: 'none', profile: name, credentials: last?.kind ?? 'unknown' };
  }
  if (hasEnvironmentIdentity(profile, links)) {
    return { kind: 'none', profile: name, credentials: 'webIdentity' };
  }
  if (last.kind === 'sso' || last.kind === 'login') {
    return { kind: last.kind, profile: last.profile.name };
  }
  // The AWS CLI uses an MFA device only to assume a role.
  return links.some((link) => link.kind === 'assumeRole' && (link.profile.get('mfa_serial') ?? '') !== '')
    ? { kind: 'mfa' }
    : { kind: 'none', profile: name, credentials: last.kind };
}
