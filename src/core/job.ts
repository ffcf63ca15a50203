import type { JsonValue } from './json';

/** A service that has import jobs, by the short name of its folder under `src/services`. */
export type ServiceId = string;

/** Where a job stands, in words that fit every service. `unknown`: the service used a word that we do not know. */
export type JobPhase =
  'waiting' | 'running' | 'succeeded' | 'succeededWithFailures' | 'failed' | 'cancelled' | 'unknown';

/** All that is needed to ask a service for one job again. */
export interface JobRef {
  readonly service: ServiceId;
  readonly id: string;
  /** What the job's id is unique within, for services where it is not unique in the account: an application's id. */
  readonly scope?: string;
}

export interface JobSourceFile {
  /** The file or the folder that was imported, as an `s3://` or `https://` URL, as the service gave it. */
  readonly s3Url?: string;
  /** `CSV` or `JSON`. */
  readonly format?: string;
}

/** A noun in the singular and in the plural. */
export type Noun = readonly [one: string, many: string];

/** A number of records of a job. */
export interface Count {
  /** Stable name, unique in the job: `processed`. */
  readonly id: string;
  /** "Processed". In lower case it follows the number in a row: "4,821 processed". */
  readonly label: string;
  readonly value: number;
  /** `bad`: records that failed. */
  readonly tone?: 'bad';
  /** The id of another count that this one may include, where the service does not say. */
  readonly mayInclude?: string;
}

/** How far a job is, in units of about as much work each. */
export interface Progress {
  readonly done?: number;
  readonly failed?: number;
  readonly total?: number;
  /** "piece", "pieces" */
  readonly unit: Noun;
}

/** Something that a service says of a job, and that is only shown. */
export interface JobFact {
  /** Stable name, unique in the job: `roleArn`. */
  readonly id: string;
  /** The section of the panel that shows it. */
  readonly section: 'source' | 'destination' | 'job';
  readonly label: string;
  readonly value: string;
  /** Explains the value. */
  readonly note?: string;
  /** An identifier: shown in the editor's font. */
  readonly code?: boolean;
  readonly copyable?: boolean;
  /** The list that the value names: its row can be revealed, and its label is shown with an identifier. */
  readonly listId?: string;
  /** Where else the label of that list is shown: in the job's title or in its breadcrumb. */
  readonly labelIn?: 'title' | 'breadcrumb';
}

export interface JobFailures {
  /** The service's own words. */
  readonly message?: string;
  /** A presigned URL: whoever has it can read people's addresses. It goes to the clipboard, or where the file is opened or saved from. */
  readonly failedRecordsUrl?: string;
  /** Records that failed; services list the first few only, so the job can count more. */
  readonly entries?: readonly string[];
  /** Whether the service lists no more than these, and so may have left some out. */
  readonly mayBeCut?: boolean;
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
  /** In the order to show them in, the bad ones last. */
  readonly counts: readonly Count[];
  /** Explains the counts and the progress where their labels do not. */
  readonly countsNote?: string;
  /** Absent where the service has no total for any job; without a `total` where it has none for this one yet. */
  readonly progress?: Progress;
  /** What kind of import it is, without its name: "Contact list import". */
  readonly title?: string;
  /** What the user calls the thing that it fills. */
  readonly name?: string;
  /** Where it puts what it imports, in few words: "Contact list newsletter". */
  readonly target?: string;
  /** What it was created to do: "Adds contacts to the contact list". */
  readonly purpose?: string;
  readonly source?: JobSourceFile;
  readonly facts: readonly JobFact[];
  /** Ids of the lists that have it among their items, the outermost first. */
  readonly listIds: readonly string[];
  readonly failures?: JobFailures;
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
export function progressOf(job: Pick<ImportJob, 'progress'>): number | undefined {
  const { done, failed, total } = job.progress ?? {};
  if (total === undefined || !(total > 0) || (done === undefined && failed === undefined)) {
    return undefined;
  }
  return Math.min(1, Math.max(0, ((done ?? 0) + (failed ?? 0)) / total));
}

/** How many records went well, or were at least processed; `undefined` where the service does not count them. */
export function processedCount({ counts }: Pick<ImportJob, 'counts'>): number | undefined {
  return sumOf(counts.filter(({ tone }) => tone !== 'bad'));
}

/** How many records failed; `undefined` where the service does not count them. */
export function failedCount({ counts }: Pick<ImportJob, 'counts'>): number | undefined {
  return sumOf(counts.filter(({ tone }) => tone === 'bad'));
}

function sumOf(counts: readonly Count[]): number | undefined {
  return counts.length === 0 ? undefined : counts.reduce((sum, { value }) => sum + value, 0);
}
