import type { RequestContext } from '../../core/base/request';
import type { JobSource } from '../../core/jobs/source';
import { forEachContinuingOnError } from './forEachContinuingOnError';
import { refreshJobs, type Reads } from './refreshJobs';
import { RoundRobin } from './roundRobin';
import { undefinedIfDeleted } from './undefinedIfDeleted';

/**
 * Returns a refresh of a service whose lists belong to the scopes of its jobs, such as applications. Each scope has its
 * turn, as has each job in it.
 * @param readsOf returns how to read the jobs of a scope
 */
export function refresherByScope(readsOf: (scope: string, context: RequestContext) => Reads): JobSource['refresh'] {
  const scopes = new RoundRobin();
  /** Order of the single requests, by scope. */
  const rounds = new Map<string, RoundRobin>();
  return async (jobs, context, listener) => {
    const byScope = Map.groupBy(jobs, ({ scope }) => scope ?? '');
    await forEachContinuingOnError(scopes.of(byScope), async ([scope, refs]) => {
      const round = rounds.get(scope) ?? new RoundRobin();
      rounds.set(scope, round);
      const read = refreshJobs(refs, readsOf(scope, context), round, listener);
      const isThere = await undefinedIfDeleted(read.then(() => true));
      if (isThere === undefined) {
        // The scope was deleted together with its jobs.
        listener.onDeleted(refs);
      }
    });
  };
}
