import * as l10n from '@vscode/l10n';
import type { Formats } from '../text/formats';
import { failedCount, processedCount, recordCount, type ImportJob } from './job';
import { countTexts, phaseLabel } from './jobWords';

type SummarizedJob = Pick<ImportJob, 'phase' | 'status' | 'counts'>;
type CountFormat = Pick<Formats, 'compactCount'>;

/**
 * Returns a job's state and counts in a few words: failed records if there are any, otherwise processed ones. The most
 * useful words come first, because a narrow row cuts off the end. The state is named only if the counts do not imply
 * it.
 * @param name name of the job's target, if the list's jobs have different targets. It comes first and shortens the
 * rest, because the row's icon shows the state anyway
 */
export function rowSummary(job: SummarizedJob, formats: CountFormat, name = ''): string {
  const parts = name === '' ? [summary(job, formats)] : [name, briefSummary(job, formats)];
  return parts.filter((part) => part !== '').join(' · ');
}

function summary(job: SummarizedJob, { compactCount }: CountFormat): string {
  const failed = failedCount(job) ?? 0;
  if (!isExplainedByCounts(job)) {
    return job.phase === 'failed' && failed > 0
      ? l10n.t('Failed · {0} failed', compactCount(failed))
      : phaseLabel(job.phase, job.status);
  }
  if (failed > 0 && processedCount(job) !== undefined) {
    return l10n.t('{0} of {1} failed', compactCount(failed), compactCount(recordCount(job) ?? 0));
  }
  const counts = job.counts.filter(({ tone, value }) => tone !== 'bad' && (value > 0 || job.phase === 'succeeded'));
  return failedText(job, compactCount) ?? countTexts(counts, compactCount) ?? phaseLabel(job.phase, job.status);
}

function briefSummary(job: SummarizedJob, { compactCount }: CountFormat): string {
  if (!isExplainedByCounts(job)) {
    return phaseLabel(job.phase, job.status);
  }
  const processed = processedCount(job) ?? 0;
  return failedText(job, compactCount) ?? (processed > 0 ? compactCount(processed) : '');
}

function isExplainedByCounts({ phase }: SummarizedJob): boolean {
  return phase === 'running' || phase === 'succeeded' || phase === 'succeededWithFailures';
}

/** Returns how many records failed; `undefined` if none did. */
function failedText(job: SummarizedJob, compactCount: CountFormat['compactCount']): string | undefined {
  const failed = failedCount(job) ?? 0;
  if (failed > 0) {
    return l10n.t('{0} failed', compactCount(failed));
  }
  return job.phase === 'succeededWithFailures' ? l10n.t('Some failed') : undefined;
}
