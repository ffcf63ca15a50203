import type { ReportError } from '../core/emitter';

/**
 * Maps the items of a page one by one, so that one that cannot be mapped does not take the others with it: it is reported
 * and left out, as is without a report one that `map` returns `undefined` for.
 */
export function mapItems<T, U>(
  items: readonly T[] | undefined,
  map: (item: T) => U | undefined,
  report: ReportError,
): readonly U[] {
  return (items ?? []).flatMap((item) => {
    try {
      return map(item) ?? [];
    } catch (error) {
      report(error);
      return [];
    }
  });
}
