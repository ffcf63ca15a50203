import * as l10n from '@vscode/l10n';
import type { RecordsSummary } from '../failedRecords/recordsSummary';
import type { Offers } from '../handOver/handOver';
import { durationOf, type ImportJob } from '../jobs/job';
import { durationText, jobSummary, stateLabel, uploadLinkText } from '../jobs/jobWords';
import { plainJson } from '../text/plainText';
import type { Pace } from '../polling/paces';
import { withoutSecrets } from '../text/presignedUrl';
import { factRows, listFor, type LabelOf } from './facts';
import { describeFailures } from './describeFailures';
import type { DetailsModel, DetailsRow, DetailsStep } from './model';
import { describePace } from './describePace';
import { describeProgress, progressSection } from './describeProgress';
import { row, section, shown, timeRow } from './rows';
import { s3LocationOf } from './s3Location';

/** What the panel's text depends on besides the job. */
export interface DescribeContext {
  /** Label of the connection: "prod · eu-west-1". */
  readonly connectionLabel: string;
  /** AWS's name for the service. */
  readonly serviceLabel: string;
  readonly labelOf?: LabelOf;
  /** Pace of the job, observed while it was in progress. */
  readonly pace?: Pace;
  /** Counts of the job's failed records, once they were read. */
  readonly records?: RecordsSummary;
  /** Commands available for the job. */
  readonly offers?: Offers;
  /** State of the last read of the job. */
  readonly read: DetailsModel['read'];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Formats milliseconds since the epoch in the user's locale and time zone. */
  readonly formatTime: (ms: number) => string;
  /** Formats a count in the user's locale. */
  readonly formatCount: (count: number) => string;
}

/**
 * Returns a job as the panel shows it, each field that the service returned once; fields that it left out have no row.
 * Contains no secrets of presigned URLs.
 */
export function describeJob(job: ImportJob, context: DescribeContext): DetailsModel {
  const { formatCount, labelOf = () => undefined } = context;
  const progress = describeProgress(job, context.read.state === 'saved', context);
  const failures = describeFailures(job, context);
  const pace = context.pace && describePace(context.pace, context);
  return {
    title: titleOf(job, labelOf),
    ...(job.purpose === undefined ? {} : { purpose: shown(job.purpose) }),
    summary: jobSummary(job, formatCount),
    trail: trailOf(job, context),
    jobId: shown(job.id),
    phase: job.phase,
    stateLabel: stateLabel(job),
    ...(job.status === undefined ? {} : { status: shown(job.status) }),
    ...(job.phase === 'unknown' ? { statusNote: l10n.t('Unknown to this version of Import Jobs') } : {}),
    ...(progress === undefined ? {} : { progress }),
    ...(pace === undefined ? {} : { pace }),
    sections: [
      ...progressSection(job, progress, context),
      ...section(
        'source',
        l10n.t('Source'),
        sourceRows(job, context),
        job.source?.s3Url === undefined ? {} : { copy: 'copySourceUrl' },
      ),
      ...section('destination', l10n.t('Destination'), factRows('destination', job, labelOf)),
      ...section('job', l10n.t('Job'), [...timeRows(job, context), ...jobRows(job, failures, labelOf)]),
      ...section('mapping', l10n.t('Column mapping'), factRows('mapping', job, labelOf), {
        columns: [
          l10n.t({ message: 'Column', args: [], comment: ['A column of the imported file'] }),
          l10n.t({ message: 'Imported into', args: [], comment: ['The field that a column is imported into'] }),
          l10n.t('Content type'),
        ],
      }),
    ],
    ...(failures === undefined ? {} : { failures }),
    hasResult: job.result?.url !== undefined,
    rawJson: plainJson(JSON.stringify(withoutSecrets(job.raw), undefined, 2)),
    ...(context.offers === undefined ? {} : { offers: context.offers }),
    read: context.read,
  };
}

function titleOf(job: ImportJob, labelOf: LabelOf): string {
  const { title = l10n.t('Import job'), name = listFor('title', job, labelOf)?.label } = job;
  return shown(
    name === undefined || name === ''
      ? title
      : l10n.t({
          message: '{0}: {1}',
          args: [title, shown(name)],
          comment: ['A kind of import and a name: "Contact list import: newsletter"'],
        }),
  );
}

function trailOf(
  job: ImportJob,
  { connectionLabel, serviceLabel, labelOf = () => undefined }: DescribeContext,
): readonly DetailsStep[] {
  const list = listFor('breadcrumb', job, labelOf);
  const steps: readonly DetailsStep[] = [
    { label: connectionLabel, link: 'revealConnection' },
    { label: serviceLabel, link: 'revealService' },
    ...(list === undefined ? [] : [list]),
  ];
  return steps.map((step) => ({ ...step, label: shown(step.label) }));
}

function sourceRows(
  job: ImportJob,
  { formatTime, now, labelOf = () => undefined }: DescribeContext,
): readonly DetailsRow[] {
  return [
    ...row('uploadLink', l10n.t('Upload link'), uploadLinkText(job, formatTime, now)),
    ...locationRows(job.source?.s3Url),
    ...row('format', l10n.t('Format'), job.source?.format),
    ...factRows('source', job, labelOf),
  ];
}

/** Returns rows for bucket and key, or one for the URL if it is not an S3 location. */
function locationRows(s3Url: string | undefined): readonly DetailsRow[] {
  const location = s3Url === undefined ? undefined : s3LocationOf(s3Url);
  if (location === undefined) {
    return row('s3Url', l10n.t('S3 URL'), s3Url, { code: true });
  }
  const { bucket, key } = location;
  const keyLabel = key.endsWith('/') ? l10n.t('Key prefix') : l10n.t('Key');
  return [
    ...row('bucket', l10n.t('Bucket'), bucket, { code: true, copy: true }),
    ...(key === '' ? [] : row('key', keyLabel, key, { code: true, copy: true })),
  ];
}

function timeRows(job: ImportJob, { formatTime }: DescribeContext): readonly DetailsRow[] {
  const took = durationOf(job);
  return [
    ...timeRow('createdAt', l10n.t('Created'), job.createdAt, formatTime),
    ...timeRow('startedAt', l10n.t('Started'), job.startedAt, formatTime),
    ...timeRow('completedAt', l10n.t('Completed'), job.completedAt, formatTime),
    ...row('took', l10n.t('Duration'), took === undefined ? undefined : durationText(took)),
  ];
}

function jobRows(job: ImportJob, failures: DetailsModel['failures'], labelOf: LabelOf): readonly DetailsRow[] {
  const isEmpty = failures === undefined && job.failures?.entries?.length === 0;
  return [
    ...factRows('job', job, labelOf),
    // Say that the list is empty; actual failures have a card of their own.
    ...row('failures', l10n.t('Failures'), isEmpty ? l10n.t('None listed') : undefined),
  ];
}
