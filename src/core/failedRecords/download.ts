import type { Clock } from '../clock';
import { decompressed } from './decompress';
import { DownloadError, lengthError, networkError } from './downloadFailure';
import type { Opened } from './open';
import { openFile, type OpenFileOptions } from './openFile';

import { throwIfCancelled, within, type Patience } from './waiting';

const silence = 30_000;

export interface DownloadOptions extends OpenFileOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Maximum number of bytes of the file, decompressed. */
  readonly limit: number;
  /** Bytes that came so far, as they were sent, and how many were announced. */
  readonly onProgress?: (arrived: number, announced: number | undefined) => void;
}

/**
 * A file of failed records, decompressed, piece by piece and no faster than it is taken. Nothing is asked for before the
 * first piece is. Whoever stops early ends the connection.
 * @throws DownloadError, or what `freshUrl` throws
 */
export async function* download(options: DownloadOptions): AsyncGenerator<Uint8Array, void, undefined> {
  const { clock, limit, onProgress } = options;
  const end = new AbortController();
  const signal = AbortSignal.any([options.signal, end.signal]);
  const patience: Patience = { clock, signal, silence };
  let opened: Opened | undefined;
  try {
    opened = await openFile(options, patience);
    const announced = lengthOf(opened);
    const encoding = opened.headers['content-encoding'];
    // Compression makes nothing longer.
    if (announced !== undefined && announced > limit) {
      throw new DownloadError({ kind: 'tooLarge', limit });
    }
    const sent = arriving(opened, announced, patience, onProgress);
    let given = 0;
    for await (const chunk of decompressed(sent, encoding)) {
      throwIfCancelled(options.signal);
      given += chunk.length;
      if (given > limit) {
        throw new DownloadError({ kind: 'tooLarge', limit });
      }
      yield chunk;
    }
  } finally {
    end.abort();
    opened?.body.destroy();
  }
}

/** The body as it is sent. Ends well only when as much has come as was announced. */
async function* arriving(
  { body }: Opened,
  announced: number | undefined,
  patience: Patience,
  onProgress: DownloadOptions['onProgress'],
): AsyncGenerator<Uint8Array> {
  const pieces = (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  let arrived = 0;
  for (;;) {
    const next = await within(pieces.next(), patience).catch((error: unknown) => {
      if (error instanceof DownloadError) {
        throw error;
      }
      throw announced === undefined ? networkError(error) : lengthError(error, announced, arrived);
    });
    if (next.done === true) {
      break;
    }
    arrived += next.value.length;
    if (announced !== undefined && arrived > announced) {
      throw new DownloadError({ kind: 'wrongLength', announced, arrived });
    }
    onProgress?.(arrived, announced);
    yield next.value;
  }
  if (announced !== undefined && arrived !== announced) {
    throw new DownloadError({ kind: 'wrongLength', announced, arrived });
  }
}

function lengthOf({ headers }: Opened): number | undefined {
  const length = headers['content-length'];
  return length !== undefined && /^\d{1,15}$/u.test(length) ? Number(length) : undefined;
}
