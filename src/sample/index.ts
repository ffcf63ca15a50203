import type { HttpAnswer, HttpRequest, Transport } from '../core/http';
import { FailedRecordsFiles } from './failedRecords';
import { type SampleApplication } from './names';
import { Pager } from './pages';
import { PinpointAccount } from './pinpointAccount';
import { asUuid, hexOf, randomOf } from './random';
import { route, routesOf } from './router';
import { SesAccount } from './sesAccount';

export type { SampleApplication, SampleSegment } from './names';

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

export interface SampleAccount {
  /**
   * Answers the calls that list and get import jobs of Amazon SES (API v2) and of Amazon Pinpoint, and GET of the
   * failed-records URLs that it gives out. Rejects only when `signal` is aborted; what AWS would refuse is an answer.
   */
  readonly transport: Transport;
  /** Pinpoint's applications and segments: their ids and what is special about them. */
  readonly applications: readonly SampleApplication[];
}

/**
 * A made-up AWS account that answers at the HTTP level. What it answers is a function of the seed, its start, the
 * clock and the request alone; jobs under way move with the clock and new ones come for ever.
 */
export function createSampleAccount({
  now,
  seed = 1,
  filesUrl = 'https://files.sample-account.invalid',
  maxPageSize = () => undefined,
}: SampleAccountOptions): SampleAccount {
  const start = now();
  const pager = new Pager(seed, maxPageSize);
  const files = new FailedRecordsFiles(filesUrl, seed);
  const ses = new SesAccount({ seed, start, pager, files });
  const pinpoint = new PinpointAccount({ seed, start, pager });
  const routes = routesOf(ses, pinpoint);

  function answer(request: HttpRequest): HttpAnswer {
    const time = now();
    const { method, path, query, body } = request;
    const requestId = asUuid(hexOf(randomOf(seed, time, method, path, JSON.stringify(query), body), 32));
    const {
      status,
      headers,
      body: content,
    } = method === 'GET' && files.holds(path)
      ? files.answer(path, query, (id) => ses.jobWithFile(id, time), time)
      : route(routes, request, requestId, time);
    return { status, headers: { ...headers, 'x-amzn-requestid': requestId }, body: content };
  }

  return {
    transport: (request, signal) =>
      new Promise((resolve) => {
        signal?.throwIfAborted();
        resolve(answer(request));
      }),
    applications: pinpoint.applications,
  };
}
