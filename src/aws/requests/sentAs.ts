import type { SdkClient } from './clientUse';

/** Number of requests sent so far by all clients. Determines which of two responses is newer. */
let sent = 0;

const stamps = new WeakMap<object, number>();

/** Makes a client record when the request of each response was sent. Returns the client. */
export function stamping<C extends SdkClient>(client: C): C {
  client.middlewareStack.add(
    (next) => async (args) => {
      // Runs after the rate limiter and signing, for each attempt.
      const sentAs = ++sent;
      const result = await next(args);
      if (result.output !== undefined) {
        stamps.set(result.output, sentAs);
      }
      return result;
    },
    { step: 'deserialize', priority: 'high', name: 'stamp' },
  );
  return client;
}

/**
 * Returns the sequence number of a response's request. Callers that share the response get the same number.
 * @throws TypeError for a response of a client that was not passed to {@link stamping}
 */
export function sentAsOf(response: object): number {
  const sentAs = stamps.get(response);
  if (sentAs === undefined) {
    throw new TypeError('The response is not from a client that notes when it sends.');
  }
  return sentAs;
}
