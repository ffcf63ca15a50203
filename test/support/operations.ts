import type { HttpRequest } from '../../src/core/base/http';
import type { Match, RecordedRequest, TestServer } from './testServer';

type Request = Pick<RecordedRequest, 'method' | 'path' | 'target'> & Partial<Pick<HttpRequest, 'headers'>>;

const operations: readonly (readonly [operation: string, request: RegExp])[] = [
  ['ListImportJobs', /^POST \/v2\/email\/import-jobs\/list$/],
  ['ses GetImportJob', /^GET \/v2\/email\/import-jobs\/[^/]+$/],
  ['ListDomains', /^GET \/domains$/],
  ['ListUploadJobs', /^GET \/domains\/[^/]+\/upload-jobs$/],
  ['GetUploadJob', /^GET \/domains\/[^/]+\/upload-jobs\/[^/]+$/],
  ['ListExportJobs', /^POST \/v2\/email\/list-export-jobs$/],
  ['GetExportJob', /^GET \/v2\/email\/export-jobs\/[^/]+$/],
  ['GetSuppressedDestination', /^GET \/v2\/email\/suppression\/addresses\/[^/]+$/],
  ['GetContact', /^GET \/v2\/email\/contact-lists\/[^/]+\/contacts\/[^/]+$/],
  ['GetApps', /^GET \/v1\/apps$/],
  ['GetSegments', /^GET \/v1\/apps\/[^/]+\/segments$/],
  ['GetImportJobs', /^GET \/v1\/apps\/[^/]+\/jobs\/import$/],
  ['GetSegmentImportJobs', /^GET \/v1\/apps\/[^/]+\/segments\/[^/]+\/jobs\/import$/],
  ['pinpoint GetImportJob', /^GET \/v1\/apps\/[^/]+\/jobs\/import\/[^/]+$/],
];

/** Returns the operation of a request, prefixed by the service when both have it. */
export function operationOf({ method, path, headers = {}, target = headers['x-amz-target'] }: Request): string {
  // All operations of the AWS JSON protocol have the same path.
  if (target !== undefined) return target.split('.').at(-1) ?? target;
  return operations.find(([, request]) => request.test(`${method} ${path}`))?.[0] ?? `${method} ${path}`;
}

/** Returns a matcher for the faults of a test server. */
export function isOperation(operation: string): Match {
  return (request) => operationOf(request) === operation;
}

/** Returns the page token of a request; `undefined` for the first page. */
export function tokenOf({ query, body }: Pick<HttpRequest, 'query' | 'body'>): string | undefined {
  const { NextToken } = (body === '' ? {} : JSON.parse(body)) as { readonly NextToken?: string };
  return query.token ?? query['next-token'] ?? NextToken;
}

/** Returns the SES list requested; `undefined` for all jobs, which only polls request. */
export function listAskedFor({ body }: Pick<HttpRequest, 'body'>): string | undefined {
  return (JSON.parse(body) as { readonly ImportDestinationType?: string }).ImportDestinationType;
}

/** A server's response, of which its own log keeps only the status. */
export interface Answer {
  readonly operation: string;
  readonly request: HttpRequest;
  /** As it was sent. */
  readonly body: string;
}

/** Records the account's responses from now on, until the server's faults are cleared. */
export function keepAnswers(server: TestServer): readonly Answer[] {
  const answers: Answer[] = [];
  server.answer(
    () => true,
    async (request) => {
      const answer = await server.account.transport(request);
      answers.push({ operation: operationOf(request), request, body: answer.body });
      return answer;
    },
  );
  return answers;
}
