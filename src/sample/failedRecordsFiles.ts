import type { HttpAnswer } from '../core/base/http';
import { region } from './exampleAccount';
import { hexOf, randomOf, cyclicItem } from './random';

/** Properties of a job that determine its failed-records file. */
interface FailedJob {
  readonly id: string;
  readonly processed: number;
  readonly failed: number;
}

interface FailedRecord {
  /** Line in the imported file, where the first record is on line 2. */
  readonly line: number;
  readonly address: string;
  readonly reason: string;
}

/** Folders of failed records, and of the results of exports. */
const folders = { failedRecords: '/failed-records/', result: '/exports/' };
const lifetimeSeconds = 900;

const firstNames = ['ana', 'ben', 'chidi', 'dora', 'emre', 'fatou', 'goran', 'hana', 'ines', 'jonas', 'kamala', 'leo'];
const lastNames = ['abe', 'berg', 'costa', 'diallo', 'evans', 'fischer', 'garcia', 'haddad', 'ivanova', 'jensen'];
const domains = ['example.com', 'example.net', 'example.org'];
/**
 * Returns the failed record at a zero-based index: always the same one for the same job, with lines in ascending order.
 */
export function failedRecord(job: FailedJob, reasons: readonly string[], index: number): FailedRecord {
  const random = randomOf(job.id, index);
  const some = (items: readonly string[]) => cyclicItem(items, Math.floor(random() * items.length));
  const distance = job.processed / job.failed;
  return {
    line: 2 + Math.floor(index * distance) + Math.floor(random() * Math.floor(distance)),
    address: `${some(firstNames)}.${some(lastNames)}${String(Math.floor(random() * 90) + 10)}@${some(domains)}`,
    reason: some(reasons),
  };
}

/** Failed-records files and results, with URLs that look presigned and expire. Their signatures are fake. */
export class FailedRecordsFiles {
  readonly #origin: string;
  readonly #seed: number;

  /** @param origin scheme, host and port, without a trailing slash */
  constructor(origin: string, seed: number) {
    this.#origin = origin;
    this.#seed = seed;
  }

  holds(path: string): boolean {
    return Object.values(folders).some((folder) => path.startsWith(folder));
  }

  /** Returns a URL that is valid for 15 minutes. @param now milliseconds since the epoch */
  urlOf(jobId: string, now: number, kind: keyof typeof folders = 'failedRecords'): string {
    const date = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
    const query = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': `SAMPLE/${date.slice(0, 8)}/${region}/s3/aws4_request`,
      'X-Amz-Date': date,
      'X-Amz-Expires': String(lifetimeSeconds),
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Signature': this.#signature(jobId, date),
    });
    return `${this.#origin}${folders[kind]}${jobId}.csv?${query.toString()}`;
  }

  /**
   * Responds like S3: with the file or an XML error.
   * @param contentOf returns the file of a job by id; `undefined` if there is none
   * @param now milliseconds since the epoch
   */
  answer(
    path: string,
    query: Readonly<Record<string, string>>,
    contentOf: (id: string) => string | undefined,
    now: number,
  ): HttpAnswer {
    const id = path.replace(/^.*\//, '').replace(/\.csv$/, '');
    const date = query['X-Amz-Date'] ?? '';
    const expiresAt = timeOf(date) + lifetimeSeconds * 1000;
    if (query['X-Amz-Signature'] !== this.#signature(id, date)) {
      const message = 'The request signature we calculated does not match the signature you provided.';
      return errorAnswer(403, 'SignatureDoesNotMatch', message);
    }
    if (!(now < expiresAt)) {
      return errorAnswer(403, 'AccessDenied', 'Request has expired', {
        'X-Amz-Expires': String(lifetimeSeconds),
        Expires: new Date(expiresAt).toISOString(),
        ServerTime: new Date(now).toISOString(),
      });
    }
    const content = contentOf(id);
    return content === undefined
      ? errorAnswer(404, 'NoSuchKey', 'The specified key does not exist.')
      : { status: 200, headers: { 'content-type': 'text/csv' }, body: content };
  }

  #signature(jobId: string, date: string): string {
    return hexOf(randomOf(this.#seed, 'signature', jobId, date), 64);
  }
}

/** Parses `20261122T104100Z` to milliseconds since the epoch; returns `NaN` for anything else. */
function timeOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
}

function errorAnswer(
  status: number,
  code: string,
  message: string,
  more: Readonly<Record<string, string>> = {},
): HttpAnswer {
  const elements = Object.entries({ Code: code, Message: message, ...more }).map(
    ([name, text]) => `<${name}>${text}</${name}>`,
  );
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${elements.join('')}</Error>`,
  };
}
