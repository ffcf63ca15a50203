import * as l10n from '@vscode/l10n';
import type { Formats } from '../text/formats';
import { failedCount, processedCount, recordCount, type ImportJob } from './job';
import { countTexts, phaseLabel } from './jobWords';

type SummarizedJob = Pick<ImportJob, 'phase' | 'status' | 'counts'>;
type CountFormat = Pick<Formats, 'compactCount'>;

/**
 * Returns a job's state and counts in the few words that fit into a narrow row, most useful first: what failed,
 * otherwise what was processed. Names the state only if the counts do not explain it.
 * @param name name of the job's target, in a list whose jobs have different targets; leaves less room for counts
 */
export function rowSummary(job: SummarizedJob, formats: CountFormat, name: string | undefined): string {
  return name === undefined || name === '' ? summary(job, formats) : summaryWithName(job, formats, name);
}

function summary(job: SummarizedJob, formats: CountFormat): string {
  const failed = failedCount(job) ?? 0;
  const all = recordCount(job) ?? 0;
  const failedText = formats.compactCount(failed);
  const allText = formats.compactCount(all);
  switch (job.phase) {
    case 'failed':
      if (failed > 0) {
        return l10n.t('Failed · {0} failed', failedText);
      }
      return all > 0 ? l10n.t('Failed after {0}', allText) : phaseLabel(job.phase);
    case 'cancelled':
      if (failed > 0) {
        return l10n.t('Cancelled · {0} failed', failedText);
      }
      return all > 0 ? l10n.t('Cancelled after {0}', allText) : phaseLabel(job.phase);
    case 'waiting':
    case 'unknown':
      return phaseLabel(job.phase, job.status);
    case 'running':
    case 'succeeded':
    case 'succeededWithFailures':
      if (failed > 0) {
        return processedCount(job) === undefined
          ? l10n.t('{0} failed', failedText)
          : l10n.t('{0} of {1} failed', failedText, allText);
      }
      return withoutFailedCount(job, formats);
  }
}

function withoutFailedCount(job: SummarizedJob, { compactCount }: CountFormat): string {
  if (job.phase === 'succeededWithFailures') {
    return l10n.t('Some records failed');
  }
  const counts = job.counts.filter(({ tone, value }) => tone !== 'bad' && (value > 0 || job.phase === 'succeeded'));
  return countTexts(counts, compactCount) ?? phaseLabel(job.phase, job.status);
}

function summaryWithName(job: SummarizedJob, { compactCount }: CountFormat, name: string): string {
  const failed = failedCount(job) ?? 0;
  const processed = processedCount(job) ?? 0;
  switch (job.phase) {
    case 'waiting':
    case 'failed':
    case 'cancelled':
    case 'unknown':
      return `${phaseLabel(job.phase, job.status)} · ${name}`;
    case 'running':
    case 'succeeded':
    case 'succeededWithFailures':
      if (failed > 0) {
        return `${l10n.t('{0} failed', compactCount(failed))} · ${name}`;
      }
      if (job.phase === 'succeededWithFailures') {
        return `${l10n.t('Some records failed')} · ${name}`;
      }
      return processed > 0 ? `${name} · ${compactCount(processed)}` : name;
  }
}
