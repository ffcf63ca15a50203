import { isServerError, isThrottlingError, isTransientError, StandardRetryStrategy } from '@smithy/core/retry';
import type { Provider, RetryErrorInfo, RetryErrorType, RetryStrategyV2 } from '@smithy/types';
import { unlessAborted } from '../../core/base/unlessAborted';

/**
 * Retry strategy of the SDK's clients: a single attempt. `withRetries` retries around them: before it is signed, each
 * attempt must wait for the rate limiter with its call's priority and signal, which a client's strategy does not know.
 */
export const singleAttempt: RetryStrategyV2 = new StandardRetryStrategy(1);

/**
 * Makes attempts until one succeeds or the SDK's standard strategy allows no further one.
 * @param maxAttempts from the SDK client, which reads it from the user's settings
 * @throws the error of the last attempt, or the signal's reason when aborted between attempts
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
  // Like the SDK, treats any error as one of its own, whose fields are optional.
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
