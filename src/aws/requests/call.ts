import type { Provider } from '@smithy/types';
import type { JsonValue } from '../../core/text/json';
import type { RequestContext } from '../../core/base/request';
import type { ClientOf, Lease } from './clients';
import type { SdkClient } from './clientUse';
import { kindOf, serviceError } from './serviceError';
import type { RateLimiter } from './rateLimiter';
import { withRetries } from './retries';

/** A response of the SDK. */
export interface Answer {
  readonly $metadata: { readonly requestId?: string | undefined };
}

/**
 * Calls a service, logs the outcome, and throws a ServiceError for every failure.
 * @param operation name in the API
 * @param resource last part of the ARN of what the call is about
 */
export type Call<C> = <T extends Answer>(
  operation: string,
  send: (client: C) => Promise<T>,
  context: RequestContext,
  resource?: string,
) => Promise<T>;

/** The part of an SDK client that calls use. */
export interface CallingClient extends SdkClient {
  readonly config: { readonly maxAttempts: Provider<number> };
}

/**
 * Returns a function that makes a service's calls.
 * @param iamPrefix the service's prefix of IAM actions, without the colon
 * @param limiterOf returns the rate limiter; omit it for a service without a rate limit
 */
export function callerOf<C extends CallingClient>(
  iamPrefix: string,
  clientOf: ClientOf<C>,
  trace: (line: string) => void,
  limiterOf?: () => RateLimiter,
): Call<C> {
  return async (operation, send, { priority, mayPrompt, signal }, resource) => {
    const begun = performance.now();
    const say = (outcome: string, requestId = '-') =>
      trace(
        `${iamPrefix}:${operation} ${outcome} in ${Math.round(performance.now() - begun)} ms, request ${requestId}`,
      );
    let lease: Lease<C> | undefined;
    try {
      lease = await clientOf(mayPrompt);
      const { client } = lease;
      const go = () => send(client);
      // The account, and so its limiter, is known only once there are credentials.
      const limiter = limiterOf?.();
      const attempt = () => (limiter === undefined ? go() : limiter.run(() => reported(limiter, go), priority, signal));
      const answer = await withRetries(client.config.maxAttempts, attempt, signal);
      say('answered', answer.$metadata.requestId);
      return answer;
    } catch (error) {
      const failed = serviceError(error, operation, iamPrefix, resource, lease?.region);
      if (failed.failure.kind === 'credentials') {
        lease?.refused();
      }
      // eslint-disable-next-line texts/translated -- for the log
      say(`failed (${failed.failure.kind})`, failed.failure.requestId);
      throw failed;
    }
  };
}

/** Reports the outcome of an attempt to the rate limiter. */
async function reported<T>(limiter: RateLimiter, send: () => Promise<T>): Promise<T> {
  try {
    const answer = await send();
    limiter.answered();
    return answer;
  } catch (error) {
    const { kind, httpStatus } = kindOf(error);
    if (kind === 'throttled') {
      limiter.throttled();
    } else if (httpStatus !== undefined) {
      limiter.answered();
    }
    throw error;
  }
}

/** Returns a response as JSON, without the SDK's additions and with dates in ISO 8601. */
export function rawOf(answer: object): JsonValue {
  return JSON.parse(JSON.stringify({ ...answer, $metadata: undefined })) as JsonValue;
}

/** Converts a date of a service or an emulator to milliseconds since the epoch; `undefined` when invalid. */
export function timeOf(date: Date | string | number | undefined): number | undefined {
  if (date === undefined) {
    return undefined;
  }
  // Numbers are seconds since the epoch, as in all of AWS's JSON.
  const time = new Date(typeof date === 'number' ? date * 1000 : date).getTime();
  // A finite number can be beyond the range of a Date.
  return Number.isNaN(time) ? undefined : time;
}
