import { mayChange, type ImportJob } from './job';
import type { WantedJob } from './source';

const minute = 60 * 1000;
const day = 24 * 60 * minute;
/** How often to poll a job that has stood still for a day, or whose status is unknown. */
const slowInterval = 5 * minute;
/** Maximum number of jobs that have stood still for a day and get requests of their own in one poll. */
const maxStillSingles = 10;

/** Times are in milliseconds since the epoch. */
interface Seen {
  job: ImportJob;
  print: string;
  readonly firstAt: number;
  changedAt: number;
  lookedAt: number;
  /** When a request of its own was last allowed. */
  singleAt: number;
}

/** The jobs of one service that may still change: which of them to poll, and when. */
export class WatchedJobs {
  readonly #seen = new Map<string, Seen>();

  /**
   * Takes the jobs as they are now, all of them. Returns whether one is new, has changed or has finished. A job of an unknown
   * status is no reason to poll others more often.
   */
  take(jobs: readonly ImportJob[], now: number): boolean {
    let hasNews = false;
    const present = new Map(jobs.filter(mayChange).map((job) => [job.key, job]));
    for (const [key, seen] of this.#seen) {
      if (!present.has(key)) {
        this.#seen.delete(key);
        hasNews ||= isKnown(seen.job);
      }
      // A clock that was set back must not keep us waiting for as long again.
      seen.lookedAt = Math.min(seen.lookedAt, now);
    }
    for (const job of present.values()) {
      hasNews = (this.#takeOne(job, now) && isKnown(job)) || hasNews;
    }
    return hasNews;
  }

  /** Returns the jobs to poll now. From then on they count as polled. */
  look(now: number): readonly WantedJob[] {
    const due = this.#work(now).filter((seen) => dueAt(seen) <= now);
    for (const seen of due) {
      seen.lookedAt = now;
    }
    const still = due.filter(({ job, changedAt }) => isKnown(job) && now - changedAt >= day);
    const waiting = new Set(still.sort((a, b) => a.singleAt - b.singleAt).slice(maxStillSingles));
    return due.map((seen) => {
      if (!isKnown(seen.job) || waiting.has(seen)) {
        return { ...seen.job, fromListOnly: true };
      }
      seen.singleAt = now;
      return seen.job;
    });
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
        singleAt: -Infinity,
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
      ({ job, firstAt }) => isKnown(job) || now - (job.createdAt ?? firstAt) < day,
    );
  }
}

/** When a job may be polled again: at any tick, or every few minutes when it has stood still for a day or has an unknown status. */
function dueAt({ job, firstAt, lookedAt, changedAt }: Seen): number {
  if (!isKnown(job)) {
    return Math.max(firstAt, lookedAt) + slowInterval;
  }
  return lookedAt - changedAt < day ? -Infinity : lookedAt + slowInterval;
}

function isKnown({ phase }: ImportJob): boolean {
  return phase !== 'unknown';
}
