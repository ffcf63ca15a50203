import type { HttpAnswer, HttpRequest, Transport } from '../core/base/http';
import { FailedRecordsFiles } from './failedRecordsFiles';
import { Pager } from './pages';
import { asUuid, hexOf, randomOf } from './random';
import { route, type SampleService } from './router';

export interface SampleAccountOptions {
  /** Returns milliseconds since the epoch. The account's schedule starts when the account is created. */
  readonly now: () => number;
  /** Accounts with the same seed have the same content. */
  readonly seed?: number;
  /** Scheme, host and port of failed-records URLs. By default a host that cannot exist. */
  readonly filesUrl?: string;
  /** Returns the maximum number of items on a page; `undefined` for the account's own limits. */
  readonly maxPageSize?: () => number | undefined;
}

/** Objects that the services of a sample account share. */
export interface SampleWorld {
  readonly seed: number;
  /** Creation time of the account, in milliseconds since the epoch. */
  readonly start: number;
  readonly pager: Pager;
  readonly files: FailedRecordsFiles;
}

export interface SampleAccount {
  /**
   * Responds to the services' calls for import jobs and to GET requests for failed-records URLs. Rejects only if
   * aborted; AWS's errors are responses.
   */
  readonly transport: Transport;
}

/**
 * Creates an AWS account with sample data that responds at the HTTP level. Responses depend only on the seed, the start
 * time, the clock and the request. Jobs progress with the clock, and new ones are added continually.
 */
export function createAccount(
  parts: readonly ((world: SampleWorld) => SampleService)[],
  {
    now,
    seed = 1,
    filesUrl = 'https://files.sample-account.invalid',
    maxPageSize = () => undefined,
  }: SampleAccountOptions,
): SampleAccount {
  const start = now();
  const pager = new Pager(seed, maxPageSize);
  const files = new FailedRecordsFiles(filesUrl, seed);
  const services = parts.map((make) => make({ seed, start, pager, files }));

  const fileOf = (jobId: string, time: number) =>
    services.map((service) => service.fileOf?.(jobId, time)).find((file) => file !== undefined);

  function answer(request: HttpRequest): HttpAnswer {
    const time = now();
    const { method, path, query, body } = request;
    const requestId = asUuid(hexOf(randomOf(seed, time, method, path, JSON.stringify(query), body), 32));
    const {
      status,
      headers,
      body: content,
    } = method === 'GET' && files.holds(path)
      ? files.answer(path, query, (id) => fileOf(id, time), time)
      : route(services, request, requestId, time);
    return { status, headers: { ...headers, 'x-amzn-requestid': requestId }, body: content };
  }

  return {
    transport: (request, signal) =>
      new Promise((resolve) => {
        signal?.throwIfAborted();
        resolve(answer(request));
      }),
  };
}
