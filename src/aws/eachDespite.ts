import { failureOf, type ServiceFailure } from '../core/failure';

/** Failures that may concern one thing alone: the next may well be answered. */
const ofOne: ReadonlySet<ServiceFailure['kind']> = new Set(['denied', 'badRequest', 'malformed', 'serviceEnded']);

/**
 * Does something for each, one after the other. A failure that may concern one alone stands in the way of no other: the
 * first such is thrown in the end. Any other ends it at once.
 */
export async function eachDespite<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      if (!ofOne.has(failureOf(error).kind)) {
        throw error;
      }
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw failures[0];
  }
}
