import * as l10n from '@vscode/l10n';
import { summaryNote, summaryText, type RecordsSummary } from '../failedRecords/recordsSummary';
import { failedCount, mayChange, type ImportJob } from '../jobs/job';
import { plainLines } from '../text/plainText';
import { plural } from '../text/plural';
import { withoutSecretsInText } from '../text/presignedUrl';
import type { DetailsFailures } from './model';
import { shown } from './rows';

interface Words {
  readonly serviceLabel: string;
  readonly formatCount: (count: number) => string;
  readonly records?: RecordsSummary;
}

/** Describes a job's failures; `undefined` if the service reported nothing about them and nothing failed. */
export function describeFailures(job: ImportJob, words: Words): DetailsFailures | undefined {
  const { formatCount, records } = words;
  const { message, hint, failedRecordsUrl, entries = [], mayBeCut = false } = job.failures ?? {};
  if (message === undefined && failedRecordsUrl === undefined && entries.length === 0) {
    return lacksReason(job)
      ? { entries: [], hasFailedRecords: false, note: nothingReported(job, words), ...hintOf(hint) }
      : undefined;
  }
  return {
    ...(message === undefined ? {} : { message: withoutSecretsInText(plainLines(message)) || l10n.t('(empty)') }),
    entries: entries.map(shown),
    ...(entries.length === 0
      ? {}
      : { entriesNote: entriesNote(entries.length, failedCount(job), mayBeCut, formatCount) }),
    hasFailedRecords: failedRecordsUrl !== undefined,
    ...hintOf(hint),
    ...(records === undefined ? {} : describeSummary(records, formatCount)),
  };
}

function hintOf(hint: string | undefined): Pick<DetailsFailures, 'hint'> {
  return hint === undefined ? {} : { hint: shown(hint) };
}

/** Whether a job or its records failed without a reason. Details that are still missing may contain one. */
function lacksReason(job: ImportJob): boolean {
  return job.complete && !mayChange(job) && (job.phase === 'failed' || (failedCount(job) ?? 0) > 0);
}

function nothingReported({ counts }: ImportJob, { serviceLabel }: Words): string {
  const service = shown(serviceLabel);
  return counts.length === 0
    ? l10n.t('{0} reported no reason and no counts.', service)
    : l10n.t('{0} reported no reason.', service);
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
  const shownCount = formatCount(listed);
  if (failed !== undefined && failed > listed) {
    const all = formatCount(failed);
    return plural(
      listed,
      l10n.t('The first of {0} failures', all),
      l10n.t('The first {0} of {1} failures', shownCount, all),
    );
  }
  return failed === undefined && mayBeCut
    ? l10n.t('The first {0} failures', shownCount)
    : plural(listed, l10n.t('{0} failure', shownCount), l10n.t('{0} failures', shownCount));
}
