import type { ImportJobResource, ImportJobResponse } from '@aws-sdk/client-pinpoint';
import { defined } from '../../core/base/defined';
import { factSharing } from '../../core/jobs/factSharing';
import {
  keyOf,
  type Count,
  type ImportJob,
  type JobFact,
  type JobFailures,
  type JobPhase,
  type JobSourceFile,
  type Progress,
} from '../../core/jobs/job';
import { rawOf, timeOf } from '../../aws/requests/call';
import { allJobsId, segmentBranchId } from './listIds';

export const service = 'pinpoint';

const pieces = ['piece', 'pieces'] as const;
const share = factSharing();
const recordsNote = 'Processed and failed count endpoint definitions.';
const piecesNote = 'Pieces are parts of the work, of about the same number of definitions each.';
const recordsAndPiecesNote = `${recordsNote} ${piecesNote}`;
/** Maximum number of failures that Pinpoint lists for a job. */
const mostListed = 100;

/**
 * Maps a job; returns `undefined` if it has no id. A new job may lack even fields that are documented as required.
 * https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-segments-segment-id-jobs-import.html
 * @param applicationId the one requested
 * @param id the one requested, in case the response lacks it
 */
export function mapJob(
  job: Partial<ImportJobResponse>,
  applicationId: string,
  requestId: string | undefined,
  id = job.Id,
): ImportJob | undefined {
  if (id === undefined || id === '') {
    return undefined;
  }
  const ref = { service, id, scope: applicationId };
  const definition: Partial<ImportJobResource> = job.Definition ?? {};
  return defined<ImportJob>({
    ...ref,
    key: keyOf(ref),
    status: job.JobStatus,
    phase: phaseOf(job),
    createdAt: timeOf(job.CreationDate),
    completedAt: timeOf(job.CompletionDate),
    counts: countsOf(job),
    countsNote: countsNoteOf(job),
    progress: defined<Progress>({
      done: job.CompletedPieces,
      failed: job.FailedPieces,
      total: job.TotalPieces,
      unit: pieces,
    }),
    source: unlessEmpty(defined<JobSourceFile>({ s3Url: definition.S3Url, format: definition.Format })),
    ...destinationOf(definition),
    facts: factsOf(job, applicationId),
    listIds: [
      allJobsId(applicationId),
      ...(definition.SegmentId === undefined ? [] : [segmentBranchId(applicationId, definition.SegmentId)]),
    ],
    failures:
      job.Failures &&
      defined<JobFailures>({ entries: job.Failures, mayBeCut: job.Failures.length >= mostListed || undefined }),
    // Pinpoint's lists have all details.
    complete: true,
    requestId,
    raw: rawOf(job),
  });
}

function phaseOf({
  JobStatus,
  TotalFailures = 0,
  FailedPieces = 0,
  Failures = [],
}: Partial<ImportJobResponse>): JobPhase {
  switch (JobStatus) {
    case 'CREATED':
    case 'PREPARING_FOR_INITIALIZATION':
    case 'PENDING_JOB':
      return 'waiting';
    case 'INITIALIZING':
    case 'PROCESSING':
    case 'COMPLETING':
    case 'FAILING':
      return 'running';
    case 'COMPLETED':
      return TotalFailures > 0 || FailedPieces > 0 || Failures.length > 0 ? 'succeededWithFailures' : 'succeeded';
    case 'FAILED':
      return 'failed';
    default:
      return 'unknown';
  }
}

function countsOf({ TotalProcessed: processed, TotalFailures: failed }: Partial<ImportJobResponse>): readonly Count[] {
  return [
    ...(processed === undefined ? [] : [{ id: 'processed', label: 'Processed', value: processed }]),
    ...(failed === undefined ? [] : [{ id: 'failed', label: 'Failed', value: failed, tone: 'bad' as const }]),
  ];
}

function countsNoteOf(job: Partial<ImportJobResponse>): string | undefined {
  const isCounted = job.TotalProcessed !== undefined || job.TotalFailures !== undefined;
  const hasPieces = [job.CompletedPieces, job.FailedPieces, job.TotalPieces].some((count) => count !== undefined);
  if (isCounted) {
    return hasPieces ? recordsAndPiecesNote : recordsNote;
  }
  return hasPieces ? piecesNote : undefined;
}

type Destination = Pick<ImportJob, 'title' | 'name' | 'target' | 'purpose'>;

/** Returns the destination. It is empty if the definition has none, which can happen for a new job. */
function destinationOf({
  SegmentId: segmentId,
  SegmentName: name,
  DefineSegment: definesSegment,
  RegisterEndpoints: registersEndpoints,
}: Partial<ImportJobResource>): Destination {
  const purpose =
    definesSegment === true
      ? 'Imports endpoint definitions and makes a segment of them'
      : 'Imports endpoint definitions';
  if (definesSegment === true || segmentId !== undefined || name !== undefined) {
    return defined<Destination>({
      title: 'Segment import',
      name,
      target: `Segment ${name ?? segmentId ?? ''}`,
      purpose,
    });
  }
  return definesSegment === undefined && registersEndpoints === undefined
    ? {}
    : { title: 'Endpoint import', target: 'Endpoints only', purpose };
}

function factsOf({ Definition, Type }: Partial<ImportJobResponse>, applicationId: string): readonly JobFact[] {
  const definition: Partial<ImportJobResource> = Definition ?? {};
  const { SegmentId: segmentId, SegmentName: segmentName } = definition;
  const segmentListId = segmentId === undefined ? undefined : segmentBranchId(applicationId, segmentId);
  const code = true;
  const copyable = true;
  return [
    ...fact('source', 'roleArn', 'IAM role', definition.RoleArn, { code, copyable }),
    ...fact('source', 'externalId', 'External ID (deprecated)', definition.ExternalId, { code }),
    ...fact('destination', 'applicationId', 'Application ID', applicationId, {
      code,
      copyable,
      listId: applicationId,
      labelIn: 'breadcrumb',
    }),
    ...fact('destination', 'segmentName', 'Segment name', segmentName, { listId: segmentListId }),
    ...fact('destination', 'segmentId', 'Segment ID', segmentId, {
      code,
      copyable,
      // The segment's name is looked up only if the job lacks it.
      ...(segmentName === undefined ? { listId: segmentListId, labelIn: 'title' } : {}),
    }),
    ...fact('destination', 'definesSegment', 'Defines a segment', yesNo(definition.DefineSegment)),
    ...fact('destination', 'registersEndpoints', 'Registers endpoints', yesNo(definition.RegisterEndpoints)),
    ...fact('job', 'type', 'Type', Type, { code }),
  ];
}

function fact(
  section: JobFact['section'],
  id: string,
  label: string,
  value: string | undefined,
  more: Omit<Parameters<typeof share>[0], 'id' | 'section' | 'label' | 'value'> = {},
): readonly JobFact[] {
  return value === undefined ? [] : [share({ id, section, label, value, ...more })];
}

function yesNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? 'Yes' : 'No';
}

function unlessEmpty<T extends object>(object: T): T | undefined {
  return Object.keys(object).length === 0 ? undefined : object;
}
