import type { HttpRequest } from '../../src/core/http';
import type { Match, RecordedRequest, TestServer } from './testServer';

type Request = Pick<RecordedRequest, 'method' | 'path'>;

const operations: readonly (readonly [operation: string, request: RegExp])[] = [
  ['ListImportJobs', /^POST \/v2\/email\/import-jobs\/list$/],
  ['ses GetImportJob', /^GET \/v2\/email\/import-jobs\/[^/]+$/],
  ['GetApps', /^GET \/v1\/apps$/],
  ['GetSegments', /^GET \/v1\/apps\/[^/]+\/segments$/],
  ['GetImportJobs', /^GET \/v1\/apps\/[^/]+\/jobs\/import$/],
  ['GetSegmentImportJobs', /^GET \/v1\/apps\/[^/]+\/segments\/[^/]+\/jobs\/import$/],
  ['pinpoint GetImportJob', /^GET \/v1\/apps\/[^/]+\/jobs\/import\/[^/]+$/],
];

/** The API's name of what was asked; where both services have it, the service's goes before. */
export function operationOf({ method, path }: Request): string {
  return operations.find(([, request]) => request.test(`${method} ${path}`))?.[0] ?? `${method} ${path}`;
}

/** For the faults of a test server. */
export function isOperation(operation: string): Match {
  return (request) => operationOf(request) === operation;
}

/** The page token of a request; `undefined` for the first page. */
export function tokenOf({ query, body }: Pick<HttpRequest, 'query' | 'body'>): string | undefined {
  const { NextToken } = (body === '' ? {} : JSON.parse(body)) as { readonly NextToken?: string };
  return query.token ?? NextToken;
}

/** The SES list that is asked for; `undefined` for all jobs, which only a look at those in progress asks for. */
export function listAskedFor({ body }: Pick<HttpRequest, 'body'>): string | undefined {
  return (JSON.parse(body) as { readonly ImportDestinationType?: string }).ImportDestinationType;
}

/** What a server answered, of which its own log keeps the status alone. */
export interface Answer {
  readonly operation: string;
  readonly request: HttpRequest;
  /** As it was sent. */
  readonly body: string;
}

/** Keeps what the server's account answers from now on, until the server's faults are cleared. */
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
