/** Why credentials could not be had. */
export type CredentialsReason =
  | 'signInExpired'
  | 'mfaRefused'
  | 'processFailed'
  | 'unknownProfile'
  | 'noneFound'
  | 'rejected'
  | 'other';

export type NetworkReason = 'nameNotFound' | 'refused' | 'timedOut' | 'tls' | 'reset' | 'other';

/** Where and how a request failed, whatever the reason. */
export interface FailureContext {
  /** The API's name of the call, `ListImportJobs`. */
  readonly operation?: string;
  readonly httpStatus?: number;
  readonly requestId?: string;
  /** The host that was asked. */
  readonly host?: string;
  /** What the service or the library said. For a tooltip, never for a decision. */
  readonly detail?: string;
}

/** All that can go wrong when a service is asked for something. */
export type ServiceFailure = FailureContext &
  (
    | { readonly kind: 'credentials'; readonly reason: CredentialsReason; readonly profile?: string }
    | { readonly kind: 'denied'; readonly action?: string; readonly resource?: string }
    | { readonly kind: 'network'; readonly reason: NetworkReason }
    | { readonly kind: 'noRegion' }
    | { readonly kind: 'notFound' }
    | { readonly kind: 'throttled' }
    | { readonly kind: 'badRequest' }
    | { readonly kind: 'tooLarge' }
    | { readonly kind: 'methodNotAllowed' }
    | { readonly kind: 'server' }
    /** An answer that is not what the API promises: HTML from a proxy, a page token that comes twice. */
    | { readonly kind: 'malformed' }
    | { readonly kind: 'serviceEnded' }
    | { readonly kind: 'cancelled' }
    /** A mistake of this program. */
    | { readonly kind: 'unexpected' }
  );

/** What a source throws. Its message is for logs; people read {@link explain}'s. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(
    readonly failure: ServiceFailure,
    options?: ErrorOptions,
  ) {
    super(failure.operation === undefined ? failure.kind : `${failure.operation}: ${failure.kind}`, options);
  }
}

/** The failure behind anything that was thrown. */
export function failureOf(error: unknown): ServiceFailure {
  if (error instanceof ServiceError) {
    return error.failure;
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return { kind: 'cancelled' };
  }
  return { kind: 'unexpected', detail: error instanceof Error ? error.message : String(error) };
}
