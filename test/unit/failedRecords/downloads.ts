import assert from 'node:assert/strict';
import { download, type DownloadOptions } from '../../../src/core/failedRecords/download';
import { DownloadError, type DownloadFailure } from '../../../src/core/failedRecords/downloadFailure';
import { explainDownload } from '../../../src/core/failedRecords/explainDownload';
import { openHttp } from '../../../src/node/openHttp';
import { FakeClock } from '../../support/fakeClock';

/** Secret in the query of every URL here, which no failure may contain. */
export const secret = 'X-Amz-Signature=5ec2e7';

/** Downloads over real HTTP. Tests set only the options that they are about. */
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

/** Downloads from a single URL. */
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

/** Returns the failure of a download. Checks that neither it nor its texts contain the secret. */
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
