import { ServiceError, type FailureContext, type NetworkReason, type ServiceFailure } from '../core/failure';
import { networkReasonOfCode } from '../core/networkReason';

/** What the SDK adds to everything it throws that came from an answer. */
interface SdkError {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly cause?: unknown;
}

/** The class names of both services' errors, declared and undeclared, and what they mean. */
const byName: Readonly<Record<string, ServiceFailure>> = {
  BadRequestException: { kind: 'badRequest' },
  ValidationException: { kind: 'badRequest' },
  NotFoundException: { kind: 'notFound' },
  MethodNotAllowedException: { kind: 'methodNotAllowed' },
  PayloadTooLargeException: { kind: 'tooLarge' },
  RequestEntityTooLargeException: { kind: 'tooLarge' },
  TooManyRequestsException: { kind: 'throttled' },
  ThrottlingException: { kind: 'throttled' },
  Throttling: { kind: 'throttled' },
  RequestLimitExceeded: { kind: 'throttled' },
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
  UnrecognizedClientException: { kind: 'credentials', reason: 'rejected' },
  InvalidClientTokenId: { kind: 'credentials', reason: 'rejected' },
  InvalidSignatureException: { kind: 'credentials', reason: 'rejected' },
  SignatureDoesNotMatch: { kind: 'credentials', reason: 'rejected' },
  IncompleteSignature: { kind: 'credentials', reason: 'rejected' },
  IncompleteSignatureException: { kind: 'credentials', reason: 'rejected' },
  RequestTimeTooSkewed: { kind: 'credentials', reason: 'clockSkew' },
  RequestExpired: { kind: 'credentials', reason: 'clockSkew' },
  RequestInTheFuture: { kind: 'credentials', reason: 'clockSkew' },
  MissingAuthenticationToken: { kind: 'credentials', reason: 'rejected' },
  MissingAuthenticationTokenException: { kind: 'credentials', reason: 'rejected' },
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
 * The failure behind what the SDK threw, told by class name, code and status, never by the wording of a message.
 * @param operation the API's name of the call
 * @param iamPrefix the service's prefix of IAM actions, `ses`
 */
export function serviceError(error: unknown, operation: string, iamPrefix: string, resource?: string): ServiceError {
  if (error instanceof ServiceError) {
    return new ServiceError({ operation, ...error.failure }, { cause: error.cause });
  }
  const thrown = isObject(error) ? error : {};
  const context = contextOf(thrown, operation);
  const found = kindOfThrown(thrown);
  const failure: ServiceFailure =
    found.kind === 'denied'
      ? { ...context, ...found, action: `${iamPrefix}:${operation}`, ...(resource === undefined ? {} : { resource }) }
      : { ...context, ...found };
  return new ServiceError(failure, { cause: error });
}

/** What anything thrown says of itself. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What anything thrown by the SDK means, with the HTTP status where there was an answer. */
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
  // Before the name: the SDK calls a broken connection TimeoutError too. Before the status: an answer can break off.
  const reason = networkReasonOf(error);
  if (reason !== undefined) {
    return { kind: 'network', reason };
  }
  // A name that AWS sends can be one that every object has.
  const named = Object.hasOwn(byName, name) ? byName[name] : undefined;
  if (named !== undefined) {
    return named;
  }
  if (status !== undefined) {
    // The SDK could not read the body: HTML, say. With a good status that is all we know; else the status tells.
    return (
      byStatus[status] ??
      (status >= 500 ? { kind: 'server' } : status >= 400 ? { kind: 'badRequest' } : { kind: 'malformed' })
    );
  }
  if (name === 'TimeoutError') {
    return { kind: 'network', reason: 'timedOut' };
  }
  // Node's HTTP parser: what answered speaks something else.
  return typeof error.code === 'string' && error.code.startsWith('HPE_')
    ? { kind: 'malformed' }
    : { kind: 'unexpected' };
}

/** How the network failed, if it was the network. */
export function networkReasonOf(error: unknown): NetworkReason | undefined {
  if (!isObject(error)) {
    return undefined;
  }
  const code = typeof error.code === 'string' ? error.code : '';
  // Some wrap the error of the socket.
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
