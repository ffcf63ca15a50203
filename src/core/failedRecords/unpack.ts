import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DownloadError } from './downloadFailure';

/** So many bytes for each packed one are never a list of records; gzip can make up to 1,032. */
const mostRatio = 200;
/** Before so many bytes a high ratio does no harm. */
const alwaysAllowed = 8_000_000;
const pieceSize = 65_536;

/**
 * The bytes of a file that may be packed with gzip: by its `content-encoding`, or by itself, which its first bytes tell.
 * @throws DownloadError of kind `encoding`, `damaged` or `bomb`
 */
export function unpacked(chunks: AsyncIterable<Uint8Array>, encoding: string | undefined): AsyncIterable<Uint8Array> {
  switch (encoding?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
    // What uploads in parts leave behind: S3 keeps the word, not the packing.
    case 'aws-chunked':
      return withoutGzip(chunks);
    case 'gzip':
    case 'x-gzip':
      return withoutGzip(gunzipped(chunks));
    default:
      throw new DownloadError({ kind: 'encoding' });
  }
}

/** Takes one layer of gzip off where the file begins like one. */
async function* withoutGzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let head = new Uint8Array();
  let isAtEnd = false;
  // The first byte can come alone.
  while (head.length < 2 && !isAtEnd) {
    const next = await iterator.next();
    if (next.done === true) {
      isAtEnd = true;
    } else {
      read.push(next.value);
      head = new Uint8Array([...head, ...next.value.subarray(0, 2)]);
    }
  }
  const rest = { [Symbol.asyncIterator]: () => iterator };
  const whole = joined(read, rest);
  yield* head[0] === 0x1f && head[1] === 0x8b ? gunzipped(whole) : whole;
}

async function* joined(first: readonly Uint8Array[], rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* rest;
}

async function* gunzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let taken = 0;
  let given = 0;
  const gunzip = createGunzip({ chunkSize: pieceSize });
  const counted = async function* () {
    for await (const chunk of chunks) {
      taken += chunk.length;
      yield chunk;
    }
  };
  // What goes wrong reaches whoever reads from gunzip.
  pipeline(counted(), gunzip).catch(() => undefined);
  try {
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
      given += chunk.length;
      if (given > alwaysAllowed && given > taken * mostRatio) {
        throw new DownloadError({ kind: 'bomb' });
      }
      yield chunk;
    }
  } catch (error) {
    throw error instanceof DownloadError ? error : new DownloadError({ kind: 'damaged' });
  }
}
