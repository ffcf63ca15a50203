import type { JsonValue } from './json';

/** A service that has import jobs, by the short name of its folder under `src/services`: `ses`, `pinpoint`. */
export type ServiceId = string;

/** Where a job stands, in words that fit every service. `unknown`: the service used a word that we do not know. */
export type JobPhase =
  'waiting' | 'running' | 'succeeded' | 'succeededWithFailures' | 'failed' | 'cancelled' | 'unknown';

/** All that is needed to ask a service for one job again. */
export interface JobRef {
  readonly service: ServiceId;
  readonly id: string;
  /** What the job's id is unique within, for services where it is not unique in the account: Pinpoint's application id. */
  readonly scope?: string;
}

export interface JobSourceFile {
  /** The file or the folder that was imported, as an `s3://` or `https://` URL, as the service gave it. */
  readonly s3Url?: string;
  /** `CSV` or `JSON`. */
  readonly format?: string;
}

/** Parts of the work, each of about as many records as any other (Pinpoint). */
export interface Pieces {
  readonly completed?: number;
  readonly failed?: number;
  readonly total?: number;
}

export type JobDestination =
  | { readonly kind: 'suppressionList'; readonly action?: string }
  | { readonly kind: 'contactList'; readonly name?: string; readonly action?: string }
  | {
      readonly kind: 'segment';
      readonly segmentId?: string;
      readonly segmentName?: string;
      readonly definesSegment?: boolean;
      readonly registersEndpoints?: boolean;
    }
  | { readonly kind: 'endpoints'; readonly definesSegment?: boolean; readonly registersEndpoints?: boolean };

export interface JobFailures {
  /** The service's own words. */
  readonly message?: string;
  /** A presigned URL: whoever has it can read people's addresses. It goes to the clipboard, or where the file is opened or saved from. */
  readonly failedRecordsUrl?: string;
  /** Records that failed; services give the first few only, so `failed` of the job can be larger. */
  readonly entries?: readonly string[];
}

/** One import job as a service last described it. What the service left out is absent. */
export interface ImportJob extends JobRef {
  /** Unique within a connection, the same in every list the job is in. */
  readonly key: string;
  /** The service's own word. */
  readonly status?: string;
  readonly phase: JobPhase;
  /** Milliseconds since the epoch. */
  readonly createdAt?: number;
  /** Milliseconds since the epoch. */
  readonly completedAt?: number;
  /** Records. */
  readonly processed?: number;
  /** Records. */
  readonly failed?: number;
  readonly pieces?: Pieces;
  readonly source?: JobSourceFile;
  readonly destination?: JobDestination;
  readonly failures?: JobFailures;
  /** The kind of job in the service's own word, `IMPORT`. */
  readonly type?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  /** Whether a list said all there is, or the job has to be asked for by itself to know the rest. */
  readonly complete: boolean;
  /** Of the answer that first said all this. */
  readonly requestId?: string;
  /** The response that all this was read from. */
  readonly raw: JsonValue;
}

/** A text as a part of a key or an address, whatever it contains: also half of a character, which cannot be encoded. */
export function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** The key of a job: unique within its connection. */
export function keyOf(ref: JobRef): string {
  return [ref.service, ...(ref.scope === undefined ? [] : [ref.scope]), ref.id].map(encoded).join('/');
}

/** The key of a job: unique across connections. */
export function globalKey(connectionId: string, key: string): string {
  return `${connectionId} ${key}`;
}

/** Whether the service may still change the job. An unknown state may. */
export function mayChange(job: Pick<ImportJob, 'phase'>): boolean {
  return job.phase === 'waiting' || job.phase === 'running' || job.phase === 'unknown';
}

/** How much of the work is done, from 0 to 1; `undefined` where the service gives no total. */
export function progressOf(job: Pick<ImportJob, 'pieces'>): number | undefined {
  const { completed, failed, total } = job.pieces ?? {};
  if (total === undefined || !(total > 0) || (completed === undefined && failed === undefined)) {
    return undefined;
  }
  return Math.min(1, Math.max(0, ((completed ?? 0) + (failed ?? 0)) / total));
}
