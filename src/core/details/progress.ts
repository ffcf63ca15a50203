import { mayChange, progressOf, type ImportJob } from '../job';
import type { DetailsModel, DetailsSection } from './model';
import { row, section } from './rows';

interface Words {
  readonly serviceLabel: string;
  readonly formatCount: (count: number) => string;
}

/** How far a job is; `undefined` where there is nothing to say of it: it is over and no total was ever reported. */
export function describeProgress(job: ImportJob, words: Words): DetailsModel['progress'] {
  const fraction = progressOf(job);
  const running = job.phase === 'waiting' || job.phase === 'running';
  if (fraction === undefined) {
    return running ? { text: whyNoPercentage(job, words), running } : undefined;
  }
  const { completed = 0, failed = 0, total = 0 } = job.pieces ?? {};
  const done = completed + failed;
  const pieces = `${words.formatCount(done)} of ${words.formatCount(total)} ${total === 1 ? 'piece' : 'pieces'}`;
  const failures = failed > 0 ? `, ${words.formatCount(failed)} failed` : '';
  return {
    fraction,
    ...(failed > 0 ? { failedFraction: fraction * Math.min(1, failed / done) } : {}),
    text: `${pieces}${failures} · ${Math.floor(fraction * 100)}%`,
    running,
  };
}

function whyNoPercentage(job: ImportJob, { serviceLabel }: Words): string {
  const { total } = job.pieces ?? {};
  if (total !== undefined && total > 0) {
    return `${serviceLabel} has not reported progress yet.`;
  }
  return hasPieces(job)
    ? `${serviceLabel} has reported no total yet, so there is no percentage.`
    : `${serviceLabel} reports no total, so there is no percentage.`;
}

/** Whether a service that counts in pieces ran the job: those are the ones that import endpoints. */
function hasPieces({ pieces, destination }: ImportJob): boolean {
  return pieces !== undefined || destination?.kind === 'segment' || destination?.kind === 'endpoints';
}

/** The numbers of a job. */
export function progressSection(job: ImportJob, { formatCount }: Words): readonly DetailsSection[] {
  const count = (value: number | undefined) => (value === undefined ? undefined : formatCount(value));
  const bad = (value: number | undefined) => (value !== undefined && value > 0 ? ({ tone: 'bad' } as const) : {});
  const { processed, failed, pieces } = job;
  const rows = [
    ...row('processed', 'Processed', count(processed), includesFailed(job) ? { hint: overlap } : {}),
    ...row('failed', 'Failed', count(failed), bad(failed)),
    ...row('completedPieces', 'Completed pieces', count(pieces?.completed)),
    ...row('failedPieces', 'Failed pieces', count(pieces?.failed), bad(pieces?.failed)),
    ...row('totalPieces', 'Total pieces', count(pieces?.total)),
  ];
  const note = meaning(job);
  return section('progress', mayChange(job) ? 'Progress' : 'Result', rows, note === undefined ? {} : { note });
}

/** What is counted, as far as it is known. */
function meaning(job: ImportJob): string | undefined {
  const counted = job.processed !== undefined || job.failed !== undefined;
  if (hasPieces(job)) {
    return (
      [
        ...(counted ? ['Processed and failed count endpoint definitions.'] : []),
        ...(job.pieces === undefined
          ? []
          : ['Pieces are parts of the work, of about the same number of definitions each.']),
      ].join(' ') || undefined
    );
  }
  return undefined;
}

const overlap = '“Processed” appears to include failed records.';

/** SES does not say whether it counts failed records as processed; it cannot where more failed than were processed. */
function includesFailed(job: ImportJob): boolean {
  const { processed, failed } = job;
  return !hasPieces(job) && processed !== undefined && failed !== undefined && failed > 0 && processed >= failed;
}
