import { addAbortSignal, Readable } from 'node:stream';
import type { Clock } from '../clock';
import type { Transport } from '../http';
import { unlessAborted } from '../unlessAborted';
import { decompressed } from './decompress';
import { DownloadError, lengthError, networkError } from './downloadFailure';

/** A response whose body is still on its way. */
export interface Opened {
  readonly status: number;
  readonly headers: Readonly<Partial<Record<'location' | 'content-length' | 'content-encoding', string | undefined>>>;
  /** Destroyed by a reader that does not read it to its end. */
  readonly body: Readable;
}

/** Requests a URL with GET. Follows no redirect and sends nothing of the user's. Rejects when the signal is aborted. */
export type Open = (url: URL, signal: AbortSignal) => Promise<Opened>;

/** Requests from a transport instead of the network: the sample account's files are nowhere else. */
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
  /** Returns a URL that was never used; `undefined` where there is no file. What it throws is thrown. */
  readonly freshUrl: () => Promise<string | undefined>;
  readonly open: Open;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Maximum number of bytes of the file, decompressed. */
  readonly limit: number;
  /** Receives the bytes that arrived so far, as they were sent, and how many were announced. */
  readonly onProgress?: (arrived: number, announced: number | undefined) => void;
}

/** Milliseconds without a byte before the server is given up. */
const silence = 30_000;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const maxRedirects = 3;
/** How S3 says that a link has expired; 400 where the session that signed it has. */
const expired: ReadonlySet<number> = new Set([400, 403]);
/** Number of bytes of an error response that are read: S3's are some hundred. */
const maxErrorLength = 16_384;

/**
 * A file of failed records, decompressed, piece by piece and no faster than it is read. Nothing is requested before the
 * first piece is. A reader that stops early ends the connection.
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
    // Compression makes nothing longer.
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

/** The response that has the file. A link that has expired meanwhile is replaced once. */
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

/** Follows redirects as long as they lead to the same host. */
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

/** The other end: it can fall silent, break off, and be left. */
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

  /** Reads a body as it is sent. Ends well only when as much has come as was announced. */
  async *read(
    { body }: Opened,
    announced?: number,
    onProgress?: DownloadOptions['onProgress'],
  ): AsyncGenerator<Uint8Array, void, undefined> {
    let arrived = 0;
    // The time that the reader takes does not count.
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
    return this.#options.clock.after(silence, () =>
      this.#end.abort(new DownloadError({ kind: 'silent', seconds: silence / 1000 })),
    );
  }

  /** Why no response is waited for any longer; `undefined` where the server itself failed. */
  #stopped(): DownloadError | undefined {
    const { aborted, reason } = this.#signal as { readonly aborted: boolean; readonly reason: unknown };
    return aborted ? (reason instanceof DownloadError ? reason : new DownloadError({ kind: 'cancelled' })) : undefined;
  }
}

/**
 * What `work` gives, unless it is cancelled first.
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

export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new DownloadError({ kind: 'cancelled' });
  }
}

/**
 * A URL that may be requested: https, or http to this machine. A user name or password in it is dropped.
 * @param base what a relative one is relative to
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

/** Whether a host is this machine, as `URL` spells hosts: an IPv4 address in four decimals, IPv6 in brackets. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

/** Whether a host is one of Amazon S3's: `bucket.s3.eu-west-1.amazonaws.com`, `s3-accelerate…`, in any partition. */
function isS3Host(host: string): boolean {
  return /(?:^|\.)s3[.-](?:[\w-]+\.)*amazonaws\.com(?:\.cn)?$/u.test(host);
}

/**
 * Returns the `<Code>` of an error response of S3, such as `PermanentRedirect`; `undefined` where it has none. Its message
 * is ignored: it can repeat the request.
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
    // Where the connection broke, what arrived may have it.
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
