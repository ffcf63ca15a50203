import type {
  ExportDataSource,
  ExportJobSummary,
  GetExportJobResponse,
  MessageInsightsFilters,
} from '@aws-sdk/client-sesv2';
import * as l10n from '@vscode/l10n';
import { defined } from '../../core/base/defined';
import { factSharing } from '../../core/jobs/factSharing';
import {
  keyOf,
  type Count,
  type ImportJob,
  type JobFact,
  type JobFailures,
  type JobPhase,
  type JobResult,
} from '../../core/jobs/job';
import { listText } from '../../core/text/listText';
import { plural, textsLanguage } from '../../core/text/plural';
import { withoutQuery } from '../../core/text/presignedUrl';
import { rawOf, timeOf } from '../../aws/requests/call';
import { exportScope } from './description';
import { service } from './mapJob';

export const exportJobsId = 'exportJobs';

/** Texts that all jobs share, translated once. */
const texts = {
  processed: l10n.t('Processed'),
  exported: l10n.t('Exported'),
  title: l10n.t('Export'),
  purpose: l10n.t('Exports data of Amazon SES to a file'),
  data: l10n.t('Data'),
  metrics: l10n.t('Metrics'),
  messageInsights: l10n.t('Message insights'),
  format: l10n.t('Format'),
};

/**
 * Maps a job of `ListExportJobs` or `GetExportJob`; returns `undefined` if it has no id and so cannot be requested.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetExportJob.html
 *
 * Removes from `raw` the link to the result and the filter values that are personal data: addresses and subjects. They
 * are not needed to recognize an export, and copies of `raw` can leave this machine.
 * @param complete whether it is from `GetExportJob`; only that returns counts, data source, result and failures
 */
export function mapExport(
  job: ExportJobSummary & GetExportJobResponse,
  complete: boolean,
  requestId: string | undefined,
  id = job.JobId,
): ImportJob | undefined {
  if (id === undefined || id === '') {
    return undefined;
  }
  const ref = { service, id, scope: exportScope };
  const { ExportDestination: destination, FailureInfo: failure } = job;
  const name = nameOf(job.ExportSourceType);
  return defined<ImportJob>({
    ...ref,
    key: keyOf(ref),
    status: job.JobStatus,
    phase: phaseOf(job.JobStatus),
    createdAt: timeOf(job.CreatedTimestamp),
    completedAt: timeOf(job.CompletedTimestamp),
    counts: countsOf(job),
    title: texts.title,
    name,
    target: name,
    purpose: texts.purpose,
    source: {},
    result: defined<JobResult>({ url: destination?.S3Url, format: destination?.DataFormat }),
    facts: factsOf(job, name),
    listIds: [exportJobsId],
    failures:
      failure && defined<JobFailures>({ message: failure.ErrorMessage, failedRecordsUrl: failure.FailedRecordsS3Url }),
    complete,
    requestId,
    raw: rawOf({
      ...job,
      ...(destination?.S3Url === undefined
        ? {}
        : { ExportDestination: { ...destination, S3Url: withoutQuery(destination.S3Url) } }),
      ...(failure?.FailedRecordsS3Url === undefined
        ? {}
        : { FailureInfo: { ...failure, FailedRecordsS3Url: withoutQuery(failure.FailedRecordsS3Url) } }),
      ...(job.ExportDataSource === undefined ? {} : { ExportDataSource: withoutPersonalData(job.ExportDataSource) }),
    }),
  });
}

function phaseOf(status: string | undefined): JobPhase {
  switch (status) {
    case 'CREATED':
      return 'waiting';
    case 'PROCESSING':
      return 'running';
    case 'COMPLETED':
      return 'succeeded';
    case 'FAILED':
      return 'failed';
    case 'CANCELLED':
      return 'cancelled';
    default:
      return 'unknown';
  }
}

function nameOf(type: string | undefined): string | undefined {
  switch (type) {
    case 'METRICS_DATA':
      return texts.metrics;
    case 'MESSAGE_INSIGHTS':
      return texts.messageInsights;
    default:
      return type;
  }
}

function countsOf({
  Statistics: { ProcessedRecordsCount: processed, ExportedRecordsCount: exported } = {},
}: Pick<GetExportJobResponse, 'Statistics'>): readonly Count[] {
  return [
    // Processed records include the exported ones.
    ...(processed === undefined
      ? []
      : [{ id: 'processed', label: texts.processed, value: processed, mayInclude: 'exported' }]),
    ...(exported === undefined ? [] : [{ id: 'exported', label: texts.exported, value: exported }]),
  ];
}

const share = factSharing();

function factsOf(
  { ExportDestination: destination, ExportDataSource: source = {} }: GetExportJobResponse,
  name: string | undefined,
): readonly JobFact[] {
  const { MetricsDataSource: metrics, MessageInsightsDataSource: insights } = source;
  const period = metrics ?? insights;
  return [
    ...(name === undefined
      ? []
      : [
          share({
            ...{ id: 'exportData', section: 'source', label: texts.data, value: name },
            ...{ listId: exportJobsId, labelIn: 'breadcrumb' },
          }),
        ]),
    ...fact('source', 'namespace', l10n.t('Namespace'), metrics?.Namespace, true),
    ...fact(
      'source',
      'metrics',
      texts.metrics,
      listed(metrics?.Metrics?.map(({ Name, Aggregation }) => [Name, Aggregation].filter(Boolean).join(' '))),
      true,
    ),
    ...Object.entries(metrics?.Dimensions ?? {}).flatMap(([dimension, values]) =>
      fact('source', `dimension-${dimension}`, dimension, listed(withoutAddresses(values)), true),
    ),
    ...fact('source', 'from', l10n.t('Start'), utcTime(period?.StartDate)),
    ...fact('source', 'to', l10n.t('End'), utcTime(period?.EndDate)),
    ...fact('source', 'include', l10n.t('Included'), filterText(insights?.Include)),
    ...fact('source', 'exclude', l10n.t('Excluded'), filterText(insights?.Exclude)),
    ...fact('source', 'maxResults', l10n.t('Maximum number of results'), countOf(insights?.MaxResults)),
    ...fact('destination', 'format', texts.format, destination?.DataFormat),
  ];
}

function fact(
  section: JobFact['section'],
  id: string,
  label: string,
  value: string | undefined,
  code?: true,
): readonly JobFact[] {
  return value === undefined || value === '' ? [] : [share({ id, section, label, value, code })];
}

function listed(values: readonly string[] | undefined): string | undefined {
  return values === undefined || values.length === 0 ? undefined : listText(values);
}

function countOf(count: number | undefined): string | undefined {
  return count === undefined ? undefined : new Intl.NumberFormat(textsLanguage()).format(count);
}

/** Formats a time of the exported period in UTC, so that every reader sees the same. */
function utcTime(date: Date | undefined): string | undefined {
  const time = timeOf(date);
  return time === undefined
    ? undefined
    : new Intl.DateTimeFormat(textsLanguage(), {
        ...{ year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' },
        timeZone: 'UTC',
        timeZoneName: 'short',
      }).format(time);
}

/** Filters whose values are personal data. Only their kinds and numbers are shown. */
const personalFilters = ['FromEmailAddress', 'Destination', 'Subject'] as const;

/** Labels of the other filters, which are shown with their values. */
const filterLabels = {
  Isp: l10n.t('ISP'),
  TenantName: l10n.t('Tenant'),
  LastDeliveryEvent: l10n.t('Last delivery event'),
  LastEngagementEvent: l10n.t('Last engagement event'),
};
const otherFilters = ['Isp', 'TenantName', 'LastDeliveryEvent', 'LastEngagementEvent'] as const;

const countText: Readonly<Record<(typeof personalFilters)[number], (count: number) => string>> = {
  FromEmailAddress: (count) => plural(count, l10n.t('{0} sender', count), l10n.t('{0} senders', count)),
  Destination: (count) => plural(count, l10n.t('{0} recipient', count), l10n.t('{0} recipients', count)),
  Subject: (count) => plural(count, l10n.t('{0} subject', count), l10n.t('{0} subjects', count)),
};

/** Returns the values of filters in one line: "2 senders · ISP: Gmail". */
function filterText(filters: MessageInsightsFilters | undefined): string | undefined {
  const personal = personalFilters.flatMap((kind) => {
    const { length } = filters?.[kind] ?? [];
    return length === 0 ? [] : [countText[kind](length)];
  });
  const others = otherFilters.flatMap((kind) => {
    const values = filters?.[kind] ?? [];
    return values.length === 0 ? [] : [`${filterLabels[kind]}: ${listText(values)}`];
  });
  const parts = [...personal, ...others];
  return parts.length === 0 ? undefined : parts.join(' · ');
}

function withoutPersonalData({
  MetricsDataSource: metrics,
  MessageInsightsDataSource: insights,
  ...others
}: ExportDataSource): object {
  return {
    ...others,
    MetricsDataSource: metrics && {
      ...metrics,
      Dimensions: Object.fromEntries(
        Object.entries(metrics.Dimensions ?? {}).map(([name, values]) => [name, withoutAddresses(values)]),
      ),
    },
    MessageInsightsDataSource: insights && {
      ...insights,
      Include: withoutPersonalValues(insights.Include),
      Exclude: withoutPersonalValues(insights.Exclude),
    },
  };
}

function withoutPersonalValues(filters: MessageInsightsFilters | undefined): object | undefined {
  return (
    filters && {
      ...filters,
      ...Object.fromEntries(
        personalFilters.flatMap((kind) => {
          const values = filters[kind];
          return values === undefined ? [] : [[kind, values.map(() => '…')]];
        }),
      ),
    }
  );
}

/** Replaces addresses among a dimension's values: sending identities can be addresses. */
function withoutAddresses(values: readonly string[]): readonly string[] {
  return values.map((value) => (value.includes('@') ? '…' : value));
}
