import { diskError } from './downloadFailure';

/** A file in memory. What `chunks` throws is thrown. */
export async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) {
    all.push(chunk);
  }
  return Buffer.concat(all);
}

/**
 * Writes a file where files are taken only as a whole. What `chunks` throws is thrown.
 * @returns its size in bytes
 * @throws DownloadError of kind `disk`
 */
export async function saveWhole(
  chunks: AsyncIterable<Uint8Array>,
  write: (content: Uint8Array) => PromiseLike<void>,
): Promise<number> {
  const content = await whole(chunks);
  try {
    await write(content);
  } catch (error) {
    throw diskError(error);
  }
  return content.length;
}
