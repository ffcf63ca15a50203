import { mayChange, progressOf, type Count, type ImportJob } from '../jobs/job';
import type { DetailsModel, DetailsRow, DetailsSection } from './model';
import { row, section, shown } from './rows';

interface Words {
  readonly serviceLabel: string;
  readonly formatCount: (count: number) => string;
}

/** Describes a job's progress; returns `undefined` for a job without a total that is not in progress. */
export function describeProgress(job: ImportJob, words: Words): DetailsModel['progress'] {
  const fraction = progressOf(job);
  const running = job.phase === 'waiting' || job.phase === 'running';
  if (fraction === undefined || job.progress === undefined) {
    return running ? { text: whyNoPercentage(job, words), running } : undefined;
  }
  const { done: succeeded = 0, failed = 0, total = 0, unit } = job.progress;
  const done = succeeded + failed;
  const units = `${words.formatCount(done)} of ${words.formatCount(total)} ${unit[total === 1 ? 0 : 1]}`;
  const failures = failed > 0 ? `, ${words.formatCount(failed)} failed` : '';
  return {
    fraction,
    ...(failed > 0 ? { failedFraction: fraction * Math.min(1, failed / done) } : {}),
    text: `${units}${failures} · ${Math.floor(fraction * 100)}%`,
    running,
  };
}

function whyNoPercentage({ progress }: ImportJob, { serviceLabel }: Words): string {
  if (progress === undefined) {
    return `${serviceLabel} reports no total, so there is no percentage.`;
  }
  return progress.total !== undefined && progress.total > 0
    ? `${serviceLabel} has not reported progress yet.`
    : `${serviceLabel} has reported no total yet, so there is no percentage.`;
}

/** Returns the section with a job's numbers; none if there are no numbers. */
export function progressSection(job: ImportJob, words: Words): readonly DetailsSection[] {
  const { counts, countsNote } = job;
  const rows = [...counts.flatMap((count) => countRow(count, counts, words)), ...unitRows(job, words)];
  return section(
    'progress',
    mayChange(job) ? 'Progress' : 'Result',
    rows,
    countsNote === undefined ? {} : { note: shown(countsNote) },
  );
}

function countRow(count: Count, counts: readonly Count[], { formatCount }: Words): readonly DetailsRow[] {
  const included = counts.find(({ id }) => id === count.mayInclude);
  // A count cannot include a larger one.
  const hint =
    included !== undefined && included.value > 0 && count.value >= included.value
      ? { hint: shown(`“${count.label}” appears to include ${included.label.toLowerCase()} records.`) }
      : {};
  return row(count.id, shown(count.label), formatCount(count.value), {
    ...badIf(count.tone === 'bad', count.value),
    ...hint,
  });
}

function unitRows({ progress }: ImportJob, { formatCount }: Words): readonly DetailsRow[] {
  if (progress === undefined) {
    return [];
  }
  const { done, failed, total, unit } = progress;
  const count = (value: number | undefined) => (value === undefined ? undefined : formatCount(value));
  const [, units] = unit;
  const name = units.charAt(0).toUpperCase() + units.slice(1);
  return [
    ...row(`completed${name}`, `Completed ${units}`, count(done)),
    ...row(`failed${name}`, `Failed ${units}`, count(failed), badIf(true, failed ?? 0)),
    ...row(`total${name}`, `Total ${units}`, count(total)),
  ];
}

function badIf(isBad: boolean, value: number): Pick<DetailsRow, 'tone'> {
  return isBad && value > 0 ? { tone: 'bad' } : {};
}
