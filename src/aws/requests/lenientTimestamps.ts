import { HttpResponse } from '@smithy/core/transport';
import { buffer } from 'node:stream/consumers';
import type { SdkClient } from './clientUse';

/** A timestamp field, by AWS's naming, with a value that is not a plain number. */
const unusual = /"\w*Timestamp"\s*:\s*(?!-?\d{1,15}(?:\.\d+)?\s*[,}\]])/u;

/**
 * Makes a client accept timestamps from emulators, which may be ISO 8601 text or invalid, and drop invalid ones. AWS
 * sends seconds since the epoch, and the SDK rejects a whole page for any other timestamp. Returns the client.
 */
export function acceptingAnyTimestamp<C extends SdkClient>(client: C): C {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (HttpResponse.isInstance(response) && response.statusCode < 300) {
        const body: unknown = response.body;
        response.body = withTimestamps(
          body instanceof Uint8Array ? body : await buffer(body as AsyncIterable<Uint8Array>),
        );
      }
      return result;
    },
    // Right after the network, so that the SDK's deserializer gets the changed response.
    { step: 'deserialize', priority: 'low', name: 'acceptAnyTimestamp' },
  );
  return client;
}

function withTimestamps(body: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(body);
  if (!unusual.test(text)) {
    return body;
  }
  try {
    return new TextEncoder().encode(JSON.stringify(JSON.parse(text, secondsOf)));
  } catch {
    // Not JSON: the SDK will reject it.
    return body;
  }
}

function secondsOf(name: string, value: unknown): unknown {
  if (!name.endsWith('Timestamp')) {
    return value;
  }
  const seconds = typeof value === 'string' ? secondsIn(value) : value;
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds : undefined;
}

function secondsIn(text: string): number {
  if (/^-?\d+(?:\.\d+)?$/u.test(text)) {
    return Number(text);
  }
  // Text without a time zone is taken as UTC: AWS never uses local time.
  const hasZone = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)$/iu.test(text.trim());
  const asUtc = hasZone || !/\d:\d/u.test(text) ? text : `${text.trim()}Z`;
  return Date.parse(asUtc) / 1000;
}
