import * as l10n from '@vscode/l10n';
import { messageOf } from '../../core/base/errors';
import { ServiceError, type CredentialsReason } from '../../core/failures/failure';
import { kindOf, withRegion } from '../requests/serviceError';

/** The purpose of a request for credentials. */
interface CredentialsRequest {
  /** Profile whose settings led to the request; absent for the default credential chain. */
  readonly profile?: string;
  /** Reason to report when the request is denied. */
  readonly denied: CredentialsReason;
  /** Region of the request. */
  readonly region?: string;
}

/** Failures that any request can have, unrelated to credentials. */
const general: ReadonlySet<string> = new Set(['network', 'throttled', 'server', 'account', 'cancelled']);

/** Returns why a request for credentials failed, by the error's class, code and status. */
export function sourceError(error: unknown, { profile, denied, region }: CredentialsRequest): ServiceError {
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

/** Returns the error for a sign-in of which nothing usable is cached. */
export function notSignedIn(profile: string): ServiceError {
  return new ServiceError({ kind: 'credentials', reason: 'notSignedIn', profile });
}

/** Returns the error for a sign-in that only the user can renew. */
export function signInExpired(profile: string, cause?: unknown): ServiceError {
  const detail = cause === undefined ? l10n.t('The cached sign-in is no longer valid.') : messageOf(cause);
  return new ServiceError({ kind: 'credentials', reason: 'signInExpired', profile, detail }, { cause });
}
