import type { Opened } from './open';

/** Number of bytes of an error response that are read: S3's are some hundred. */
const maxErrorLength = 16_384;

/** Whether a host is one of Amazon S3's: `bucket.s3.eu-west-1.amazonaws.com`, `s3-accelerate…`, in any partition. */
export function isS3Host(host: string): boolean {
  return /(?:^|\.)s3[.-](?:[\w-]+\.)*amazonaws\.com(?:\.cn)?$/u.test(host.toLowerCase());
}

/**
 * Returns the `<Code>` of an error response of S3, such as `PermanentRedirect`; `undefined` where it has none. Its message
 * is not looked at: it can repeat what was asked for.
 */
export async function s3ErrorCode({ body }: Opened): Promise<string | undefined> {
  let text = '';
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString('latin1');
      if (text.length > maxErrorLength) {
        break;
      }
    }
  } catch {
    // What arrived may have it.
  }
  return /<Code>([A-Za-z][A-Za-z0-9.]{0,79})<\/Code>/u.exec(text.slice(0, maxErrorLength))?.[1];
}

/** Codes of S3 that a later attempt may not meet, besides every HTTP status from 500 on. */
const transientCodes = new Set(['RequestTimeout', 'SlowDown', 'TooManyRequests', 'OperationAborted']);
const permanentStatuses = new Set([501, 505]);

/** Whether the same request may succeed later. */
export function isTransient(status: number, code: string | undefined): boolean {
  return (
    (code !== undefined && transientCodes.has(code)) ||
    status === 408 ||
    status === 429 ||
    (status >= 500 && !permanentStatuses.has(status))
  );
}
