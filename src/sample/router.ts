import type { HttpAnswer, HttpRequest } from '../core/http';
import { badRequest, type JsonObject, jsonAnswer, Refusal, refusalAnswer } from './answers';
import type { PinpointAccount } from './pinpointAccount';
import type { SesAccount } from './sesAccount';

/** Answers one request; no body where it gives `undefined`. `ids` are the parts of the path that stand for a `*`. */
type Operation = (ids: readonly string[], request: HttpRequest, now: number) => JsonObject | undefined;

interface Route {
  readonly path: string;
  readonly methods: Readonly<Record<string, Operation>>;
}

/** The paths of both APIs. The first that fits serves, so that literal ones come first. */
export function routesOf(ses: SesAccount, pinpoint: PinpointAccount): readonly Route[] {
  return [
    { path: '/v2/email/import-jobs/list', methods: { POST: (_, { body }, now) => ses.listImportJobs(body, now) } },
    { path: '/v2/email/import-jobs/*', methods: { GET: ([job = ''], _, now) => ses.getImportJob(job, now) } },
    { path: '/v1/apps', methods: { GET: (_, { query }) => pinpoint.getApps(query) } },
    {
      path: '/v1/apps/*/segments',
      methods: { GET: ([app = ''], { query }, now) => pinpoint.getSegments(app, query, now) },
    },
    {
      path: '/v1/apps/*/jobs/import',
      methods: { GET: ([app = ''], { query }, now) => pinpoint.getImportJobs(app, query, now) },
    },
    {
      path: '/v1/apps/*/jobs/import/*',
      methods: { GET: ([app = '', job = ''], _, now) => pinpoint.getImportJob(app, job, now) },
    },
    {
      path: '/v1/apps/*/segments/*/jobs/import',
      methods: {
        GET: ([app = '', segment = ''], { query }, now) => pinpoint.getSegmentImportJobs(app, segment, query, now),
        OPTIONS: ([app = '', segment = '']) => {
          pinpoint.getSegmentImportJobsOptions(app, segment);
          return undefined;
        },
      },
    },
  ];
}

/** Answers a request of either API, refusals included. @param now milliseconds since the epoch */
export function route(routes: readonly Route[], request: HttpRequest, requestId: string, now: number): HttpAnswer {
  try {
    const body = operate(routes, request, now);
    return body === undefined ? { status: 200, headers: {}, body: '' } : jsonAnswer(200, body);
  } catch (error) {
    if (error instanceof Refusal) {
      return refusalAnswer(error, request.path.startsWith('/v2/email/') ? 'ses' : 'pinpoint', requestId);
    }
    throw error;
  }
}

function operate(routes: readonly Route[], request: HttpRequest, now: number): JsonObject | undefined {
  for (const { path, methods } of routes) {
    const ids = idsIn(path, request.path);
    if (ids !== undefined) {
      const operation = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
      if (operation === undefined) {
        throw new Refusal(405, 'MethodNotAllowedException', `${request.method} is not allowed here.`);
      }
      return operation(ids, request, now);
    }
  }
  throw new Refusal(404, 'UnknownOperationException', 'There is no such operation.');
}

/** The decoded parts of a path that stand where the pattern has `*`; `undefined` where it does not fit. */
function idsIn(pattern: string, path: string): readonly string[] | undefined {
  const given = path.split('/');
  const wanted = pattern.split('/');
  const fits =
    wanted.length === given.length &&
    wanted.every((part, index) => (part === '*' ? given[index] !== '' : part === given[index]));
  return fits ? given.filter((_, index) => wanted[index] === '*').map(decoded) : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badRequest('The path is not percent-encoded.');
  }
}
