import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { diskError } from './downloadFailure';

/** Reads the first bytes of a stream. Returns them, and with `whole` the stream from its beginning. */
export async function withBeginning(
  chunks: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{ readonly beginning: Uint8Array; readonly whole: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  for (let read = 0; read < length;) {
    const next = await iterator.next();
    if (next.done === true) {
      break;
    }
    first.push(next.value);
    read += next.value.length;
  }
  const whole = async function* () {
    yield* first;
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  return { beginning: Buffer.concat(first), whole: whole() };
}

/**
 * Passes a stream on and feeds a second reader at the same pace. The stream continues if the second reader stops or
 * fails; the second reader's stream fails if the stream fails or is no longer read.
 */
export async function* tee(
  chunks: AsyncIterable<Uint8Array>,
  read: (chunks: AsyncIterable<Uint8Array>) => Promise<unknown>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const second = new PassThrough();
  second.on('error', () => undefined);
  const left = new AbortController();
  const reading = read(second)
    .catch(() => undefined)
    .finally(() => left.abort());
  try {
    for await (const chunk of chunks) {
      if (!left.signal.aborted && !second.write(chunk)) {
        await once(second, 'drain', left).catch(() => undefined);
      }
      yield chunk;
    }
    second.end();
  } finally {
    if (!second.writableEnded) {
      second.destroy(new Error('The file was not read to its end.'));
    }
    await reading;
  }
}

/**
 * Saves a file to a file system that accepts files only as a whole.
 * @returns its size in bytes
 * @throws DownloadError of kind `disk`, or what `chunks` throws
 */
export async function saveWhole(
  chunks: AsyncIterable<Uint8Array>,
  write: (content: Uint8Array) => PromiseLike<void>,
): Promise<number> {
  const content = Buffer.concat(await Array.fromAsync(chunks));
  try {
    await write(content);
  } catch (error) {
    throw diskError(error);
  }
  return content.length;
}
