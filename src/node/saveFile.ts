import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskError } from '../core/failedRecords/downloadFailure';
import { throwIfCancelled } from '../core/failedRecords/download';

/**
 * Streams a file to disk. Writes to a temporary file beside it, which replaces the file once complete; until then, the
 * file is unchanged. Keeps the permissions of an existing file.
 * @param path absolute, on this machine's disk
 * @param signal the signal that also aborts `chunks`
 * @param write replaced in tests to simulate a full disk
 * @returns the size in bytes
 * @throws DownloadError of kind `disk` or `cancelled`, or what `chunks` throws
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
  // Set the permissions before the first byte, because the file may be private.
  const file = await onDisk(open(part, 'wx', mode));
  // Remove the open file at once, because a closing window does not wait. Systems that cannot remove an open file
  // remove it below.
  const removeNow = () => {
    try {
      rmSync(part, { force: true });
    } catch {
      // See above.
    }
  };
  signal.addEventListener('abort', removeNow);
  try {
    let size = 0;
    try {
      if (mode !== undefined) {
        // The umask reduced the mode. Some file systems have no modes.
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

/** Returns the permission bits of an existing file. */
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
