import { createGunzip, type Gunzip } from 'node:zlib';
import { DownloadError } from './downloadFailure';
import { joined } from './joined';

/** So many bytes for each packed one are never a list of records; gzip can make up to 1,032. */
const mostRatio = 200;
/** Before so many bytes a high ratio does no harm. */
const alwaysAllowed = 8_000_000;
const pieceSize = 65_536;
const firstOfGzip = 0x1f;

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
  yield* head[0] === firstOfGzip && head[1] === 0x8b ? gunzipped(whole) : whole;
}

/** Nothing is nothing, packed or not. */
async function* gunzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: pieceSize });
  const taken = { bytes: 0 };
  let given = 0;
  const feeding = feed(gunzip, chunks, taken);
  // It reaches whoever reads from gunzip, and needs no listener.
  gunzip.on('error', () => undefined);
  feeding.catch((error: unknown) => gunzip.destroy(error instanceof Error ? error : undefined));
  try {
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
      given += chunk.length;
      if (given > alwaysAllowed && given > taken.bytes * mostRatio) {
        throw new DownloadError({ kind: 'bomb' });
      }
      yield chunk;
    }
    await feeding;
  } catch (error) {
    if (error instanceof DownloadError) {
      throw error;
    }
    if (taken.bytes > 0) {
      throw new DownloadError({ kind: 'damaged' });
    }
  }
}

/**
 * Gives gunzip all that comes, no faster than it is read. Where zeros fill a file up, gunzip takes no more and has ended.
 * @throws DownloadError of kind `damaged` where more follows these zeros, which would be lost; what `chunks` throws
 */
async function feed(gunzip: Gunzip, chunks: AsyncIterable<Uint8Array>, taken: { bytes: number }): Promise<void> {
  let hasEnded = false;
  for await (const chunk of chunks) {
    taken.bytes += chunk.length;
    if (!hasEnded) {
      await write(gunzip, chunk);
    }
    const left = Math.min(chunk.length, taken.bytes - gunzip.bytesWritten);
    hasEnded = left > 0;
    if (chunk.subarray(chunk.length - left).find((byte) => byte !== 0) === firstOfGzip) {
      throw new DownloadError({ kind: 'damaged' });
    }
  }
  if (!hasEnded) {
    gunzip.end();
  }
}

function write(gunzip: Gunzip, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    gunzip.write(chunk, (error) => {
      if (error instanceof Error) {
        reject(error);
      } else {
        resolve();
      }
    });
  });
}
