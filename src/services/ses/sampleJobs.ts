import type { JsonObject } from '../../sample/answers';
import { failedRecord } from '../../sample/failedRecordsFiles';
import { bucket } from '../../sample/exampleAccount';
import { contactLists, type SesTarget, suppressionDelete, suppressionPut } from './sampleNames';
import { cyclicItem } from '../../sample/random';
import { type Course, standingAt } from '../../sample/schedule/jobLife';
import { type Job, JobSeries, type Outcome } from '../../sample/schedule/jobSeries';

export type SesJob = Job<SesTarget>;

const pastOutcomes: readonly Outcome[] = [
  ...(['withFailures', 'clean', 'clean', 'failed', 'clean', 'clean', 'withFailures', 'clean'] as const),
  ...(['cancelled', 'clean', 'clean', 'clean', 'withFailures', 'clean', 'clean', 'clean'] as const),
];

/** Kinds of failures by variant, with and without a message or a file. They match `reaches` of the series. */
const failureKinds: readonly { readonly message?: string; readonly file: boolean }[] = [
  { message: 'The file could not be read from Amazon S3: access denied.', file: false },
  { message: 'The import was stopped because too many records failed.', file: true },
  { file: true },
  { message: 'The header of the file has no emailAddress column.', file: false },
];

const stages: Course['stages'] = [
  ['CREATED', 0.1],
  ['PROCESSING', 0.9],
];
const ends = { clean: 'COMPLETED', withFailures: 'COMPLETED', failed: 'FAILED', cancelled: 'CANCELLED' } as const;

const addressReasons = [
  'The email address is not valid',
  'The email address occurs more than once',
  'The record has more columns than the header',
  'The attributes are not valid JSON',
  'The topic does not exist in the contact list',
];

/**
 * Creates all import jobs of Amazon SES. At the start, some are in progress in both destinations.
 * @param start the account's start, in milliseconds since the epoch
 */
export function sesJobs(seed: number, start: number): JobSeries<SesTarget> {
  const { digest, digestLeavers, updates, loyalty, invitations } = contactLists;
  const times = (count: number, target: SesTarget) => Array.from({ length: count }, () => target);
  return new JobSeries({
    seed,
    start,
    name: 'ses',
    ids: 'uuid',
    weeks: 6,
    past: [
      ...times(110, suppressionPut),
      ...times(14, suppressionDelete),
      ...times(16, digest),
      ...times(4, digestLeavers),
      ...times(12, updates),
      ...times(10, loyalty),
      ...times(6, invitations),
    ],
    pastOutcomes,
    inProgress: [
      { target: suppressionPut, elapsed: 0.07, left: 140, outcome: 'clean' },
      { target: suppressionPut, elapsed: 0.4, left: 110, outcome: 'failed' },
      { target: suppressionPut, elapsed: 0.7, left: 45, outcome: 'withFailures' },
      { target: digest, elapsed: 0.5, left: 75, outcome: 'clean' },
      { target: loyalty, elapsed: 0.03, left: 200, outcome: 'withFailures' },
    ],
    later: [suppressionPut, updates, suppressionPut, digest, suppressionDelete],
  });
}

/** Returns the `ImportJobSummary` at `now`. A new job has no counts yet. */
export function jobSummary(job: SesJob, now: number): JsonObject {
  const { status, progress } = standingOf(job, now);
  const counts = {
    FailedRecordsCount: Math.floor(job.failed * progress),
    ProcessedRecordsCount: Math.floor(job.processed * progress),
  };
  return {
    CreatedTimestamp: job.createdAt / 1000,
    ...(status === 'CREATED' ? {} : counts),
    ImportDestination: destinationOf(job.target),
    JobId: job.id,
    JobStatus: status,
  };
}

/** Returns all details of a job at `now`. @param fileUrl returns the URL of the job's failed records */
export function jobDetails(job: SesJob, now: number, fileUrl: () => string): JsonObject {
  const { endedAt } = standingOf(job, now);
  const message = job.outcome === 'failed' ? cyclicItem(failureKinds, job.variant).message : undefined;
  const failure = {
    ...(message === undefined ? {} : { ErrorMessage: message }),
    ...(hasFailedRecordsFile(job, now) ? { FailedRecordsS3Url: fileUrl() } : {}),
  };
  return {
    ...jobSummary(job, now),
    ...(endedAt === undefined ? {} : { CompletedTimestamp: endedAt / 1000 }),
    ...(endedAt === undefined || Object.keys(failure).length === 0 ? {} : { FailureInfo: failure }),
    ImportDataSource: { DataFormat: job.target.file.endsWith('.json') ? 'JSON' : 'CSV', S3Url: s3UrlOf(job) },
  };
}

/**
 * Whether a job has a failed-records file at `now`, in milliseconds since the epoch. Only finished jobs do, and a
 * failed job may have failed records but no file.
 */
export function hasFailedRecordsFile(job: SesJob, now: number): boolean {
  const kept = job.outcome === 'withFailures' || cyclicItem(failureKinds, job.variant).file;
  return kept && job.failed > 0 && standingOf(job, now).endedAt !== undefined;
}

/** Returns a job's failed-records file. */
export function failedRecordsCsv(job: SesJob): string {
  const rows = Array.from({ length: job.failed }, (_, index) => {
    const { line, address, reason } = failedRecord(job, addressReasons, index);
    return `${String(line)},${address},${reason}\n`;
  });
  return `line,emailAddress,errorMessage\n${rows.join('')}`;
}

function standingOf(job: SesJob, now: number) {
  return standingAt(job, { stages, work: 'PROCESSING', end: ends[job.outcome] }, now);
}

function destinationOf({ type, action, list }: SesTarget): JsonObject {
  return type === 'CONTACT_LIST'
    ? { ContactListDestination: { ContactListImportAction: action, ContactListName: list ?? '' } }
    : { SuppressionListDestination: { SuppressionListImportAction: action } };
}

function s3UrlOf(job: SesJob): string {
  const date = new Date(job.createdAt).toISOString().slice(0, 10);
  return `${bucket}/${job.target.file.replace('{date}', date)}`;
}
