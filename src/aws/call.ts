import type { Provider } from '@smithy/types';
import type { JsonValue } from '../core/json';
import type { RequestContext } from '../core/request';
import type { ClientOf, Lease } from './clients';
import type { SdkClient } from './clientUse';
import { kindOf, serviceError } from './failures';
import type { RateLimiter } from './rateLimiter';
import { withRetries } from './retries';

/** An answer as the SDK gives it. */
export interface Answer {
  readonly $metadata: { readonly requestId?: string | undefined };
}

/**
 * One call of a service: says how it went to the log, and throws a ServiceError for everything that goes wrong.
 * @param operation the API's name of it
 * @param resource what it is about, as the end of an ARN
 */
export type Call<C> = <T extends Answer>(
  operation: string,
  send: (client: C) => Promise<T>,
  context: RequestContext,
  resource?: string,
) => Promise<T>;

/** What a call needs of the SDK's client of any service. */
export interface CallingClient extends SdkClient {
  readonly config: { readonly maxAttempts: Provider<number> };
}

/**
 * @param iamPrefix the service's prefix of IAM actions, `ses`
 * @param limiterOf for a service with a rate limit
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
      // The account, and with it the limiter, is known only with the credentials.
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

/** What the service said, as JSON: without what the SDK adds, dates in ISO 8601. */
export function rawOf(answer: object): JsonValue {
  return JSON.parse(JSON.stringify({ ...answer, $metadata: undefined })) as JsonValue;
}

/** A date as any of the services and their emulators give it, in milliseconds; `undefined` for what is none. */
export function timeOf(date: Date | string | number | undefined): number | undefined {
  if (date === undefined) {
    return undefined;
  }
  // A number is seconds since the epoch, as everywhere in AWS's JSON.
  const time = new Date(typeof date === 'number' ? date * 1000 : date).getTime();
  // A number can be finite and beyond all that a date, and so whoever shows it, can say.
  return Number.isNaN(time) ? undefined : time;
}
