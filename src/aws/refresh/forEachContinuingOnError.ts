import { failureOf, type ServiceFailure } from '../../core/failures/failure';
import { isDeleted } from './undefinedIfDeleted';

/** Failures that would affect every other item as well. */
const globalKinds: ReadonlySet<ServiceFailure['kind']> = new Set([
  'account',
  'notInRegion',
  'throttled',
  'credentials',
  'network',
  'setting',
  'cancelled',
]);

/** Number of consecutive failures after which the service itself is assumed to fail. */
const maxFailuresInARow = 3;

/**
 * Runs work for each item in sequence. Continues after item-specific failures and throws the first of them at the end;
 * stops after three in a row or on a global one. A {@link RoundRobin} resumes from there.
 */
export async function forEachContinuingOnError<T>(
  items: Iterable<T>,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  let inARow = 0;
  for (const item of items) {
    try {
      await work(item);
      inARow = 0;
    } catch (error) {
      const failure = failureOf(error);
      // A deleted container has no further items.
      if (globalKinds.has(failure.kind) || isDeleted(failure)) {
        throw error;
      }
      failures.push(error);
      inARow++;
      if (inARow === maxFailuresInARow) {
        break;
      }
    }
  }
  if (failures.length > 0) {
    throw failures[0];
  }
}
