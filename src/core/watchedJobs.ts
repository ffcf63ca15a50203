import { mayChange, type ImportJob } from './job';

const minute = 60 * 1000;
const day = 24 * 60 * minute;
/** How often to look at a job that has stood still for a day. */
const slowInterval = 5 * minute;

/** Times are in milliseconds since the epoch. */
interface Seen {
  job: ImportJob;
  print: string;
  readonly firstAt: number;
  changedAt: number;
  lookedAt: number;
}

/** The jobs of one service that may still change: which of them to look at, and when. */
export class WatchedJobs {
  readonly #seen = new Map<string, Seen>();

  /** Takes the jobs as they are now, all of them. Says whether one is new or has changed. */
  take(jobs: readonly ImportJob[], now: number): boolean {
    const present = new Map(jobs.filter(mayChange).map((job) => [job.key, job]));
    for (const [key, seen] of this.#seen) {
      if (!present.has(key)) {
        this.#seen.delete(key);
      }
      // A clock that was set back must not keep us waiting for as long again.
      seen.lookedAt = Math.min(seen.lookedAt, now);
    }
    return [...present.values()].filter((job) => this.#takeOne(job, now)).length > 0;
  }

  /** Those to look at now. From then on they count as looked at. */
  look(now: number): readonly ImportJob[] {
    const due = this.#work(now).filter((seen) => dueAt(seen) <= now);
    for (const seen of due) {
      seen.lookedAt = now;
    }
    return due.map(({ job }) => job);
  }

  /** How long to wait at least, in milliseconds, for there to be a job to look at; `undefined` when there is none. */
  wait(now: number): number | undefined {
    const work = this.#work(now);
    return work.length === 0
      ? undefined
      : Math.max(0, work.reduce((first, seen) => Math.min(first, dueAt(seen)), Infinity) - now);
  }

  clear(): void {
    this.#seen.clear();
  }

  #takeOne(job: ImportJob, now: number): boolean {
    const seen = this.#seen.get(job.key);
    // There can be thousands, and the store keeps the very object of a job that stands as it stood.
    if (seen?.job === job) {
      return false;
    }
    const print = JSON.stringify([job.status, job.processed, job.failed, job.pieces]);
    if (seen === undefined) {
      this.#seen.set(job.key, {
        job,
        print,
        firstAt: now,
        changedAt: Math.min(now, job.createdAt ?? now),
        lookedAt: -Infinity,
      });
      return true;
    }
    const hasChanged = seen.print !== print;
    seen.job = job;
    if (hasChanged) {
      seen.print = print;
      seen.changedAt = now;
    }
    return hasChanged;
  }

  /** All but those in a state that we do not know, which are let go a day after they were created. */
  #work(now: number): readonly Seen[] {
    return [...this.#seen.values()].filter(
      ({ job, firstAt }) => job.phase !== 'unknown' || now - (job.createdAt ?? firstAt) < day,
    );
  }
}

/** When a job may be looked at again: at any tick, or every few minutes when it has stood still for a day. */
function dueAt({ lookedAt, changedAt }: Seen): number {
  return lookedAt - changedAt < day ? -Infinity : lookedAt + slowInterval;
}
