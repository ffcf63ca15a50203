import { isServerError, isThrottlingError, isTransientError, StandardRetryStrategy } from '@smithy/core/retry';
import type { Provider, RetryErrorInfo, RetryErrorType, RetryStrategyV2 } from '@smithy/types';
import { unlessAborted } from './unlessAborted';

/**
 * The retry strategy of the SDK's clients, which make one attempt of each call. Retries are made outside them, by
 * `withRetries`: a client has one strategy for all its calls and tells it nothing about the call, while each attempt waits
 * for the rate limiter with the priority and the signal of its own call, and is signed after that.
 */
export const singleAttempt: RetryStrategyV2 = new StandardRetryStrategy(1);

/**
 * Makes attempts until one succeeds or the SDK's standard strategy allows no other.
 * @param maxAttempts as the SDK's client has it from the user's settings
 * @throws what the last attempt threw, and the signal's reason when the call is given up between attempts
 */
export async function withRetries<T>(
  maxAttempts: Provider<number>,
  attempt: () => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const strategy: RetryStrategyV2 = new StandardRetryStrategy(maxAttempts);
  let token = await strategy.acquireInitialRetryToken('');
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const refreshed = strategy.refreshRetryTokenForRetry(token, errorInfoOf(error)).catch(() => undefined);
      const next = await unlessAborted(refreshed, signal);
      if (next === undefined) {
        throw error;
      }
      token = next;
    }
  }
}

function errorInfoOf(thrown: unknown): RetryErrorInfo {
  // As the SDK does it: what it threw is its own kind of error, and anything else has none of its fields.
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as NonNullable<RetryErrorInfo['error']>;
  return { error, errorType: errorTypeOf(error) };
}

function errorTypeOf(error: NonNullable<RetryErrorInfo['error']>): RetryErrorType {
  if (isThrottlingError(error)) {
    return 'THROTTLING';
  }
  if (isTransientError(error)) {
    return 'TRANSIENT';
  }
  return isServerError(error) ? 'SERVER_ERROR' : 'CLIENT_ERROR';
}
