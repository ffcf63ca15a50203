import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open, realpath, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskError } from '../core/failedRecords/downloadFailure';
import { throwIfCancelled } from '../core/failedRecords/waiting';

/**
 * Writes a file as its pieces come: beside it, and in its place when it is whole. One piece at a time is in memory.
 * It is there whole, or as it was before. What `chunks` throws is thrown.
 * @param path absolute, on this machine's disk
 * @param signal the same that ends `chunks`
 * @param write to be replaced by a test: disks are seldom full
 * @returns its size in bytes
 * @throws DownloadError of kind `disk` or `cancelled`
 */
export async function saveFile(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  write = (file: FileHandle, chunk: Uint8Array) => file.appendFile(chunk),
): Promise<number> {
  const target = await realpath(path).catch(() => path);
  const part = join(dirname(target), `.import-jobs-${randomBytes(6).toString('hex')}.part`);
  const file = await onDisk(open(part, 'wx'));
  // At once: a window that is closed waits for nothing. Where an open file cannot be removed, it is below.
  const removeNow = () => {
    try {
      rmSync(part, { force: true });
    } catch {
      // As above.
    }
  };
  signal.addEventListener('abort', removeNow);
  try {
    let size = 0;
    try {
      for await (const chunk of chunks) {
        await onDisk(write(file, chunk));
        size += chunk.length;
      }
      await onDisk(file.sync());
    } finally {
      await file.close();
    }
    throwIfCancelled(signal);
    signal.removeEventListener('abort', removeNow);
    await onDisk(rename(part, target));
    return size;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    signal.removeEventListener('abort', removeNow);
  }
}

async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw diskError(error);
  }
}
