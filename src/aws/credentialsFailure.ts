import { ServiceError, type CredentialsReason } from '../core/failure';
import { kindOf, messageOf, withRegion } from './failures';

/** What a request for credentials was for. */
export interface Asked {
  /** The profile whose settings led to it; absent for the default credential chain's own. */
  readonly profile?: string;
  /** What a denial of this request means. */
  readonly denied: CredentialsReason;
  /** Where it was sent. */
  readonly region?: string;
}

/** Failures that concern any request, and say nothing about credentials. */
const general: ReadonlySet<string> = new Set(['network', 'throttled', 'server', 'account', 'cancelled']);

/** Why a request for credentials failed, told by class, code and status. */
export function sourceError(error: unknown, { profile, denied, region }: Asked): ServiceError {
  if (error instanceof ServiceError) {
    return error;
  }
  const refusal = kindOf(error);
  const context = { detail: messageOf(error) };
  if (general.has(refusal.kind)) {
    return new ServiceError({ ...refusal, ...context }, { cause: error });
  }
  const reason = refusal.kind === 'denied' ? denied : refusal.kind === 'credentials' ? refusal.reason : 'other';
  const by = reason === 'roleRefused' && refusal.kind === 'denied' ? refusal.by : undefined;
  const failure = withRegion(
    {
      kind: 'credentials',
      reason,
      ...(profile === undefined ? {} : { profile }),
      ...(by === undefined ? {} : { by }),
      ...context,
    },
    region,
  );
  return new ServiceError(failure, { cause: error });
}

/** A sign-in that only the user can renew. */
export function signInExpired(profile: string, cause?: unknown): ServiceError {
  const detail = cause === undefined ? 'No valid sign-in is cached.' : messageOf(cause);
  return new ServiceError({ kind: 'credentials', reason: 'signInExpired', profile, detail }, { cause });
}
