import assert from 'node:assert/strict';
import { download, type DownloadOptions } from '../../../src/core/failedRecords/download';
import { DownloadError, type DownloadFailure } from '../../../src/core/failedRecords/downloadFailure';
import { explainDownload } from '../../../src/core/failedRecords/explainDownload';
import { openHttp } from '../../../src/node/openHttp';
import { FakeClock } from '../../support/fakeClock';

/** What every URL here has in its query, and no failure may have. */
export const secret = 'X-Amz-Signature=5ec2e7';

/** A download over real HTTP, of whose options a test says those that it is about. */
export function downloadOf(
  options: Partial<DownloadOptions> & Pick<DownloadOptions, 'freshUrl'>,
): AsyncGenerator<Uint8Array, void> {
  return download({
    open: openHttp,
    clock: new FakeClock(),
    signal: new AbortController().signal,
    limit: 1_000_000,
    ...options,
  });
}

/** A download of one URL, whatever happens. */
export function downloadFrom(url: string, options: Partial<DownloadOptions> = {}): AsyncGenerator<Uint8Array, void> {
  return downloadOf({ freshUrl: () => Promise.resolve(url), ...options });
}

export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

export async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  return (await bytesOf(chunks)).toString();
}

/** The failure that a download ends with, and its sentence; none of it may tell the secret. */
export async function failureOf(work: Promise<unknown>): Promise<DownloadFailure> {
  const error = await work.then(
    () => assert.fail('It succeeded.'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof DownloadError, String(error));
  const words = error.failure.kind === 'tooLarge' ? [] : Object.values(explainDownload(error.failure));
  const told = [error.message, String(error.cause), JSON.stringify(error.failure), words].join(' ');
  assert.ok(!told.includes('5ec2e7'), told);
  return error.failure;
}

export async function sentenceOf(work: Promise<unknown>): Promise<string> {
  const failure = await failureOf(work);
  assert.ok(failure.kind !== 'tooLarge');
  return explainDownload(failure).sentence;
}
