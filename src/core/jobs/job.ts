import type { JsonValue } from '../text/json';

/** A service with import jobs, by the name of its folder in `src/services`. */
export type ServiceId = string;

/** State of a job, common to all services. `unknown`: this version does not know the service's status. */
export type JobPhase =
  | 'waiting'
  | 'running'
  | 'succeeded'
  | 'succeededWithFailures'
  | 'failed'
  | 'cancelled'
  | 'unknown';

/** Identifies a job in requests to its service. */
export interface JobRef {
  readonly service: ServiceId;
  readonly id: string;
  /** Scope of the id where it is not unique in the account, such as an application's id. */
  readonly scope?: string;
}

export interface JobSourceFile {
  /** URL of the imported file or folder, `s3://` or `https://` as the service returned it. */
  readonly s3Url?: string;
  /** `CSV` or `JSON`. */
  readonly format?: string;
}

/** A count of a job's records. */
export interface Count {
  /** Stable name, unique in the job: `processed`. */
  readonly id: string;
  /** "Processed". In lower case it follows the number in a row: "4,821 processed". */
  readonly label: string;
  readonly value: number;
  /** `bad`: records that failed. */
  readonly tone?: 'bad';
  /** ID of another count, if this one includes it or, for a count of failed records, may do so. */
  readonly mayInclude?: string;
}

/** Progress of a job in units of roughly equal work. */
export interface Progress {
  readonly done?: number;
  readonly failed?: number;
  readonly total?: number;
  readonly unit: ProgressUnit;
}

/** Labels for counts of a unit. Each is a whole phrase, because a noun inserted into a sentence cannot be translated. */
export interface ProgressUnit {
  /** Label of the progress: "Pieces". */
  readonly label: string;
  /** Label of the completed units: "Completed pieces". */
  readonly done: string;
  /** Label of the failed units: "Failed pieces". */
  readonly failed: string;
  /** Label of the total: "Total pieces". */
  readonly total: string;
}

/** A field of a job that is only displayed. */
export interface JobFact {
  /** Stable name, unique in the job: `roleArn`. */
  readonly id: string;
  /**
   * Section of the panel that shows it. `mapping` is a table of the imported file's columns: `label` is the column,
   * `value` what it is imported into, `note` the type of its content.
   */
  readonly section: 'source' | 'destination' | 'job' | 'mapping';
  readonly label: string;
  readonly value: string;
  /** Explains the value. */
  readonly note?: string;
  /** Whether the value is an identifier, shown in the editor's font. */
  readonly code?: boolean;
  readonly copyable?: boolean;
  /** ID of the list that the value refers to. Its row can be revealed, and its label is shown next to an identifier. */
  readonly listId?: string;
  /** Label instead of `label` when the list's own label is shown next to the identifier: "Application". */
  readonly listLabel?: string;
  /** Whether the list's label is also shown in the job's title or breadcrumb. */
  readonly labelIn?: 'title' | 'breadcrumb';
}

export interface JobFailures {
  /** The service's message. */
  readonly message?: string;
  /** Hint that may help, such as the form of a valid file. */
  readonly hint?: string;
  /**
   * A presigned URL. Anyone with it can read personal data, so it is used only to copy it and to open or save the file.
   */
  readonly failedRecordsUrl?: string;
  /** Failed records. Services list only the first ones, so the job's count can be higher. */
  readonly entries?: readonly string[];
  /** Whether entries may be missing because the service returned its maximum number. */
  readonly mayBeCut?: boolean;
}

/** The file that a job creates. */
export interface JobResult {
  /**
   * A presigned URL. Anyone with it can read the file, so it is used only to copy it and to open or save the file.
   */
  readonly url?: string;
  /** `CSV` or `JSON`. */
  readonly format?: string;
}

export interface AwaitedUpload {
  /** When the link for the upload expires, in milliseconds since the epoch; absent if unknown. */
  readonly until?: number;
}

/** An import job as last described by its service. Fields that the service left out are absent. */
export interface ImportJob extends JobRef {
  /** Unique within a connection; the same in every list with the job. */
  readonly key: string;
  readonly status?: string;
  readonly phase: JobPhase;
  /** Milliseconds since the epoch. */
  readonly createdAt?: number;
  /** When processing began, in milliseconds since the epoch. Before that, a job may wait long for its file. */
  readonly startedAt?: number;
  /** Milliseconds since the epoch. */
  readonly completedAt?: number;
  /** Present while the service waits for an upload of the file, which may never happen. */
  readonly awaitsUpload?: AwaitedUpload;
  /** In display order, failures last. */
  readonly counts: readonly Count[];
  /** Explains counts and progress when their labels are not enough. */
  readonly countsNote?: string;
  /** Absent for services without totals. Its `total` is absent while unknown. */
  readonly progress?: Progress;
  /** Kind of import, without a name: "Contact list import". */
  readonly title?: string;
  /** Name that the user gave the import or its target. */
  readonly name?: string;
  /** Short text for the import's target: "Contact list newsletter". */
  readonly target?: string;
  /** Sentence about its purpose: "Adds contacts to the contact list". */
  readonly purpose?: string;
  /** The imported file; empty for a job that is known to have none. */
  readonly source?: JobSourceFile;
  /** Whether the service never reports where a job's source and failed records are. */
  readonly hasNoFiles?: true;
  /** Present for jobs that create a file, such as an export, even before they have created it. */
  readonly result?: JobResult;
  readonly facts: readonly JobFact[];
  /** IDs of the lists that contain it, outermost first. */
  readonly listIds: readonly string[];
  readonly failures?: JobFailures;
  /** Whether all details are known. If not, the others require a request for this job. */
  readonly complete: boolean;
  /** Request ID of the first response with this content. */
  readonly requestId?: string;
  /** The response that this job was mapped from. */
  readonly raw: JsonValue;
}

/** Encodes text as part of a key or URI, including lone surrogates, which `encodeURIComponent` rejects. */
export function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Returns a job's key, unique within its connection. */
export function keyOf(ref: JobRef): string {
  return [ref.service, ...(ref.scope === undefined ? [] : [ref.scope]), ref.id].map(encoded).join('/');
}

/** Returns a job's key, unique across connections. */
export function globalKey(connectionId: string, key: string): string {
  return `${connectionId} ${key}`;
}

/** Whether a job is being processed or will be without an upload. */
export function isInProgress({ phase, awaitsUpload }: Pick<ImportJob, 'phase' | 'awaitsUpload'>): boolean {
  return awaitsUpload === undefined && (phase === 'waiting' || phase === 'running');
}

/** Whether a job may still change. True for a job that waits for its upload or has an unknown status. */
export function mayChange({ phase }: Pick<ImportJob, 'phase'>): boolean {
  return phase === 'waiting' || phase === 'running' || phase === 'unknown';
}

/** Whether the link for a job's upload has expired. @param now milliseconds since the epoch */
export function isUploadExpired({ awaitsUpload }: Pick<ImportJob, 'awaitsUpload'>, now: number): boolean {
  return awaitsUpload?.until !== undefined && awaitsUpload.until <= now;
}

/** Returns the fraction of work done, from 0 to 1; `undefined` without a total. */
export function progressOf(job: Pick<ImportJob, 'progress'>): number | undefined {
  const { done, failed, total } = job.progress ?? {};
  if (total === undefined || !(total > 0) || (done === undefined && failed === undefined)) {
    return undefined;
  }
  return Math.min(1, Math.max(0, ((done ?? 0) + (failed ?? 0)) / total));
}

/**
 * Returns the number of records that succeeded or, if not counted separately, were processed; `undefined` without
 * counts.
 */
export function processedCount({ counts }: Pick<ImportJob, 'counts'>): number | undefined {
  const good = counts.filter(({ tone }) => tone !== 'bad');
  return sumOf(good.filter((count) => !good.some((other) => includes(other, count))));
}

/** Returns the number of failed records; `undefined` without counts. */
export function failedCount({ counts }: Pick<ImportJob, 'counts'>): number | undefined {
  return sumOf(counts.filter(({ tone }) => tone === 'bad'));
}

/** Returns the number of records that succeeded or failed so far; `undefined` without counts. */
export function recordCount({ counts }: Pick<ImportJob, 'counts'>): number | undefined {
  return sumOf(counts.filter((count) => !counts.some((other) => includes(other, count))));
}

/** Whether a count appears to include another. It cannot include a larger one. */
export function includes({ mayInclude, value }: Count, other: Count): boolean {
  return mayInclude === other.id && value >= other.value;
}

/**
 * Returns how long a finished job took, in milliseconds, since its start or, if that is unknown, its creation;
 * `undefined` if unknown.
 */
export function durationOf({
  createdAt,
  startedAt = createdAt,
  completedAt,
}: Pick<ImportJob, 'createdAt' | 'startedAt' | 'completedAt'>): number | undefined {
  const duration = startedAt === undefined || completedAt === undefined ? -1 : completedAt - startedAt;
  return duration >= 0 ? duration : undefined;
}

/** Whether a job has the URL of a source file, or may have one: some lists leave out its source. */
export function mayHaveSourceUrl({
  complete,
  source,
  hasNoFiles,
}: Pick<ImportJob, 'complete' | 'source' | 'hasNoFiles'>): boolean {
  return source === undefined ? !complete && hasNoFiles !== true : source.s3Url !== undefined;
}

function sumOf(counts: readonly Count[]): number | undefined {
  return counts.length === 0 ? undefined : counts.reduce((sum, { value }) => sum + value, 0);
}

/** Whether a job is over and failed, or any of its records did. */
export function hasFailures({ phase }: Pick<ImportJob, 'phase'>): boolean {
  return phase === 'failed' || phase === 'succeededWithFailures';
}

/** Compares what has a job by its creation, newest first. Jobs without a creation time come last. */
export function newestFirst({ job: a }: { readonly job: ImportJob }, { job: b }: { readonly job: ImportJob }): number {
  return (b.createdAt ?? -Infinity) - (a.createdAt ?? -Infinity) || 0;
}
