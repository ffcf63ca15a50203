import { Readable } from 'node:stream';
import type { Transport } from '../http';

/** An answer whose body is still on its way. */
export interface Opened {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Whoever does not read it to its end destroys it. */
  readonly body: Readable;
}

/** Asks for a URL with GET: the network, or what answers in its place. Follows nothing, sends nothing of the user's. */
export type Open = (url: URL, signal: AbortSignal) => Promise<Opened>;

/** Asks a transport instead of the network: the sample account's files are nowhere else. */
export function openThrough(transport: Transport): Open {
  return async ({ pathname, searchParams }, signal) => {
    const query = Object.fromEntries(searchParams);
    const { status, headers, body } = await transport(
      { method: 'GET', path: pathname, query, headers: {}, body: '' },
      signal,
    );
    return { status, headers, body: Readable.from([Buffer.from(body)]) };
  };
}
