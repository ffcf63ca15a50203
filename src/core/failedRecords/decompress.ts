import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress, type Gunzip } from 'node:zlib';
import { DownloadError } from './downloadFailure';
import { withBeginning } from './streams';

/** Maximum compression ratio of a plausible list of records. gzip can reach 1,032. */
const maxRatio = 200;
/** Number of decompressed bytes below which any ratio is allowed. */
const alwaysAllowed = 8_000_000;
const pieceSize = 65_536;
const gzipMagic = [0x1f, 0x8b] as const;

/** All four of Node's decompressors have the same shape. */
type Decompressor = Pick<Gunzip, 'write' | 'end' | 'on' | 'destroy' | 'bytesWritten'> & AsyncIterable<Uint8Array>;

const gunzip = (): Decompressor => createGunzip({ chunkSize: pieceSize });

/** Supported content codings from RFC 9110 and its registry. */
const decompressors: Readonly<Record<string, () => Decompressor>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  deflate: () => createInflate({ chunkSize: pieceSize }),
  br: () => createBrotliDecompress({ chunkSize: pieceSize }),
  zstd: () => createZstdDecompress({ chunkSize: pieceSize }),
};

/**
 * Registered codings that are not supported. Other values of the header are ignored, because S3 keeps whatever the
 * upload sent, such as `UTF-8` and `aws-chunked`.
 */
const unsupported = new Set(['compress', 'x-compress', 'dcb', 'dcz', 'exi', 'pack200-gzip', 'aes128gcm']);

/**
 * Decompresses a file by its `content-encoding`, then one more layer of gzip if it starts like a gzip file.
 * @param encoding the header's value: codings in the order in which they were applied
 * @throws DownloadError of kind `encoding`, `damaged` or `bomb`
 */
export function decompressed(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string | undefined,
): AsyncIterable<Uint8Array> {
  const codings = (encoding ?? '').split(',').map((coding) => coding.trim().toLowerCase());
  if (codings.some((coding) => unsupported.has(coding))) {
    throw new DownloadError({ kind: 'encoding' });
  }
  const undone = codings.toReversed().reduce((content, coding) => {
    const create = Object.hasOwn(decompressors, coding) ? decompressors[coding] : undefined;
    return create === undefined ? content : throughDecompressor(content, create());
  }, chunks);
  return withoutGzip(undone);
}

/** Decompresses a file that begins like a gzip file. */
async function* withoutGzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { beginning, whole } = await withBeginning(chunks, gzipMagic.length);
  yield* gzipMagic.every((byte, index) => beginning[index] === byte) ? throughDecompressor(whole, gunzip()) : whole;
}

/** Decompresses a file. An empty file stays empty. */
async function* throughDecompressor(
  chunks: AsyncIterable<Uint8Array>,
  decompressor: Decompressor,
): AsyncGenerator<Uint8Array> {
  const taken = { bytes: 0 };
  let given = 0;
  const feeding = feed(decompressor, chunks, taken);
  // Errors reach the reader of the decompressor.
  decompressor.on('error', () => undefined);
  feeding.catch((error: unknown) => decompressor.destroy(error instanceof Error ? error : undefined));
  try {
    for await (const chunk of decompressor) {
      given += chunk.length;
      if (given > alwaysAllowed && given > taken.bytes * maxRatio) {
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
 * Writes all chunks to the decompressor, no faster than it is read. gunzip ends at zeros that pad a gzip file and
 * accepts no further data.
 * @throws DownloadError of kind `damaged` if another gzip member follows the zeros, because it would be lost; and
 * whatever `chunks` throws
 */
async function feed(
  decompressor: Decompressor,
  chunks: AsyncIterable<Uint8Array>,
  taken: { bytes: number },
): Promise<void> {
  let hasEnded = false;
  for await (const chunk of chunks) {
    taken.bytes += chunk.length;
    if (!hasEnded) {
      await new Promise<void>((resolve, reject) =>
        decompressor.write(chunk, (error) => (error instanceof Error ? reject(error) : resolve())),
      );
    }
    const left = Math.min(chunk.length, taken.bytes - decompressor.bytesWritten);
    hasEnded = left > 0;
    if (chunk.subarray(chunk.length - left).find((byte) => byte !== 0) === gzipMagic[0]) {
      throw new DownloadError({ kind: 'damaged' });
    }
  }
  if (!hasEnded) {
    decompressor.end();
  }
}
