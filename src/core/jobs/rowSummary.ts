import * as l10n from '@vscode/l10n';
import type { Formats } from '../text/formats';
import { plain } from '../text/plainText';
import { failedCount, isUploadExpired, processedCount, recordCount, type ImportJob } from './job';
import { countTexts, labelText, stateLabel, targetText } from './jobWords';

type SummarizedJob = Pick<ImportJob, 'phase' | 'status' | 'counts' | 'awaitsUpload'>;
type CountFormat = Pick<Formats, 'compactCount'>;

/**
 * Returns a job's state and counts in a few words: failed records if there are any, otherwise processed ones. The most
 * useful words come first, because a narrow row cuts off the end. The state is named only if the counts do not imply
 * it.
 * @param now milliseconds since the epoch
 * @param name name of the job or its target, if the list's jobs have different ones. It comes first and shortens the
 * rest, because the row's icon shows the state anyway
 */
export function rowSummary(job: SummarizedJob, formats: CountFormat, now: number, name = ''): string {
  const parts = name === '' ? [summary(job, formats, now)] : [name, briefSummary(job, formats, now)];
  return parts.filter((part) => part !== '').join(' · ');
}

/** Maximum number of characters of a label that leaves room for the time and the counts in a narrow row. */
const longestLabel = 24;

/**
 * Returns the label of a job's row in the Recent view: the name of its target, which says more there than a name of the
 * import itself.
 * @param list label of the job's list
 */
export function recentLabel(job: Pick<ImportJob, 'id' | 'name' | 'target' | 'title'>, list = ''): string {
  const names = [labelText(job.name), labelText(list)].filter((name) => name !== '');
  const target = targetText(job);
  const ofTarget = names.find((name) => target?.includes(name) === true);
  const label = [ofTarget, target, ...names, labelText(job.title)].find((name = '') => name !== '') ?? plain(job.id);
  const signs = [...new Intl.Segmenter().segment(label)].map(({ segment }) => segment);
  return signs.length > longestLabel
    ? `${signs
        .slice(0, longestLabel - 1)
        .join('')
        .trimEnd()}…`
    : label;
}

/**
 * Returns the description of a job's row in the Recent view: "9:15 AM · 3 failed · prod".
 * @param now milliseconds since the epoch
 * @param connection label of the job's connection
 */
export function recentSummary(
  job: SummarizedJob & Pick<ImportJob, 'createdAt'>,
  formats: Pick<Formats, 'compactCount' | 'shortTime'>,
  now: number,
  connection: string,
): string {
  const failed = isExplainedByCounts(job) ? failedText(job, formats.compactCount) : undefined;
  return [
    job.createdAt === undefined ? '' : formats.shortTime(job.createdAt),
    failed ?? summary(job, formats, now),
    connection,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function summary(job: SummarizedJob, { compactCount }: CountFormat, now: number): string {
  const failed = failedCount(job) ?? 0;
  if (!isExplainedByCounts(job)) {
    return job.phase === 'failed' && failed > 0
      ? l10n.t('Failed · {0} failed', compactCount(failed))
      : stateText(job, now);
  }
  if (failed > 0 && processedCount(job) !== undefined) {
    return l10n.t('{0} of {1} failed', compactCount(failed), compactCount(recordCount(job) ?? 0));
  }
  const counts = job.counts.filter(({ tone, value }) => tone !== 'bad' && (value > 0 || job.phase === 'succeeded'));
  return failedText(job, compactCount) ?? countTexts(counts, compactCount) ?? stateText(job, now);
}

function briefSummary(job: SummarizedJob, { compactCount }: CountFormat, now: number): string {
  if (!isExplainedByCounts(job)) {
    return stateText(job, now);
  }
  const processed = processedCount(job) ?? 0;
  return failedText(job, compactCount) ?? (processed > 0 ? compactCount(processed) : '');
}

function isExplainedByCounts({ phase }: SummarizedJob): boolean {
  return phase === 'running' || phase === 'succeeded' || phase === 'succeededWithFailures';
}

function stateText(job: SummarizedJob, now: number): string {
  return isUploadExpired(job, now) ? l10n.t('Upload link expired') : stateLabel(job);
}

/** Returns how many records failed; `undefined` if none did. */
function failedText(job: SummarizedJob, compactCount: CountFormat['compactCount']): string | undefined {
  const failed = failedCount(job) ?? 0;
  if (failed > 0) {
    return l10n.t('{0} failed', compactCount(failed));
  }
  return job.phase === 'succeededWithFailures' ? l10n.t('Some failed') : undefined;
}
