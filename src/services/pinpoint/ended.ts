import * as l10n from '@vscode/l10n';
import { ServiceError, type ServiceFailure } from '../../core/failures/failure';
import type { Page } from '../../core/jobs/source';
import type { Call } from '../../aws/requests/call';
import { endOfSupport } from './description';

/**
 * When support for Pinpoint's segments and import jobs ended, in milliseconds since the epoch.
 * https://docs.aws.amazon.com/pinpoint/latest/userguide/migrate.html
 */
export const endedAt = Date.UTC(2026, 9, 30);

/** Calls whose support ended. `GetApps` is still supported. */
const endedOperations: ReadonlySet<string> = new Set([
  'GetSegments',
  'GetSegmentImportJobs',
  'GetImportJobs',
  'GetImportJob',
]);

/** Status codes that AWS may return since the end of support. It does not document which. */
const endedStatuses: ReadonlySet<number> = new Set([403, 404, 405, 410]);

/** Distinguishes the end of support from missing items and other failures. */
export class PinpointEnd {
  readonly #now: (() => number) | undefined;

  /** @param now returns milliseconds since the epoch; absent for sample data, whose support never ends */
  constructor(now: (() => number) | undefined) {
    this.#now = now;
  }

  get hasStarted(): boolean {
    return this.#now !== undefined && this.#now() >= endedAt;
  }

  /** Wraps calls so that failures that may mean the end of support become `serviceEnded`. */
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

  /**
   * Converts a failure that may mean the end of support. Keeps AWS's message and the permission that may be missing.
   */
  failureOf(failure: ServiceFailure): ServiceFailure {
    return this.hasStarted && mayMeanTheEnd(failure)
      ? { ...failure, kind: 'serviceEnded', end: endOfSupport }
      : failure;
  }

  /** Returns the failure to show in place of an empty list; `undefined` before the end of support. */
  ofEmptyList(operation: string, requestId?: string): ServiceFailure | undefined {
    return this.hasStarted
      ? {
          kind: 'serviceEnded',
          end: endOfSupport,
          operation,
          httpStatus: 200,
          detail: l10n.t('Empty list'),
          ...(requestId === undefined ? {} : { requestId }),
        }
      : undefined;
  }

  /**
   * Returns the page unless it shows the end of support.
   * @param isEmpty whether the response had no items, before any were left out
   * @throws ServiceError `serviceEnded` if the whole list is empty
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
  /** Token of the request. */
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
    // Also checks the kind, because an expired session returns 403 as well.
    case 'denied':
    case 'notFound':
    case 'methodNotAllowed':
      return endedStatuses.has(httpStatus);
    default:
      return false;
  }
}
