import type { RecordsSummary } from '../failedRecords/recordsSummary';
import type { ImportJob } from '../jobs/job';
import { durationText, jobSummary, phaseLabel } from '../jobs/jobWords';
import { plainJson } from '../text/plainText';
import type { Pace } from '../polling/paces';
import { withoutSecrets } from '../text/presignedUrl';
import { factRows, labelFor, type LabelOf } from './facts';
import { describeFailures } from './describeFailures';
import type { DetailsModel, DetailsRow } from './model';
import { describePace } from './describePace';
import { describeProgress, progressSection } from './describeProgress';
import { row, section, shown, timeRow } from './rows';
import { s3LocationOf } from './s3Location';

/** What the panel's text depends on besides the job. */
export interface DescribeContext {
  /** "prod · eu-west-1" */
  readonly connectionLabel: string;
  /** AWS's name for the service. */
  readonly serviceLabel: string;
  readonly labelOf?: LabelOf;
  /** Pace of the job, observed while it was in progress. */
  readonly pace?: Pace;
  /** Counts of its failed records, once they have been read. */
  readonly records?: RecordsSummary;
  /** State of the last read of the job. */
  readonly read: DetailsModel['read'];
  /** Formats milliseconds since the epoch in the user's locale and time zone. */
  readonly formatTime: (ms: number) => string;
  /** Formats a count in the user's locale. */
  readonly formatCount: (count: number) => string;
}

/**
 * Returns a job as the panel shows it. Every field that the service returned has a row or is among the failures; fields
 * that it left out have none. Contains no secrets of presigned URLs.
 */
export function describeJob(job: ImportJob, context: DescribeContext): DetailsModel {
  const { formatCount, labelOf = () => undefined } = context;
  const progress = describeProgress(job, context);
  const failures = describeFailures(job, formatCount, context.records);
  const pace = context.pace && describePace(context.pace, context);
  return {
    title: titleOf(job, labelOf),
    ...(job.purpose === undefined ? {} : { purpose: shown(job.purpose) }),
    summary: jobSummary(job, formatCount),
    trail: [context.connectionLabel, context.serviceLabel, ...[labelFor('breadcrumb', job, labelOf) ?? []].flat()].map(
      shown,
    ),
    jobId: shown(job.id),
    phase: job.phase,
    stateLabel: phaseLabel(job.phase, job.status),
    ...(progress === undefined ? {} : { progress }),
    ...(pace === undefined ? {} : { pace }),
    sections: [
      ...progressSection(job, context),
      ...section(
        'source',
        'Source',
        sourceRows(job, labelOf),
        job.source?.s3Url === undefined ? {} : { copy: 'copySourceUrl' },
      ),
      ...section('destination', 'Destination', factRows('destination', job, labelOf)),
      ...section('times', 'Times', timeRows(job, context)),
      ...section('job', 'Job', jobRows(job, labelOf)),
    ],
    ...(failures === undefined ? {} : { failures }),
    rawJson: plainJson(JSON.stringify(withoutSecrets(job.raw), undefined, 2)),
    read: context.read,
  };
}

function titleOf(job: ImportJob, labelOf: LabelOf): string {
  const { title = 'Import', name = labelFor('title', job, labelOf) } = job;
  return shown(name === undefined || name === '' ? title : `${title}: ${shown(name)}`);
}

function sourceRows(job: ImportJob, labelOf: LabelOf): readonly DetailsRow[] {
  return [
    ...locationRows(job.source?.s3Url),
    ...row('format', 'Format', job.source?.format),
    ...factRows('source', job, labelOf),
  ];
}

/** Returns rows for bucket and key, or one for the URL if it is not an S3 location. */
function locationRows(s3Url: string | undefined): readonly DetailsRow[] {
  const location = s3Url === undefined ? undefined : s3LocationOf(s3Url);
  if (location === undefined) {
    return row('s3Url', 'S3 URL', s3Url, { code: true });
  }
  const { bucket, key } = location;
  return [
    ...row('bucket', 'Bucket', bucket, { code: true, copy: true }),
    ...(key === '' ? [] : row('key', key.endsWith('/') ? 'Key prefix' : 'Key', key, { code: true, copy: true })),
  ];
}

function timeRows({ createdAt, completedAt }: ImportJob, { formatTime }: DescribeContext): readonly DetailsRow[] {
  const took = createdAt === undefined || completedAt === undefined ? undefined : completedAt - createdAt;
  return [
    ...timeRow('createdAt', 'Created', createdAt, formatTime),
    ...timeRow('completedAt', 'Completed', completedAt, formatTime),
    ...row('took', 'Took', took === undefined || !(took >= 0) ? undefined : durationText(took)),
  ];
}

function jobRows(job: ImportJob, labelOf: LabelOf): readonly DetailsRow[] {
  const odd = job.phase === 'unknown' ? { note: 'A status that this extension does not know.' } : {};
  return [
    ...row('jobId', 'Job ID', job.id, { code: true }),
    ...row('status', 'Status', job.status, { code: true, ...odd }),
    ...factRows('job', job, labelOf),
    // An empty list is information too; entries have a card of their own.
    ...row('failures', 'Failures', job.failures?.entries?.length === 0 ? 'None listed' : undefined),
  ];
}
