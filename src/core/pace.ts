import type { Disposable } from './disposable';
import { globalKey, mayChange, processedCount, progressOf, type ImportJob } from './job';
import type { JobStore } from './jobStore';

/** What was seen of a job at a moment. */
export interface Sample {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Records. */
  readonly processed: number;
  /** From 0 to 1, where the service gives a total. */
  readonly progress?: number;
}

/** How fast a job goes. What cannot be known is absent. */
export interface Pace {
  /** Records a second. */
  readonly rate?: number;
  /** Milliseconds. */
  readonly timeLeft?: number;
  /** Oldest first. */
  readonly samples: readonly Sample[];
}

/** So many samples are kept for a job; then every other one goes, and the picture stays whole. */
const mostSamples = 120;
/** Of so many jobs that have ended the course is kept. */
const mostEnded = 100;
/** A rate is of the last so many milliseconds, so that it follows a job that slows down. */
const recent = 5 * 60 * 1000;
/** Over a shorter time, a rate would be a guess. */
const shortest = 3000;

/** Remembers how the counts of jobs in progress grew while we looked, and reckons from that. */
export class Paces implements Disposable {
  readonly #now: () => number;
  readonly #samples = new Map<string, Sample[]>();
  /** Those that have ended, the first to end first. */
  readonly #ended = new Set<string>();
  readonly #listening: Disposable;

  constructor(store: JobStore, now: () => number) {
    this.#now = now;
    this.#listening = store.onDidChange(({ connectionId, added, updated, removed }) => {
      for (const job of added) {
        if (mayChange(job)) {
          this.#note(connectionId, job);
        }
      }
      for (const { before, after } of updated) {
        if (mayChange(before)) {
          this.#note(connectionId, after);
          if (!mayChange(after)) {
            this.#end(globalKey(connectionId, after.key));
          }
        }
      }
      for (const key of removed) {
        this.#forget(globalKey(connectionId, key));
      }
    });
  }

  /** What can be said of a job's pace: of one that has ended or was long seen to stand still, only how it went. */
  of(connectionId: string, job: ImportJob): Pace {
    const samples = this.#samples.get(globalKey(connectionId, job.key)) ?? [];
    const since = this.#now() - (samples.at(-1)?.at ?? 0);
    // Where the clock was set back, nobody knows how long ago it was.
    if (!mayChange(job) || since > recent || since < 0) {
      return { samples };
    }
    const { timeLeft, ...pace } = paceOf(samples);
    return { ...pace, ...(timeLeft === undefined || timeLeft <= since ? {} : { timeLeft: timeLeft - since }), samples };
  }

  dispose(): void {
    this.#listening.dispose();
    this.#samples.clear();
    this.#ended.clear();
  }

  #end(name: string): void {
    this.#ended.add(name);
    const [oldest] = this.#ended;
    if (oldest !== undefined && this.#ended.size > mostEnded) {
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    this.#samples.delete(name);
    this.#ended.delete(name);
  }

  #note(connectionId: string, job: ImportJob): void {
    const processed = processedCount(job);
    if (processed === undefined) {
      return;
    }
    const name = globalKey(connectionId, job.key);
    const now = this.#now();
    // What a clock that was set back since had put in the future would stand in the way of a rate until then.
    const samples = (this.#samples.get(name) ?? []).filter(({ at }) => at <= now);
    const progress = progressOf(job);
    const sample: Sample = { at: now, processed, ...(progress === undefined ? {} : { progress }) };
    const last = samples.at(-1);
    if (last?.processed === sample.processed && last.progress === sample.progress) {
      return;
    }
    samples.push(sample);
    const isFull = samples.length > mostSamples;
    this.#samples.set(
      name,
      isFull ? samples.filter((_, index) => index % 2 === 0 || index === samples.length - 1) : samples,
    );
  }
}

/** The rate of the latest samples, and how long the rest takes at the rate at which progress grew. */
export function paceOf(samples: readonly Sample[]): Omit<Pace, 'samples'> {
  const last = samples.at(-1);
  const first = samples.find(({ at }) => last !== undefined && at >= last.at - recent);
  if (last === undefined || first === undefined || last.at - first.at < shortest) {
    return {};
  }
  const passed = last.at - first.at;
  const rate = Math.max(0, ((last.processed - first.processed) * 1000) / passed);
  const grown = (last.progress ?? 0) - (first.progress ?? 0);
  const isKnown = last.progress !== undefined && first.progress !== undefined && grown > 0;
  return isKnown ? { rate, timeLeft: ((1 - last.progress) * passed) / grown } : { rate };
}
