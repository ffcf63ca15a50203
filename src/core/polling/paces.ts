import type { Disposable } from '../base/disposable';
import { globalKey, mayChange, processedCount, progressOf, type ImportJob } from '../jobs/job';
import type { JobStore } from '../jobs/jobStore';

/** Progress of a job at one point in time. */
export interface Sample {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Number of records. */
  readonly processed: number;
  /** From 0 to 1; absent if the service reports no total. */
  readonly progress?: number;
}

/** How fast a job progresses. Unknown values are absent. */
export interface Pace {
  /** Records per second. */
  readonly rate?: number;
  /** Milliseconds. */
  readonly timeLeft?: number;
  /** Oldest first. */
  readonly samples: readonly Sample[];
}

/** Maximum number of samples per job. Beyond it, every other sample is dropped, which keeps the whole time range. */
const maxSamples = 120;
/** Maximum number of finished jobs whose samples are kept. */
const maxFinished = 100;
/** Time span in milliseconds over which rates are computed, short enough to follow a job that slows down. */
const rateWindow = 5 * 60 * 1000;
/** Shortest time span in milliseconds for a meaningful rate. */
const minRateSpan = 3000;

/** Records the counts of jobs in progress over time and estimates their rate and remaining time. */
export class Paces implements Disposable {
  readonly #now: () => number;
  readonly #samples = new Map<string, Sample[]>();
  /** Names of finished jobs, the first to finish first. */
  readonly #finished = new Set<string>();
  readonly #listening: Disposable;

  constructor(store: JobStore, now: () => number) {
    this.#now = now;
    this.#listening = store.onDidChange(({ connectionId, added, updated, removed }) => {
      for (const job of added) {
        if (mayChange(job)) {
          this.#record(connectionId, job);
        }
      }
      for (const { before, after } of updated) {
        if (mayChange(before)) {
          this.#record(connectionId, after);
          if (!mayChange(after)) {
            this.#finish(globalKey(connectionId, after.key));
          }
        }
      }
      for (const key of removed) {
        this.#forget(globalKey(connectionId, key));
      }
    });
  }

  /** Returns a job's pace. Returns only its samples if the job has finished or has not changed for a while. */
  of(connectionId: string, job: ImportJob): Pace {
    const samples = this.#samples.get(globalKey(connectionId, job.key)) ?? [];
    const since = this.#now() - (samples.at(-1)?.at ?? 0);
    // The time is negative if the clock was set back.
    if (!mayChange(job) || since > rateWindow || since < 0) {
      return { samples };
    }
    const { timeLeft, ...pace } = paceOf(samples);
    return { ...pace, ...(timeLeft === undefined || timeLeft <= since ? {} : { timeLeft: timeLeft - since }), samples };
  }

  dispose(): void {
    this.#listening.dispose();
    this.#samples.clear();
    this.#finished.clear();
  }

  #finish(name: string): void {
    this.#finished.add(name);
    const [oldest] = this.#finished;
    if (oldest !== undefined && this.#finished.size > maxFinished) {
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    this.#samples.delete(name);
    this.#finished.delete(name);
  }

  #record(connectionId: string, job: ImportJob): void {
    const processed = processedCount(job);
    if (processed === undefined) {
      return;
    }
    const name = globalKey(connectionId, job.key);
    const now = this.#now();
    // Samples are in the future if the clock was set back.
    const progress = progressOf(job);
    const samples = (this.#samples.get(name) ?? startOf(job, progress)).filter(({ at }) => at <= now);
    const sample: Sample = { at: now, processed, ...(progress === undefined ? {} : { progress }) };
    const last = samples.at(-1);
    if (last?.processed === sample.processed && last.progress === sample.progress) {
      return;
    }
    samples.push(sample);
    const isFull = samples.length > maxSamples;
    this.#samples.set(
      name,
      isFull ? samples.filter((_, index) => index % 2 === 0 || index === samples.length - 1) : samples,
    );
  }
}

/** Returns a job's first sample if its start is known: nothing was done then. */
function startOf({ startedAt }: ImportJob, progress: number | undefined): Sample[] {
  return startedAt === undefined
    ? []
    : [{ at: startedAt, processed: 0, ...(progress === undefined ? {} : { progress: 0 }) }];
}

/** Returns the rate of the latest samples and the time left at that progress. */
export function paceOf(samples: readonly Sample[]): Omit<Pace, 'samples'> {
  const last = samples.at(-1);
  const first = samples.find(({ at }) => last !== undefined && at >= last.at - rateWindow);
  if (last === undefined || first === undefined || last.at - first.at < minRateSpan) {
    return {};
  }
  const passed = last.at - first.at;
  const rate = Math.max(0, ((last.processed - first.processed) * 1000) / passed);
  const grown = (last.progress ?? 0) - (first.progress ?? 0);
  const isKnown = last.progress !== undefined && first.progress !== undefined && grown > 0;
  return isKnown ? { rate, timeLeft: ((1 - last.progress) * passed) / grown } : { rate };
}
