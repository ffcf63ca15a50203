import * as l10n from '@vscode/l10n';
import { isInProgress, mayChange, progressOf, type Count, type ImportJob } from '../jobs/job';
import type { DetailsModel, DetailsRow, DetailsSection } from './model';
import { row, shown } from './rows';

interface Words {
  readonly serviceLabel: string;
  readonly formatCount: (count: number) => string;
}

/**
 * Describes a job's progress; returns `undefined` for a job without a total that is not in progress or was saved.
 * @param isSaved whether the job is from a saved copy, so that its progress is not animated
 */
export function describeProgress(job: ImportJob, isSaved: boolean, words: Words): DetailsModel['progress'] {
  const fraction = progressOf(job);
  const running = isInProgress(job) && !isSaved;
  if (fraction === undefined || job.progress === undefined) {
    // A bar without a percentage only shows that the job is running, which a saved job is not.
    return running ? { text: whyNoPercentage(job, words), running } : undefined;
  }
  const { done: succeeded = 0, failed = 0 } = job.progress;
  return {
    fraction,
    ...(failed > 0 ? { failedFraction: fraction * Math.min(1, failed / (succeeded + failed)) } : {}),
    text: progressText(job, job.progress, fraction, words),
    running,
  };
}

/** Returns "Pieces: 3 of 8, 1 failed · 37%", without the percentage once the job has finished. */
function progressText(
  job: ImportJob,
  { done = 0, failed = 0, total = 0, unit }: NonNullable<ImportJob['progress']>,
  fraction: number,
  { formatCount }: Words,
): string {
  const args = [unit.label, formatCount(done + failed), formatCount(total)];
  const units =
    failed > 0
      ? l10n.t({
          message: '{0}: {1} of {2}, {3} failed',
          args: [...args, formatCount(failed)],
          comment: ['"Pieces: 3 of 8, 1 failed"'],
        })
      : l10n.t({ message: '{0}: {1} of {2}', args, comment: ['"Pieces: 3 of 8"'] });
  return mayChange(job) ? l10n.t('{0} · {1}%', units, formatCount(Math.floor(fraction * 100))) : units;
}

function whyNoPercentage({ progress }: ImportJob, { serviceLabel }: Words): string {
  if (progress === undefined) {
    return l10n.t('{0} reports no total, so there is no percentage.', serviceLabel);
  }
  return progress.total !== undefined && progress.total > 0
    ? l10n.t('{0} has not reported progress yet.', serviceLabel)
    : l10n.t('{0} has reported no total yet, so there is no percentage.', serviceLabel);
}

/** Returns the section with a job's numbers; none if it has neither numbers nor progress. */
export function progressSection(
  job: ImportJob,
  progress: DetailsModel['progress'],
  words: Words,
): readonly DetailsSection[] {
  const { counts, countsNote } = job;
  const rows = [...counts.flatMap((count) => countRow(count, counts, words)), ...unitRows(job, words)];
  if (rows.length === 0 && progress === undefined) {
    return [];
  }
  const title = mayChange(job) ? l10n.t('Progress') : l10n.t('Result');
  return [{ id: 'progress', title, rows, ...(countsNote === undefined ? {} : { note: shown(countsNote) }) }];
}

function countRow(count: Count, counts: readonly Count[], { formatCount }: Words): readonly DetailsRow[] {
  const included = counts.find(({ id }) => id === count.mayInclude);
  // A count cannot include a larger one.
  const hint =
    included?.tone === 'bad' && included.value > 0 && count.value >= included.value
      ? { hint: l10n.t('“{0}” appears to include failed records.', shown(count.label)) }
      : {};
  return row(count.id, shown(count.label), formatCount(count.value), {
    ...badIf(count.tone === 'bad', count.value),
    ...hint,
  });
}

/** Returns the counts of a job's units, unless the text beside the bar contains them. */
function unitRows(job: ImportJob, { formatCount }: Words): readonly DetailsRow[] {
  if (job.progress === undefined || progressOf(job) !== undefined) {
    return [];
  }
  const { done, failed, total, unit } = job.progress;
  const count = (value: number | undefined) => (value === undefined ? undefined : formatCount(value));
  return [
    ...row('unitsDone', unit.done, count(done)),
    ...row('unitsFailed', unit.failed, count(failed), badIf(true, failed ?? 0)),
    ...row('unitsTotal', unit.total, count(total)),
  ];
}

function badIf(isBad: boolean, value: number): Pick<DetailsRow, 'tone'> {
  return isBad && value > 0 ? { tone: 'bad' } : {};
}
