import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskError } from '../core/failedRecords/downloadFailure';
import { throwIfCancelled } from '../core/failedRecords/download';

/**
 * Streams a file to disk: to a temporary file beside it, which replaces it when complete. Otherwise the file is as before.
 * Keeps the permissions of an existing file. What `chunks` throws is thrown.
 * @param path absolute, on this machine's disk
 * @param signal the same that ends `chunks`
 * @param write replaced in tests, to simulate a full disk
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
  const mode = await modeOf(target);
  // With its permissions from the first byte, since it may be private.
  const file = await onDisk(open(part, 'wx', mode));
  // Removes the open file at once, since a closing window does not wait. Systems that cannot remove it do so below.
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
      if (mode !== undefined) {
        // The umask has reduced the mode. Some file systems have no modes.
        await file.chmod(mode).catch(() => undefined);
      }
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
  }
}

/** Returns the permissions of an existing file, for `chmod`. */
async function modeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true ? found.mode & 0o777 : undefined;
}

async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw diskError(error);
  }
}
