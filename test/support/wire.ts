/** Jobs as the services send them, and their expected texts, computed independently of the product's code. */

/** Of `ListImportJobs` and `GetImportJob`. Times are seconds since the epoch. */
export interface SesJob {
  readonly JobId: string;
  readonly JobStatus?: string;
  readonly CreatedTimestamp?: number;
  readonly CompletedTimestamp?: number;
  readonly ProcessedRecordsCount?: number;
  readonly FailedRecordsCount?: number;
  readonly ImportDestination?: {
    readonly SuppressionListDestination?: { readonly SuppressionListImportAction?: string };
    readonly ContactListDestination?: { readonly ContactListName?: string; readonly ContactListImportAction?: string };
  };
  readonly ImportDataSource?: { readonly S3Url?: string; readonly DataFormat?: string };
  readonly FailureInfo?: { readonly FailedRecordsS3Url?: string; readonly ErrorMessage?: string };
}

/** `ImportJobResponse`. */
export interface PinpointJob {
  readonly Id: string;
  readonly ApplicationId?: string;
  readonly JobStatus?: string;
  readonly CreationDate?: string;
  readonly CompletionDate?: string;
  readonly TotalProcessed?: number;
  readonly TotalFailures?: number;
  readonly CompletedPieces?: number;
  readonly FailedPieces?: number;
  readonly TotalPieces?: number;
  readonly Type?: string;
  readonly Failures?: readonly string[];
  readonly Definition?: {
    readonly DefineSegment?: boolean;
    readonly ExternalId?: string;
    readonly Format?: string;
    readonly RegisterEndpoints?: boolean;
    readonly RoleArn?: string;
    readonly S3Url?: string;
    readonly SegmentId?: string;
    readonly SegmentName?: string;
  };
}

/** Parses a response with a page of jobs. */
export function sesJobsIn(body: string): readonly SesJob[] {
  return (JSON.parse(body) as { readonly ImportJobs: readonly SesJob[] }).ImportJobs;
}

export function pinpointJobsIn(body: string): readonly PinpointJob[] {
  return (JSON.parse(body) as { readonly Item: readonly PinpointJob[] }).Item;
}

export function nextTokenIn(body: string): string | undefined {
  return (JSON.parse(body) as { readonly NextToken?: string | null }).NextToken ?? undefined;
}

/** Whether a job of a list, which has no URL, may have a file of failed records. */
export function mayHaveFile(job: SesJob): boolean {
  const state = stateOfSesJob(job);
  return state === 'Failed' || (job.FailedRecordsCount ?? (state === 'Waiting' ? 0 : 1)) > 0;
}

/** Returns the accessible name of a row as specified, up to the connection: state, counts, destination, created, job id. */
export function nameOfSesJob(job: SesJob): string {
  const { ImportDestination: { ContactListDestination: list } = {} } = job;
  const destination = list === undefined ? 'Suppression list' : `Contact list ${list.ContactListName ?? ''}`;
  return nameOf(
    stateOfSesJob(job),
    job.ProcessedRecordsCount,
    job.FailedRecordsCount,
    destination,
    (job.CreatedTimestamp ?? NaN) * 1000,
    job.JobId,
  );
}

export function nameOfPinpointJob(job: PinpointJob): string {
  const { SegmentName, SegmentId } = job.Definition ?? {};
  const destination = SegmentId === undefined ? 'Endpoints only' : `Segment ${SegmentName ?? SegmentId}`;
  return nameOf(
    stateOfPinpointJob(job),
    job.TotalProcessed,
    job.TotalFailures,
    destination,
    Date.parse(job.CreationDate ?? ''),
    job.Id,
  );
}

function nameOf(
  state: string,
  processed: number | undefined,
  failed: number | undefined,
  destination: string,
  created: number,
  id: string,
): string {
  const counts = [
    ...(processed === undefined ? [] : [`${count(processed)} processed`]),
    ...(failed === undefined || failed === 0 ? [] : [`${count(failed)} failed`]),
  ];
  return [state, ...counts, destination, `created ${time(created)}`, `job ${id}`].join(', ');
}

export function stateOfSesJob({ JobStatus, FailedRecordsCount = 0 }: SesJob): string {
  if (JobStatus === 'COMPLETED' && FailedRecordsCount > 0) return 'Completed with failures';
  const states: Readonly<Record<string, string>> = {
    CREATED: 'Waiting',
    PROCESSING: 'Processing',
    COMPLETED: 'Completed',
    FAILED: 'Failed',
    CANCELLED: 'Cancelled',
  };
  return states[JobStatus ?? ''] ?? '';
}

export function stateOfPinpointJob({ JobStatus, TotalFailures = 0 }: PinpointJob): string {
  if (JobStatus === 'COMPLETED' && TotalFailures > 0) return 'Completed with failures';
  const states: Readonly<Record<string, string>> = {
    CREATED: 'Waiting',
    PREPARING_FOR_INITIALIZATION: 'Waiting',
    PENDING_JOB: 'Waiting',
    PROCESSING: 'Processing',
    COMPLETED: 'Completed',
    FAILED: 'Failed',
  };
  return states[JobStatus ?? ''] ?? 'In progress';
}

/** Formats a number in the window's locale. */
export function count(value: number): string {
  return new Intl.NumberFormat('en-US').format(value);
}

/** Formats a time in the window's locale. @param time milliseconds since the epoch */
export function time(time: number): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(time);
}

/** Removes what follows the connection in the accessible name of a job's row: duration, source, request ID. */
export function nameToConnection(name: string): string {
  return name.replace(/(?:, took [^,]+)?(?:, source [^,]+)?, request ID [^,]+$/, '');
}
