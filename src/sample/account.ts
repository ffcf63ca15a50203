import type { HttpAnswer, HttpRequest, Transport } from '../core/http';
import { FailedRecordsFiles } from './failedRecords';
import { Pager } from './pages';
import { asUuid, hexOf, randomOf } from './random';
import { route, type SampleService } from './router';

export interface SampleAccountOptions {
  /** The clock: milliseconds since the epoch. The account's start is its time when the account is made. */
  readonly now: () => number;
  /** Accounts of one seed hold the same things. */
  readonly seed?: number;
  /** Scheme, host and port of the failed-records URLs. By default a host that never exists. */
  readonly filesUrl?: string;
  /** The most items on any page, asked at each page; `undefined` for the account's own bounds. */
  readonly maxPageSize?: () => number | undefined;
}

/** What the services of a sample account share. */
export interface SampleWorld {
  readonly seed: number;
  /** When the account was made, in milliseconds since the epoch. */
  readonly start: number;
  readonly pager: Pager;
  readonly files: FailedRecordsFiles;
}

export interface SampleAccount {
  /**
   * Answers the calls of the services that list and get import jobs, and GET of the failed-records URLs that it gives out.
   * Rejects only when `signal` is aborted; what AWS would refuse is an answer.
   */
  readonly transport: Transport;
}

/**
 * Returns an AWS account with sample data that answers at the HTTP level. What it answers is a function of the seed, its
 * start, the clock and the request alone; jobs in progress move with the clock, and new ones keep coming.
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
    services.map(({ failedRecordsOf }) => failedRecordsOf?.(jobId, time)).find((file) => file !== undefined);

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
