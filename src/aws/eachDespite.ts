import { failureOf, type ServiceFailure } from '../core/failure';
import { isGone } from './unlessGone';

/** Failures that the next would meet as well. */
const ofAll: ReadonlySet<ServiceFailure['kind']> = new Set([
  'account',
  'notInRegion',
  'throttled',
  'credentials',
  'network',
  'setting',
  'cancelled',
]);

/** So many failures one after the other are the service's: it is not asked a hundred times. */
const mostInARow = 3;

/**
 * Does something for each, one after the other. A failure that may concern one alone stands in the way of no other: the
 * first such is thrown in the end. Any other, and the last of many in a row, ends it: a {@link Round} goes on from there.
 */
export async function eachDespite<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  let inARow = 0;
  for (const item of items) {
    try {
      await work(item);
      inARow = 0;
    } catch (error) {
      const failure = failureOf(error);
      // What is gone has nothing in it to go on with.
      if (ofAll.has(failure.kind) || isGone(failure)) {
        throw error;
      }
      failures.push(error);
      inARow++;
      if (inARow === mostInARow) {
        break;
      }
    }
  }
  if (failures.length > 0) {
    throw failures[0];
  }
}
