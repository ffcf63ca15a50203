import { isUploadExpired, mayChange, type ImportJob } from '../jobs/job';
import type { WantedJob } from '../jobs/source';

const minute = 60 * 1000;
const day = 24 * 60 * minute;
/**
 * How often, in milliseconds, to poll a job that has not changed for a day, that waits for its upload, or whose status is
 * unknown.
 */
const slowInterval = 5 * minute;
/** Maximum number of jobs unchanged for a day that get requests of their own in one poll. */
const maxUnchangedSingles = 10;

/** Times are in milliseconds since the epoch. */
interface Seen {
  job: ImportJob;
  print: string;
  readonly firstAt: number;
  changedAt: number;
  polledAt: number;
  /** When the job was last allowed a request of its own. */
  singleAt: number;
}

/** The jobs of one service that may still change: which to poll, and when. */
export class WatchedJobs {
  readonly #seen = new Map<string, Seen>();

  /**
   * Takes the current state of all jobs. Returns whether one is new, changed or finished. Slowly polled jobs do not
   * count, because they are no reason to poll more often.
   * @param now milliseconds since the epoch
   */
  take(jobs: readonly ImportJob[], now: number): boolean {
    let hasNews = false;
    const present = new Map(jobs.filter(mayChange).map((job) => [job.key, job]));
    for (const [key, seen] of this.#seen) {
      if (!present.has(key)) {
        this.#seen.delete(key);
        hasNews ||= !isSlow(seen.job);
      }
      // The clock may have been set back.
      seen.polledAt = Math.min(seen.polledAt, now);
    }
    for (const job of present.values()) {
      hasNews = (this.#takeOne(job, now) && !isSlow(job)) || hasNews;
    }
    return hasNews;
  }

  /**
   * Returns the jobs to poll now and marks them as polled.
   * @param now milliseconds since the epoch
   */
  takeDue(now: number): readonly WantedJob[] {
    const due = this.#work(now).filter((seen) => dueAt(seen) <= now);
    for (const seen of due) {
      seen.polledAt = now;
    }
    const unchanged = due.filter(({ job, changedAt }) => isKnown(job) && now - changedAt >= day);
    const withoutSingle = new Set(unchanged.sort((a, b) => a.singleAt - b.singleAt).slice(maxUnchangedSingles));
    return due.map((seen) => {
      if (!isKnown(seen.job) || withoutSingle.has(seen)) {
        return { ...seen.job, fromListOnly: true };
      }
      seen.singleAt = now;
      return seen.job;
    });
  }

  /**
   * Returns the milliseconds until the next job is due; `undefined` without jobs to poll.
   * @param now milliseconds since the epoch
   */
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
    // A shortcut for thousands of jobs: the store keeps the same object for an unchanged job.
    if (seen?.job === job) {
      return false;
    }
    const print = JSON.stringify([job.status, job.counts, job.progress]);
    if (seen === undefined) {
      this.#seen.set(job.key, {
        job,
        print,
        firstAt: now,
        changedAt: Math.min(now, job.createdAt ?? now),
        polledAt: -Infinity,
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

  /**
   * Returns the jobs to poll. Jobs of unknown status are dropped a day after they were created, and jobs that wait for
   * their upload once they would be due only after the link for it has expired.
   */
  #work(now: number): readonly Seen[] {
    return [...this.#seen.values()].filter((seen) => {
      const { job, firstAt } = seen;
      if (!isKnown(job)) {
        return now - (job.createdAt ?? firstAt) < day;
      }
      return !isUploadExpired(job, Math.max(now, dueAt(seen)));
    });
  }
}

/**
 * Returns when a job may next be polled: at any time, or at the slow interval if it is unchanged for a day, waits for
 * its upload or has an unknown status.
 */
function dueAt({ job, firstAt, polledAt, changedAt }: Seen): number {
  if (isSlow(job)) {
    return Math.max(firstAt, polledAt) + slowInterval;
  }
  return polledAt - changedAt < day ? -Infinity : polledAt + slowInterval;
}

/** Whether a job is always polled at the slow interval. */
function isSlow(job: ImportJob): boolean {
  return job.awaitsUpload !== undefined || !isKnown(job);
}

function isKnown({ phase }: ImportJob): boolean {
  return phase !== 'unknown';
}
