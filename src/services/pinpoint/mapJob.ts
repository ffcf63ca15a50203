import type { ImportJobResource, ImportJobResponse } from '@aws-sdk/client-pinpoint';
import { defined } from '../../core/defined';
import {
  keyOf,
  type ImportJob,
  type JobDestination,
  type JobFailures,
  type JobPhase,
  type JobSourceFile,
  type Pieces,
} from '../../core/job';
import { rawOf, timeOf } from '../../aws/call';

export const service = 'pinpoint';

/**
 * A job as ours; `undefined` for one without an id. A new job can lack even what the reference calls required.
 * https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-segments-segment-id-jobs-import.html
 * @param applicationId where it was asked for
 * @param id the id that was asked for, should the answer lack it
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
    processed: job.TotalProcessed,
    failed: job.TotalFailures,
    pieces: unlessEmpty(
      defined<Pieces>({ completed: job.CompletedPieces, failed: job.FailedPieces, total: job.TotalPieces }),
    ),
    source: unlessEmpty(defined<JobSourceFile>({ s3Url: definition.S3Url, format: definition.Format })),
    destination: destinationOf(definition),
    failures: job.Failures && defined<JobFailures>({ entries: job.Failures }),
    type: job.Type,
    roleArn: definition.RoleArn,
    externalId: definition.ExternalId,
    // Pinpoint's lists say all that there is.
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

/** `undefined` where the definition says nothing of it: a new job's can be empty. */
function destinationOf(definition: Partial<ImportJobResource>): JobDestination | undefined {
  const {
    SegmentId: segmentId,
    SegmentName: segmentName,
    DefineSegment: definesSegment,
    RegisterEndpoints: registersEndpoints,
  } = definition;
  if (definesSegment === true || segmentId !== undefined || segmentName !== undefined) {
    return defined<JobDestination>({ kind: 'segment', segmentId, segmentName, definesSegment, registersEndpoints });
  }
  return definesSegment === undefined && registersEndpoints === undefined
    ? undefined
    : defined<JobDestination>({ kind: 'endpoints', definesSegment, registersEndpoints });
}

function unlessEmpty<T extends object>(object: T): T | undefined {
  return Object.keys(object).length === 0 ? undefined : object;
}
