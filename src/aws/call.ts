import type { JsonValue } from '../core/json';
import { serviceError } from './failures';

/** An answer as the SDK gives it. */
export interface Answer {
  readonly $metadata: { readonly requestId?: string | undefined };
}

/**
 * One call of a service: says how it went to the log, and throws a ServiceError for everything that goes wrong.
 * @param operation the API's name of it
 * @param resource what it is about, as the end of an ARN
 */
export type Call = <T extends Answer>(operation: string, send: () => Promise<T>, resource?: string) => Promise<T>;

/** @param iamPrefix the service's prefix of IAM actions, `ses` */
export function callerOf(iamPrefix: string, trace: (line: string) => void): Call {
  return async (operation, send, resource) => {
    const begun = performance.now();
    const say = (outcome: string, requestId = '-') => {
      trace(`${iamPrefix}:${operation} ${outcome} in ${Math.round(performance.now() - begun)} ms, request ${requestId}`);
    };
    try {
      const answer = await send();
      say('answered', answer.$metadata.requestId);
      return answer;
    } catch (error) {
      const failed = serviceError(error, operation, iamPrefix, resource);
      say(`failed (${failed.failure.kind})`, failed.failure.requestId);
      throw failed;
    }
  };
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
  const time = typeof date === 'number' ? date * 1000 : new Date(date).getTime();
  return Number.isFinite(time) ? time : undefined;
}
