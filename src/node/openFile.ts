import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fieldsOf } from '../core/text/json';
import type { CopyFile } from '../core/copies/readCopy';
import { failureOf, ServiceError } from '../core/failures/failure';

/**
 * Opens a file on this machine's disk for reading, chunk by chunk.
 * @param uri a URI with the scheme `file`
 * @throws ServiceError of kind `copy`, also while reading
 */
export async function openFile(uri: string): Promise<CopyFile> {
  const path = fileURLToPath(uri);
  const name = basename(path);
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(name, error);
  });
  if (!found.isFile()) {
    throw new ServiceError({ kind: 'copy', problem: 'unreadable', file: name });
  }
  return { name, size: found.size, modifiedAt: found.mtimeMs, chunks: chunksOf(path, name) };
}

async function* chunksOf(path: string, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 256 * 1024 });
  } catch (error) {
    throw unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): ServiceError {
  const problem = fieldsOf(error).code === 'ENOENT' ? 'missing' : 'unreadable';
  return new ServiceError(
    { kind: 'copy', problem, file: name, detail: failureOf(error).detail ?? '' },
    { cause: error },
  );
}
