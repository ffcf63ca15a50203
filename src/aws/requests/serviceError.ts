import {
  ServiceError,
  type FailureContext,
  type NetworkReason,
  type ServiceFailure,
} from '../../core/failures/failure';
import { networkReasonOfCode } from '../../core/failures/networkReason';
import { isOptInRegion } from '../../core/connections/regions';
import { denialIn } from './denial';

/** Fields of SDK errors that come from a response. */
interface SdkError {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly cause?: unknown;
}

/** Failures by error name, including names that the service's model does not declare. */
const byName: Readonly<Record<string, ServiceFailure>> = {
  BadRequestException: { kind: 'badRequest' },
  ValidationException: { kind: 'badRequest' },
  ConflictException: { kind: 'badRequest' },
  ServiceQuotaExceededException: { kind: 'badRequest' },
  NotFoundException: { kind: 'notFound' },
  ResourceNotFoundException: { kind: 'notFound' },
  MethodNotAllowedException: { kind: 'methodNotAllowed' },
  PayloadTooLargeException: { kind: 'tooLarge' },
  RequestEntityTooLargeException: { kind: 'tooLarge' },
  TooManyRequestsException: { kind: 'throttled' },
  ThrottlingException: { kind: 'throttled' },
  Throttling: { kind: 'throttled' },
  RequestLimitExceeded: { kind: 'throttled' },
  InternalServerException: { kind: 'server' },
  InternalServerErrorException: { kind: 'server' },
  InternalServiceErrorException: { kind: 'server' },
  InternalFailure: { kind: 'server' },
  ServiceUnavailable: { kind: 'server' },
  ForbiddenException: { kind: 'denied' },
  AccessDenied: { kind: 'denied' },
  AccessDeniedException: { kind: 'denied' },
  NotAuthorized: { kind: 'denied' },
  ExpiredToken: { kind: 'credentials', reason: 'signInExpired' },
  ExpiredTokenException: { kind: 'credentials', reason: 'signInExpired' },
  TokenRefreshRequired: { kind: 'credentials', reason: 'signInExpired' },
  UnrecognizedClientException: { kind: 'credentials', reason: 'rejected' },
  InvalidClientTokenId: { kind: 'credentials', reason: 'rejected' },
  InvalidAccessKeyId: { kind: 'credentials', reason: 'rejected' },
  InvalidToken: { kind: 'credentials', reason: 'rejected' },
  AuthFailure: { kind: 'credentials', reason: 'rejected' },
  InvalidSignatureException: { kind: 'credentials', reason: 'badSignature' },
  SignatureDoesNotMatch: { kind: 'credentials', reason: 'badSignature' },
  IncompleteSignature: { kind: 'credentials', reason: 'badSignature' },
  IncompleteSignatureException: { kind: 'credentials', reason: 'badSignature' },
  RequestTimeTooSkewed: { kind: 'credentials', reason: 'clockSkew' },
  RequestExpired: { kind: 'credentials', reason: 'clockSkew' },
  RequestInTheFuture: { kind: 'credentials', reason: 'clockSkew' },
  MissingAuthenticationToken: { kind: 'credentials', reason: 'badSignature' },
  MissingAuthenticationTokenException: { kind: 'credentials', reason: 'badSignature' },
  OptInRequired: { kind: 'account', reason: 'notSubscribed' },
  SubscriptionRequiredException: { kind: 'account', reason: 'notSubscribed' },
  NotSignedUp: { kind: 'account', reason: 'notSubscribed' },
  AccountSuspendedException: { kind: 'account', reason: 'suspended' },
  AccountProblem: { kind: 'account', reason: 'suspended' },
  AllAccessDisabled: { kind: 'account', reason: 'suspended' },
  Blocked: { kind: 'account', reason: 'suspended' },
  PendingVerification: { kind: 'account', reason: 'unverified' },
  RegionDisabledException: { kind: 'account', reason: 'regionDisabled' },
  CredentialsProviderError: { kind: 'credentials', reason: 'other' },
};

const byStatus: Readonly<Record<number, ServiceFailure>> = {
  400: { kind: 'badRequest' },
  401: { kind: 'credentials', reason: 'rejected' },
  403: { kind: 'denied' },
  404: { kind: 'notFound' },
  405: { kind: 'methodNotAllowed' },
  407: { kind: 'network', reason: 'proxy' },
  410: { kind: 'notFound' },
  413: { kind: 'tooLarge' },
  429: { kind: 'throttled' },
};

/**
 * Converts an SDK error by its class name, code and status, never by its message.
 * @param operation name of the call in the API
 * @param iamPrefix the service's prefix of IAM actions, without the colon
 * @param region where the request was sent
 */
export function serviceError(
  error: unknown,
  operation: string,
  iamPrefix: string,
  resource?: string,
  region?: string,
): ServiceError {
  if (error instanceof ServiceError) {
    return new ServiceError({ operation, ...error.failure }, { cause: error.cause });
  }
  const thrown = isObject(error) ? error : {};
  const context = contextOf(thrown, operation);
  const found = kindOfThrown(thrown);
  return new ServiceError(
    { ...context, ...inContext(found, `${iamPrefix}:${operation}`, resource, region) },
    { cause: error },
  );
}

function inContext(
  failure: ServiceFailure,
  action: string,
  resource: string | undefined,
  region: string | undefined,
): ServiceFailure {
  switch (failure.kind) {
    case 'denied':
      return { ...failure, action, ...(resource === undefined ? {} : { resource }) };
    case 'credentials':
      return withRegion(failure, region);
    default:
      return failure;
  }
}

/** Adds the region if it may be why credentials were rejected. */
export function withRegion<T extends ServiceFailure>(failure: T, region: string | undefined): T {
  const isRejected = failure.kind === 'credentials' && failure.reason === 'rejected';
  return isRejected && region !== undefined && isOptInRegion(region) ? { ...failure, region } : failure;
}

/** Returns the failure for anything thrown by the SDK, with the HTTP status of a response. */
export function kindOf(error: unknown): ServiceFailure {
  const thrown = isObject(error) ? error : {};
  const status = thrown.$metadata?.httpStatusCode;
  return { ...kindOfThrown(thrown), ...(status === undefined ? {} : { httpStatus: status }) };
}

function kindOfThrown(error: SdkError): ServiceFailure {
  const name = typeof error.name === 'string' ? error.name : '';
  const status = error.$metadata?.httpStatusCode;
  if (name === 'AbortError') {
    return { kind: 'cancelled' };
  }
  // Before the name, because the SDK's TimeoutError can also be a reset; before the status, because a response can be
  // cut short.
  const reason = networkReasonOf(error);
  if (reason !== undefined) {
    return { kind: 'network', reason };
  }
  // AWS's name could be one that every object has, such as `constructor`.
  const named = Object.hasOwn(byName, name) ? byName[name] : undefined;
  if (named !== undefined) {
    return withDenial(named, error);
  }
  if (status !== undefined) {
    // The SDK could not parse the body, such as HTML. Only an error status says more.
    return withDenial(
      byStatus[status] ??
        (status >= 500 ? { kind: 'server' } : status >= 400 ? { kind: 'badRequest' } : { kind: 'malformed' }),
      error,
    );
  }
  if (name === 'TimeoutError') {
    return { kind: 'network', reason: 'timedOut' };
  }
  // An error from Node's HTTP parser: the server does not speak HTTP.
  return typeof error.code === 'string' && error.code.startsWith('HPE_')
    ? { kind: 'malformed' }
    : { kind: 'unexpected' };
}

/** Adds the policy that denied the request, if AWS names it. */
function withDenial(failure: ServiceFailure, { message }: SdkError): ServiceFailure {
  const by = failure.kind === 'denied' && typeof message === 'string' ? denialIn(message) : undefined;
  return failure.kind === 'denied' && by !== undefined ? { ...failure, by } : failure;
}

/** Returns why the network failed; `undefined` for other errors. */
export function networkReasonOf(error: unknown): NetworkReason | undefined {
  if (!isObject(error)) {
    return undefined;
  }
  const code = typeof error.code === 'string' ? error.code : '';
  // Some errors wrap the socket's error.
  return networkReasonOfCode(code) ?? (error.cause === error ? undefined : networkReasonOf(error.cause));
}

function contextOf(error: SdkError, operation: string): FailureContext {
  const { httpStatusCode, requestId } = error.$metadata ?? {};
  return {
    operation,
    ...(httpStatusCode === undefined ? {} : { httpStatus: httpStatusCode }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(typeof error.message === 'string' && error.message !== '' ? { detail: error.message } : {}),
  };
}

function isObject(value: unknown): value is SdkError {
  return typeof value === 'object' && value !== null;
}
