import type { ReportError } from '../../core/base/emitter';

/**
 * Maps the items of a page one by one. An item that throws is reported and left out, so that the others are shown; one
 * that maps to `undefined` is left out without a report.
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
