import { summaryNote, summaryText, type RecordsSummary } from '../failedRecords/recordsSummary';
import { failedCount, type ImportJob } from '../jobs/job';
import { plainLines } from '../text/plainText';
import { withoutSecretsInText } from '../text/presignedUrl';
import type { DetailsFailures } from './model';
import { shown } from './rows';

/** Describes a job's failures; `undefined` if the service reported nothing about them. */
export function describeFailures(
  job: ImportJob,
  formatCount: (count: number) => string,
  records?: RecordsSummary,
): DetailsFailures | undefined {
  const { message, failedRecordsUrl, entries = [], mayBeCut = false } = job.failures ?? {};
  if (message === undefined && failedRecordsUrl === undefined && entries.length === 0) {
    return undefined;
  }
  return {
    ...(message === undefined ? {} : { message: withoutSecretsInText(plainLines(message)) || '(empty)' }),
    entries: entries.map(shown),
    ...(entries.length === 0
      ? {}
      : { entriesNote: entriesNote(entries.length, failedCount(job), mayBeCut, formatCount) }),
    hasFailedRecords: failedRecordsUrl !== undefined,
    ...(records === undefined ? {} : describeSummary(records, formatCount)),
  };
}

function describeSummary(
  records: RecordsSummary,
  formatCount: (count: number) => string,
): Pick<DetailsFailures, 'summary'> {
  const text = summaryText(records, formatCount);
  if (text === undefined) {
    return {};
  }
  const note = summaryNote(records, formatCount);
  return {
    summary: {
      text,
      reasons: records.reasons.map(({ reason, count }) => ({ reason: shown(reason), count: formatCount(count) })),
      ...(note === undefined ? {} : { note }),
    },
  };
}

function entriesNote(
  listed: number,
  failed: number | undefined,
  mayBeCut: boolean,
  formatCount: (count: number) => string,
): string {
  if (failed !== undefined && failed > listed) {
    return `The first ${listed === 1 ? '' : `${formatCount(listed)} `}of ${formatCount(failed)} failures`;
  }
  const maybeMore = failed === undefined && mayBeCut;
  return `${maybeMore ? 'The first ' : ''}${formatCount(listed)} ${listed === 1 ? 'failure' : 'failures'}`;
}
