import { addAbortSignal, Readable } from 'node:stream';
import type { Clock } from '../base/clock';
import type { Transport } from '../base/http';
import { unlessAborted } from '../base/unlessAborted';
import { decompressed } from './decompress';
import { DownloadError, lengthError, networkError } from './downloadFailure';

/** A response whose body is still being received. */
export interface Opened {
  readonly status: number;
  readonly headers: Readonly<Partial<Record<'location' | 'content-length' | 'content-encoding', string | undefined>>>;
  /** Must be destroyed by a reader that stops early. */
  readonly body: Readable;
}

/** Requests a URL with GET, without following redirects or sending user data. Rejects when aborted. */
export type Open = (url: URL, signal: AbortSignal) => Promise<Opened>;

/** Returns a function that requests from a transport instead of the network, for the sample account's files. */
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

export interface DownloadOptions {
  /** Returns a new URL, or `undefined` if there is no file. Its errors are passed on. */
  readonly freshUrl: () => Promise<string | undefined>;
  readonly open: Open;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Maximum number of decompressed bytes. */
  readonly limit: number;
  /** Receives the number of bytes received so far, before decompression, and the announced total. */
  readonly onProgress?: (arrived: number, announced: number | undefined) => void;
}

/** Maximum time between received bytes, in milliseconds. */
const idleTimeout = 30_000;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const maxRedirects = 3;
/** Status codes that S3 returns for an expired link; 400 if the session that signed it expired. */
const expired: ReadonlySet<number> = new Set([400, 403]);
/** Maximum number of bytes to read of an error response. S3's have a few hundred. */
const maxErrorLength = 16_384;

/**
 * Downloads and decompresses a failed-records file, no faster than it is read. Sends the request with the first read. A
 * reader that stops early closes the connection.
 * @throws DownloadError, or what `freshUrl` throws
 */
export async function* download(options: DownloadOptions): AsyncGenerator<Uint8Array, void, undefined> {
  const { limit } = options;
  const end = new AbortController();
  const server = new Server(options, end);
  try {
    const opened = await openFile(options, server);
    const length = opened.headers['content-length'];
    const announced = length !== undefined && /^\d{1,15}$/u.test(length) ? Number(length) : undefined;
    // A decompressed file is never shorter.
    if (announced !== undefined && announced > limit) {
      throw new DownloadError({ kind: 'tooLarge', limit });
    }
    const sent = server.read(opened, announced, options.onProgress);
    let given = 0;
    for await (const chunk of decompressed(sent, opened.headers['content-encoding'])) {
      throwIfCancelled(options.signal);
      given += chunk.length;
      if (given > limit) {
        throw new DownloadError({ kind: 'tooLarge', limit });
      }
      yield chunk;
    }
  } finally {
    end.abort();
  }
}

/** Returns the response with the file. Replaces an expired link once. */
async function openFile({ freshUrl, signal }: DownloadOptions, server: Server): Promise<Opened> {
  for (let isLast = false; ; isLast = true) {
    const url = await unlessCancelled(freshUrl(), signal);
    if (url === undefined) {
      throw new DownloadError({ kind: 'noFile' });
    }
    const opened = await follow(addressOf(url), server);
    if (opened.status === 200) {
      return opened;
    }
    if (isLast || !expired.has(opened.status)) {
      throw refusal(opened.status, await s3ErrorCode(server.read(opened)));
    }
    opened.body.destroy();
  }
}

/** Follows redirects within the same host. */
async function follow(start: URL, server: Server): Promise<Opened> {
  let url = start;
  for (let hops = 0; ; hops += 1) {
    const opened = await server.request(url);
    const { location } = opened.headers;
    if (!redirects.has(opened.status) || location === undefined) {
      return opened;
    }
    opened.body.destroy();
    const next = addressOf(location, url);
    if (next.host !== url.host) {
      throw new DownloadError({ kind: 'otherHost', isS3: isS3Host(url.hostname) });
    }
    if (hops === maxRedirects) {
      throw new DownloadError({ kind: 'tooManyRedirects' });
    }
    url = next;
  }
}

/** Sends requests with a timeout and cancellation. */
class Server {
  readonly #options: DownloadOptions;
  readonly #end: AbortController;
  readonly #signal: AbortSignal;

  /** @param end ends all requests */
  constructor(options: DownloadOptions, end: AbortController) {
    this.#options = options;
    this.#end = end;
    this.#signal = AbortSignal.any([options.signal, end.signal]);
  }

  async request(url: URL): Promise<Opened> {
    const timer = this.#endAfterSilence();
    try {
      const opened = await this.#options.open(url, this.#signal);
      addAbortSignal(this.#signal, opened.body);
      return opened;
    } catch (error) {
      throw this.#stopped() ?? networkError(error);
    } finally {
      timer.dispose();
    }
  }

  /**
   * Yields a body before decompression. @throws DownloadError of kind `wrongLength` unless the length is as announced
   */
  async *read(
    { body }: Opened,
    announced?: number,
    onProgress?: DownloadOptions['onProgress'],
  ): AsyncGenerator<Uint8Array, void, undefined> {
    let arrived = 0;
    // The timeout does not include the time that the reader takes.
    let timer = this.#endAfterSilence();
    try {
      for await (const chunk of body as AsyncIterable<Uint8Array>) {
        timer.dispose();
        arrived += chunk.length;
        if (announced !== undefined && arrived > announced) {
          break;
        }
        onProgress?.(arrived, announced);
        yield chunk;
        timer = this.#endAfterSilence();
      }
    } catch (error) {
      throw this.#stopped() ?? (announced === undefined ? networkError(error) : lengthError(error, announced, arrived));
    } finally {
      timer.dispose();
    }
    if (announced !== undefined && arrived !== announced) {
      throw new DownloadError({ kind: 'wrongLength', announced, arrived });
    }
  }

  #endAfterSilence() {
    return this.#options.clock.after(idleTimeout, () =>
      this.#end.abort(new DownloadError({ kind: 'silent', seconds: idleTimeout / 1000 })),
    );
  }

  /** Returns why the request was aborted here; `undefined` if the server failed. */
  #stopped(): DownloadError | undefined {
    const { aborted, reason } = this.#signal as { readonly aborted: boolean; readonly reason: unknown };
    return aborted ? (reason instanceof DownloadError ? reason : new DownloadError({ kind: 'cancelled' })) : undefined;
  }
}

/**
 * Resolves to the result of `work`, unless cancelled first.
 * @throws DownloadError of kind `cancelled`
 */
export async function unlessCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await unlessAborted(work, signal);
  } catch (error) {
    throwIfCancelled(signal);
    throw error;
  }
}

/** @throws DownloadError of kind `cancelled` if the signal is aborted */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new DownloadError({ kind: 'cancelled' });
  }
}

/**
 * Parses a URL that may be requested: https, or http to this machine. Drops any user name and password.
 * @param base for relative URLs
 */
function addressOf(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new DownloadError({ kind: 'badUrl' });
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new DownloadError({ kind: 'insecure' });
  }
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

/** Whether a host, as normalized by `URL`, is this machine. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

/** Whether a host belongs to Amazon S3, in any partition: `bucket.s3.eu-west-1.amazonaws.com`, `s3-accelerate…`. */
function isS3Host(host: string): boolean {
  return /(?:^|\.)s3[.-](?:[\w-]+\.)*amazonaws\.com(?:\.cn)?$/u.test(host);
}

/**
 * Returns the `<Code>` of an error response from S3, such as `PermanentRedirect`; `undefined` without one. Ignores the
 * message, which can repeat the request.
 */
async function s3ErrorCode(body: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  let text = '';
  try {
    for await (const chunk of body) {
      text += Buffer.from(chunk).toString('latin1');
      if (text.length > maxErrorLength) {
        break;
      }
    }
  } catch (error) {
    // The part received before an interruption may contain the code.
    if (!(error instanceof DownloadError && error.failure.kind === 'network')) {
      throw error;
    }
  }
  return /<Code>([A-Za-z][A-Za-z0-9.]{0,79})<\/Code>/u.exec(text.slice(0, maxErrorLength))?.[1];
}

function refusal(status: number, code: string | undefined): DownloadError {
  if (status === 404 || status === 410) {
    return new DownloadError({ kind: 'notFound' });
  }
  return new DownloadError({
    ...(status === 403 ? { kind: 'refused' } : { kind: 'status', status }),
    ...(code !== undefined && { code }),
  });
}
