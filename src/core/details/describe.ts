import type { RecordsSummary } from '../failedRecords/recordsSummary';
import type { ImportJob } from '../job';
import { durationText, jobSummary, phaseLabel } from '../jobWords';
import { plainJson } from '../plainText';
import type { Pace } from '../pace';
import { withoutSecrets } from '../presignedUrl';
import { destinationRows, purposeOf, type KnownNames } from './destination';
import { describeFailures } from './failures';
import type { DetailsModel, DetailsRow } from './model';
import { describePace } from './pace';
import { describeProgress, progressSection } from './progress';
import { row, section, shown, timeRow } from './rows';
import { s3LocationOf } from './s3Location';

/** What the words of the panel depend on beside the job itself. */
export interface DescribeContext {
  /** "prod · eu-west-1" */
  readonly connectionLabel: string;
  /** "Amazon SES" */
  readonly serviceLabel: string;
  /** What the application and the segment are called, where that is known. */
  readonly names?: KnownNames;
  /** What was seen of the job while it ran. */
  readonly pace?: Pace;
  /** Of its failed records, once they have been read. */
  readonly records?: RecordsSummary;
  /** What the last read of the job came to. */
  readonly read: DetailsModel['read'];
  /** A moment, in milliseconds since the epoch, in the user's locale and time zone. */
  readonly formatTime: (ms: number) => string;
  /** A count in the user's locale. */
  readonly formatCount: (count: number) => string;
}

/**
 * A job as the panel shows it. Every field that the service gave has one row or its place among the failures; what it
 * left out has none. No secret of a presigned URL gets through.
 */
export function describeJob(job: ImportJob, context: DescribeContext): DetailsModel {
  const { formatCount, names } = context;
  const progress = describeProgress(job, context);
  const failures = describeFailures(job, formatCount, context.records);
  const pace = context.pace && describePace(context.pace, context);
  const purpose = purposeOf(job.destination);
  return {
    title: titleOf(job, names?.segment),
    ...(purpose === undefined ? {} : { purpose }),
    summary: jobSummary(job, formatCount),
    trail: [
      context.connectionLabel,
      context.serviceLabel,
      ...(names?.application === undefined ? [] : [names.application]),
    ].map(shown),
    jobId: shown(job.id),
    phase: job.phase,
    stateLabel: phaseLabel(job.phase, job.status),
    ...(progress === undefined ? {} : { progress }),
    ...(pace === undefined ? {} : { pace }),
    sections: [
      ...progressSection(job, context),
      ...section('source', 'Source', sourceRows(job), job.source?.s3Url === undefined ? {} : { copy: 'copySourceUrl' }),
      ...section('destination', 'Destination', destinationRows(job, names)),
      ...section('times', 'Times', timeRows(job, context)),
      ...section('job', 'Job', jobRows(job)),
    ],
    ...(failures === undefined ? {} : { failures }),
    rawJson: plainJson(JSON.stringify(withoutSecrets(job.raw), undefined, 2)),
    read: context.read,
  };
}

function titleOf({ destination }: ImportJob, segment: string | undefined): string {
  switch (destination?.kind) {
    case undefined:
      return 'Import';
    case 'suppressionList':
      return 'Suppression list import';
    case 'contactList':
      return titled('Contact list import', destination.name);
    case 'segment':
      return titled('Segment import', destination.segmentName ?? segment);
    case 'endpoints':
      return 'Endpoint import';
  }
}

function titled(kind: string, name: string | undefined): string {
  return name === undefined || name === '' ? kind : `${kind}: ${shown(name)}`;
}

function sourceRows({ source, roleArn, externalId }: ImportJob): readonly DetailsRow[] {
  return [
    ...placeRows(source?.s3Url),
    ...row('format', 'Format', source?.format),
    ...row('roleArn', 'IAM role', roleArn, { code: true, copy: true }),
    ...row('externalId', 'External ID (deprecated)', externalId, { code: true }),
  ];
}

/** Bucket and key, or a URL that has none as a whole. */
function placeRows(s3Url: string | undefined): readonly DetailsRow[] {
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

function jobRows(job: ImportJob): readonly DetailsRow[] {
  const odd = job.phase === 'unknown' ? { note: 'A status that this extension does not know.' } : {};
  return [
    ...row('jobId', 'Job ID', job.id, { code: true }),
    ...row('status', 'Status', job.status, { code: true, ...odd }),
    ...row('type', 'Type', job.type, { code: true }),
    // An empty list is an answer too; one with entries has its own place.
    ...row('failures', 'Failures', job.failures?.entries?.length === 0 ? 'None listed' : undefined),
  ];
}
