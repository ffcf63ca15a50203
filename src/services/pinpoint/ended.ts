import { ServiceError, type ServiceFailure } from '../../core/failure';
import type { Page } from '../../core/source';
import type { Call } from '../../aws/call';
import { endOfSupport } from './description';

/**
 * From when on Pinpoint's segments and import jobs may be gone, in milliseconds since the epoch.
 * https://docs.aws.amazon.com/pinpoint/latest/userguide/migrate.html
 */
const endedAt = Date.UTC(2026, 9, 30);

/** The calls that ended; `GetApps` goes on. */
const endedOperations: ReadonlySet<string> = new Set([
  'GetSegments',
  'GetSegmentImportJobs',
  'GetImportJobs',
  'GetImportJob',
]);

/** What AWS may answer since: which of these is not known. */
const endedStatuses: ReadonlySet<number> = new Set([403, 404, 405, 410]);

/** Tells segments and import jobs that have ended from those that are not there or cannot be had. */
export class PinpointEnd {
  readonly #now: (() => number) | undefined;

  /** @param now milliseconds since the epoch; without it, as for a made-up account, the end never comes */
  constructor(now: (() => number) | undefined) {
    this.#now = now;
  }

  get hasCome(): boolean {
    return this.#now !== undefined && this.#now() >= endedAt;
  }

  /** The same calls, with a refusal that may mean the end told as `serviceEnded`. */
  watch<C>(call: Call<C>): Call<C> {
    return async (operation, send, context, resource) => {
      try {
        return await call(operation, send, context, resource);
      } catch (error) {
        throw error instanceof ServiceError
          ? new ServiceError(this.failureOf(error.failure), { cause: error.cause })
          : error;
      }
    };
  }

  /** A failure as it is to be told. It keeps what AWS said, and the permission that may be all that is missing. */
  failureOf(failure: ServiceFailure): ServiceFailure {
    return this.hasCome && mayMeanTheEnd(failure) ? { ...failure, kind: 'serviceEnded', end: endOfSupport } : failure;
  }

  /** What to say of a list that has nothing in it; `undefined` before the end, when it is just empty. */
  ofEmptyList(operation: string, requestId?: string): ServiceFailure | undefined {
    return this.hasCome
      ? {
          kind: 'serviceEnded',
          end: endOfSupport,
          operation,
          httpStatus: 200,
          detail: 'An empty list',
          ...(requestId === undefined ? {} : { requestId }),
        }
      : undefined;
  }

  /**
   * A page as it is to be shown.
   * @param isEmpty whether the answer had nothing in it, before anything was left out
   * @throws ServiceError `serviceEnded` for a whole list that is empty
   */
  page<T>(page: Page<T>, { isEmpty, token, operation, requestId }: PageFacts): Page<T> {
    const isWholeList = token === undefined && (page.nextToken === undefined || page.nextToken === '');
    const failure = isEmpty && isWholeList ? this.ofEmptyList(operation, requestId) : undefined;
    if (failure !== undefined) {
      throw new ServiceError(failure);
    }
    return page;
  }
}

interface PageFacts {
  readonly isEmpty: boolean;
  /** That it was asked for with. */
  readonly token: string | undefined;
  readonly operation: string;
  readonly requestId: string | undefined;
}

function mayMeanTheEnd({ operation = '', httpStatus = 0, ...failure }: ServiceFailure): boolean {
  if (!endedOperations.has(operation)) {
    return false;
  }
  switch (failure.kind) {
    case 'network':
      return failure.reason === 'nameNotFound';
    // By kind too: an expired session answers 403 as well.
    case 'denied':
    case 'notFound':
    case 'methodNotAllowed':
      return endedStatuses.has(httpStatus);
    default:
      return false;
  }
}
