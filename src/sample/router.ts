import type { HttpAnswer, HttpRequest } from '../core/base/http';
import { badRequest, type JsonObject, jsonAnswer, Refusal } from './answers';

/**
 * Returns the body of a response, or `undefined` for an empty one. `ids` are the parts of the path that match a `*`.
 */
type Operation = (ids: readonly string[], request: HttpRequest, now: number) => JsonObject | undefined;

export interface Route {
  readonly path: string;
  readonly methods: Readonly<Record<string, Operation>>;
}

/**
 * A service's part of the sample account. A service of the AWS JSON protocol has a path for each operation: the target in
 * the request's header, `/MailManagerSvc.ListAddressLists`.
 */
export interface SampleService {
  /** Prefix of the service's paths. */
  readonly prefix: string;
  /** Routes in order of precedence: literal paths first. */
  readonly routes: readonly Route[];
  /** Returns the body of an error in the service's format. @param type name of the error in the API */
  readonly errorBody: (message: string, requestId: string, type: string) => JsonObject;
  /** Returns the service's own error in place of a common one. */
  readonly refusalFor?: (refusal: Refusal) => Refusal;
  /** Returns a job's failed-records file or result as CSV; `undefined` if the job has none. */
  readonly fileOf?: (jobId: string, now: number) => string | undefined;
}

/** Responds to a request to any service, also with errors. @param now milliseconds since the epoch */
export function route(
  services: readonly SampleService[],
  request: HttpRequest,
  requestId: string,
  now: number,
): HttpAnswer {
  const path = pathOf(request);
  const service = services.find(({ prefix }) => path.startsWith(prefix));
  try {
    const body = operate(service?.routes ?? [], path, request, now);
    return body === undefined ? { status: 200, headers: {}, body: '' } : jsonAnswer(200, body);
  } catch (error) {
    if (error instanceof Refusal) {
      const { status, type, message } = service?.refusalFor?.(error) ?? error;
      const body = service?.errorBody(message, requestId, type) ?? { message };
      return jsonAnswer(status, body, { 'x-amzn-errortype': type });
    }
    throw error;
  }
}

/** Returns the path that routes are matched with. Requests of the AWS JSON protocol all have the same path. */
function pathOf({ path, headers }: HttpRequest): string {
  const target = headers['x-amz-target'];
  return path === '/' && target !== undefined ? `/${target}` : path;
}

function operate(routes: readonly Route[], path: string, request: HttpRequest, now: number): JsonObject | undefined {
  for (const { path: pattern, methods } of routes) {
    const ids = idsIn(pattern, path);
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

/** Returns the decoded parts of a path that match `*` in the pattern; `undefined` if the path does not match. */
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
