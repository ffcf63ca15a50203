import { isDeepStrictEqual } from 'node:util';
import { defined } from '../base/defined';
import { Emitter, type ReportError } from '../base/emitter';
import type { Disposable } from '../base/disposable';
import { mayChange, type ImportJob } from './job';
import { withoutQuery } from '../text/presignedUrl';
import type { Stamped } from './source';

/** A change to the jobs of one connection. */
export interface JobStoreChange {
  readonly connectionId: string;
  readonly added: readonly ImportJob[];
  readonly updated: readonly { readonly before: ImportJob; readonly after: ImportJob }[];
  /** Keys of the removed jobs. */
  readonly removed: readonly string[];
}

/** Jobs of one connection that a response contained, whether or not they changed. */
export interface JobsSeen {
  readonly connectionId: string;
  readonly keys: readonly string[];
}

/** A job with the stamp of the newest response about it. */
interface Known extends Stamped {
  readonly job: ImportJob;
}

/** All jobs read so far, by connection. Only the store holds jobs; everything else holds keys. */
export class JobStore {
  readonly #connections = new Map<string, Map<string, Known>>();
  /** Jobs that may still change, by connection. There are few, and every change needs them, so they have an index. */
  readonly #changing = new Map<string, Map<string, ImportJob>>();
  readonly #changed: Emitter<JobStoreChange>;
  readonly #seen: Emitter<JobsSeen>;

  /** @param report receives what listeners throw */
  constructor(report?: ReportError) {
    this.#changed = new Emitter(report);
    this.#seen = new Emitter(report);
  }

  onDidChange(listener: (change: JobStoreChange) => void): Disposable {
    return this.#changed.listen(listener);
  }

  /** Fires after the store was updated. Stale responses do not fire. */
  onDidSee(listener: (seen: JobsSeen) => void): Disposable {
    return this.#seen.listen(listener);
  }

  get(connectionId: string, key: string): ImportJob | undefined {
    return this.#connections.get(connectionId)?.get(key)?.job;
  }

  /** Returns all jobs of a connection, in no particular order. */
  jobsOf(connectionId: string): readonly ImportJob[] {
    return [...(this.#connections.get(connectionId)?.values() ?? [])].map(({ job }) => job);
  }

  /** Returns the jobs of a connection that may still change, in no particular order. */
  changingJobsOf(connectionId: string): readonly ImportJob[] {
    return [...(this.#changing.get(connectionId)?.values() ?? [])];
  }

  /**
   * Stores the jobs of one response. Notifies of a change only if there is one.
   * @param sentAs see {@link Stamped}; a stale response only adds missing details
   */
  put(connectionId: string, jobs: readonly ImportJob[], sentAs: number): void {
    let known = this.#connections.get(connectionId);
    if (known === undefined) {
      known = new Map<string, Known>();
      this.#connections.set(connectionId, known);
    }
    const added = new Map<string, ImportJob>();
    const updated: { before: ImportJob; after: ImportJob }[] = [];
    const seen: string[] = [];
    for (const job of jobs) {
      const old = known.get(job.key);
      const isStale = old !== undefined && sentAs < old.sentAs;
      if (!isStale) {
        seen.push(job.key);
      }
      if (old === undefined) {
        known.set(job.key, { job, sentAs });
        this.#index(connectionId, job);
        added.set(job.key, job);
      } else {
        const after = isStale ? fillIn(job, old.job) : merge(old.job, job);
        known.set(job.key, { job: after, sentAs: Math.max(sentAs, old.sentAs) });
        if (after !== old.job) {
          this.#index(connectionId, after);
          if (added.has(job.key)) {
            // The response contains the job twice.
            added.set(job.key, after);
          } else if (!isSame(old.job, after)) {
            updated.push({ before: old.job, after });
          }
        }
      }
    }
    if (added.size > 0 || updated.length > 0) {
      this.#changed.fire({ connectionId, added: [...added.values()], updated, removed: [] });
    }
    if (seen.length > 0) {
      this.#seen.fire({ connectionId, keys: seen });
    }
  }

  /** Removes jobs that no longer exist. */
  remove(connectionId: string, keys: readonly string[]): void {
    const known = this.#connections.get(connectionId);
    const removed = keys.filter((key) => known?.delete(key));
    for (const key of removed) {
      this.#changing.get(connectionId)?.delete(key);
    }
    if (removed.length > 0) {
      this.#changed.fire({ connectionId, added: [], updated: [], removed });
    }
  }

  drop(connectionId: string): void {
    this.remove(connectionId, [...(this.#connections.get(connectionId)?.keys() ?? [])]);
    this.#connections.delete(connectionId);
    this.#changing.delete(connectionId);
  }

  #index(connectionId: string, job: ImportJob): void {
    let changing = this.#changing.get(connectionId);
    if (changing === undefined) {
      changing = new Map<string, ImportJob>();
      this.#changing.set(connectionId, changing);
    }
    if (mayChange(job)) {
      changing.set(job.key, job);
    } else {
      changing.delete(job.key);
    }
  }
}

/**
 * Merges a response into a job. Returns `before` itself if nothing changed. Keeps fields that a list leaves out, but
 * once the job has progressed, its details have to be read again.
 */
function merge(before: ImportJob, seen: ImportJob): ImportJob {
  if (before.complete && !seen.complete && !hasMoved(before, seen)) {
    return before;
  }
  const kept = defined<ImportJob>({
    ...before,
    // A job in progress has no completion time, even if it had one before.
    ...(mayChange(seen) ? { completedAt: undefined } : {}),
    // Counts from when the job was in progress are not the final ones.
    ...(mayChange(before) && !mayChange(seen) ? { counts: [], progress: undefined } : {}),
    // `seen` determines it, because every response has the status.
    awaitsUpload: undefined,
  });
  const after = seen.complete ? seen : { ...kept, ...seen, ...mergedParts(kept, seen) };
  if (!isSame(before, after)) {
    return after;
  }
  // The newest URL is valid longest.
  const { failures, result, awaitsUpload } = after;
  const isResigned =
    failures?.failedRecordsUrl !== before.failures?.failedRecordsUrl ||
    result?.url !== before.result?.url ||
    awaitsUpload?.until !== before.awaitsUpload?.until;
  return isResigned ? defined<ImportJob>({ ...before, failures, result, awaitsUpload }) : before;
}

/** Whether two descriptions of a job are equal, apart from what AWS generates for each response. */
function isSame(a: ImportJob, b: ImportJob): boolean {
  return isDeepStrictEqual(withoutGenerated(a), withoutGenerated(b));
}

function withoutGenerated({ failures, result, awaitsUpload, ...job }: ImportJob): object {
  const url = failures?.failedRecordsUrl;
  const resultUrl = result?.url;
  return {
    ...job,
    awaitsUpload: awaitsUpload !== undefined,
    requestId: undefined,
    result: resultUrl === undefined ? result : { ...result, url: withoutQuery(resultUrl) },
    failures: url === undefined ? failures : { ...failures, failedRecordsUrl: withoutQuery(url) },
  };
}

/** Merges a stale response into a job: uses its details only if the job has none. */
function fillIn(stale: ImportJob, known: ImportJob): ImportJob {
  return stale.complete && !known.complete ? merge(stale, known) : known;
}

/** Merges the fields of a job that a list may return only in part. */
function mergedParts(before: ImportJob, seen: ImportJob) {
  const progress = seen.progress === undefined ? before.progress : { ...before.progress, ...seen.progress };
  return {
    counts: mergedById(before.counts, seen.counts).sort((a, b) => Number(a.tone === 'bad') - Number(b.tone === 'bad')),
    ...(progress === undefined ? {} : { progress }),
    facts: mergedById(before.facts, seen.facts),
    listIds: [...new Set([...before.listIds, ...seen.listIds])],
  };
}

/** Returns the known items with updates, followed by new ones. */
function mergedById<T extends { readonly id: string }>(before: readonly T[], seen: readonly T[]): T[] {
  return [...new Map([...before, ...seen].map((item) => [item.id, item])).values()];
}

/** Whether the job has progressed, judging by the fields in the response. */
function hasMoved(before: ImportJob, seen: ImportJob): boolean {
  const known = new Map(measuresOf(before));
  return measuresOf(seen).some(([name, value]) => value !== undefined && value !== known.get(name));
}

function measuresOf({ status, counts, progress }: ImportJob): readonly (readonly [string, unknown])[] {
  return [
    ['status', status],
    ...counts.map(({ id, value }) => [`count ${id}`, value] as const),
    ...(progress === undefined
      ? []
      : ([
          ['done', progress.done],
          ['failed', progress.failed],
          ['total', progress.total],
        ] as const)),
  ];
}
