import { ServiceError, type CredentialsReason, type ServiceFailure } from '../core/failure';
import { processFailure } from './credentialProcess';
import { kindOf, messageOf, withRegion } from './failures';
import type { ProfileChain } from './profileChain';
import { hasSignInEnded } from './signIn';

/** What was seen while credentials were looked for. */
export interface Search {
  /** What a request to STS or to SSO failed with, before the SDK made a text of it. */
  refusal?: unknown;
  /** The role that was being assumed. */
  role?: string;
  /** Where STS was asked for it. */
  region?: string;
  /** A code was given for it. */
  usedMfa?: boolean;
}

type CredentialsFailure = Extract<ServiceFailure, { kind: 'credentials' }>;

/** Why no credentials could be had, told by classes, codes and what the files say. */
export async function credentialsError(
  error: unknown,
  chain: ProfileChain,
  profile: string | undefined,
  search: Search,
): Promise<ServiceError> {
  if (error instanceof ServiceError) {
    return error;
  }
  const detail = messageOf(error);
  const refusal = kindOf(search.refusal ?? error);
  // Some credentials come by the network, from STS for one.
  const isAnyCalls = ['network', 'throttled', 'server', 'account'].includes(refusal.kind);
  const failure = isAnyCalls ? refusal : await credentialsFailure(chain, profile, refusal, search);
  return new ServiceError({ ...failure, detail }, { cause: error });
}

async function credentialsFailure(
  chain: ProfileChain,
  profile: string | undefined,
  refusal: ServiceFailure,
  search: Search,
): Promise<ServiceFailure> {
  const found = await reasonFor(chain, profile, refusal, search);
  const by = found.reason === 'roleRefused' && refusal.kind === 'denied' ? refusal.by : undefined;
  return withRegion({ kind: 'credentials', ...found, ...(by === undefined ? {} : { by }) }, search.region);
}

async function reasonFor(
  { links, missing }: ProfileChain,
  profile: string | undefined,
  refusal: ServiceFailure,
  { role, usedMfa = false }: Search,
): Promise<Pick<CredentialsFailure, 'reason' | 'profile' | 'output'>> {
  const last = links.at(-1);
  if (missing !== undefined && (profile !== undefined || process.env.AWS_PROFILE !== undefined || links.length > 0)) {
    return { reason: 'unknownProfile', profile: missing };
  }
  if (last === undefined || (profile === undefined && last.kind === 'none')) {
    return { reason: 'noneFound' };
  }
  const of = (reason: CredentialsReason) => ({ reason, profile: last.name });
  if (role !== undefined) {
    return of(refusal.kind === 'denied' ? (usedMfa ? 'mfaRefused' : 'roleRefused') : reasonOf(refusal));
  }
  switch (last.kind) {
    case 'process': {
      const output = processFailure(last.section.credential_process ?? '');
      return { ...of('processFailed'), ...(output === undefined ? {} : { output }) };
    }
    case 'sso':
      // 401: the token is there, and was revoked.
      return of(
        refusal.httpStatus === 401 || (await hasSignInEnded(last))
          ? 'signInExpired'
          : refusal.kind === 'denied'
            ? 'roleRefused'
            : reasonOf(refusal),
      );
    case 'login':
      return of(refusal.kind === 'denied' || (await hasSignInEnded(last)) ? 'signInExpired' : reasonOf(refusal));
    default:
      return of(refusal.kind === 'denied' ? 'roleRefused' : reasonOf(refusal));
  }
}

function reasonOf(refusal: ServiceFailure): CredentialsReason {
  return refusal.kind === 'credentials' ? refusal.reason : 'other';
}
