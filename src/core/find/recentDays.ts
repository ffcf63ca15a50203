import * as l10n from '@vscode/l10n';
import { newestFirst, type ImportJob } from '../jobs/job';
import type { Formats } from '../text/formats';
import { startOfDay } from './days';

/** The jobs of one day of the user's time zone. */
export interface RecentDay<T> {
  /** Local midnight in milliseconds since the epoch; `undefined` for jobs without a creation time. */
  readonly start: number | undefined;
  /** Newest first. */
  readonly jobs: readonly T[];
}

/** Groups jobs by the day of their creation, newest first. Jobs without a creation time come last. */
export function byDay<T extends { readonly job: ImportJob }>(jobs: readonly T[]): readonly RecentDay<T>[] {
  const sorted = jobs.toSorted(newestFirst);
  const days = Map.groupBy(sorted, ({ job: { createdAt } }) =>
    createdAt === undefined ? undefined : startOfDay(createdAt),
  );
  return [...days].map(([start, ofDay]) => ({ start, jobs: ofDay }));
}

/** Returns a day's name: "Today", "Yesterday", or the weekday and date. @param now milliseconds since the epoch */
export function dayText(start: number | undefined, now: number, formats: Pick<Formats, 'day'>): string {
  if (start === undefined) {
    return l10n.t('Unknown date');
  }
  if (start === startOfDay(now)) {
    return l10n.t('Today');
  }
  return start === startOfDay(now, -1) ? l10n.t('Yesterday') : formats.day(start, now);
}
