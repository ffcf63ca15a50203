import { asUuid, between, hashOf, hexOf, type Random, randomOf, shuffled, cyclicItem } from '../random';
import { workingTimeBefore, workingWeek } from './workingTime';

export type Outcome = 'clean' | 'withFailures' | 'failed' | 'cancelled';

/** Target of imports. */
export interface Target {
  /** Minimum and maximum number of records in an imported file. */
  readonly records: readonly [least: number, most: number];
}

/** Properties of a job that do not change over time. */
export interface Job<T extends Target> {
  /** Index in the series; 0 is the oldest job. */
  readonly number: number;
  readonly id: string;
  readonly target: T;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly outcome: Outcome;
  /** Index among jobs with similar outcomes, to vary their failures. */
  readonly variant: number;
  /** Number of records in the files. */
  readonly records: number;
  /** Final number of records processed, including failed ones. */
  readonly processed: number;
  /** Final number of failed records. */
  readonly failed: number;
}

interface SeriesOptions<T extends Target> {
  readonly seed: number;
  /** Makes ids unique among series. */
  readonly name: string;
  /** Creation time of the account, in milliseconds since the epoch. */
  readonly start: number;
  /** Format of ids. */
  readonly ids: 'hex' | 'uuid';
  /** Targets of the jobs that finished before the start, one entry per job, in any order. */
  readonly past: readonly T[];
  /** Outcomes of past jobs, newest first, used in turn. */
  readonly pastOutcomes: readonly Outcome[];
  /** Number of weeks over which past jobs are spread. */
  readonly weeks: number;
  /** Jobs in progress at the start: the fraction of their time that has passed, and the seconds left. */
  readonly inProgress: readonly JobInProgress<T>[];
  /** Targets of later jobs, used in turn. */
  readonly later: readonly T[];
}

export interface JobInProgress<T> {
  readonly target: T;
  readonly elapsed: number;
  readonly left: number;
  readonly outcome: Outcome;
}

interface Timing<T extends Target> extends Pick<Job<T>, 'target' | 'createdAt' | 'outcome' | 'variant'> {
  /** Milliseconds; absent for past jobs, whose duration follows from their size. */
  readonly duration?: number;
}

const second = 1000;
const minute = 60 * second;

/** Approximate interval in milliseconds between new jobs. Jobs take longer, so there is always one in progress. */
const interval = 110 * second;
const jitter = 12 * second;
const laterDuration = [140 * second, 235 * second] as const;
const laterOutcomes: readonly Outcome[] = ['clean', 'withFailures', 'clean', 'failed'];

/** Time in milliseconds that a job spends waiting and finishing. */
const overhead = [25 * second, 80 * second] as const;
/** Records processed per second. */
const speed = [60, 140] as const;

/** Time in milliseconds before the start in which no past job was created, so that even the longest has finished. */
const quietBeforeStart = 25 * minute;

/** Fraction of the work that failed jobs complete, by variant. */
const reaches = [0, 0.35, 0.7, 0];
const mostFailed = 2400;

/** An odd number and its inverse modulo 2^32. They map job numbers to scattered ids and back. */
const scatter = 0x9e3779b1;
const gather = 0x0e8b2f51;

/** All jobs of a service, numbered from the oldest. Each depends only on the seed, the start time and its number. */
export class JobSeries<T extends Target> {
  readonly #options: SeriesOptions<T>;
  readonly #known: readonly Timing<T>[];
  readonly #mask: number;

  constructor(options: SeriesOptions<T>) {
    this.#options = options;
    this.#known = [...pastJobs(options), ...jobsInProgress(options)];
    this.#mask = hashOf(options.seed, options.name);
  }

  /**
   * Yields the jobs that exist at `now`, newest first.
   * @param into whether to include the jobs of a target
   * @param below yields only jobs with lower numbers
   */
  *newestFirst(now: number, into: (target: T) => boolean, below = Infinity): Generator<Job<T>, void, undefined> {
    for (let number = Math.min(this.#newest(now), below - 1); number >= 0; number--) {
      if (into(this.#targetOf(number))) {
        yield this.#job(number);
      }
    }
  }

  /** Returns the job with this id; `undefined` if it does not exist at `now`. */
  find(id: string, now: number): Job<T> | undefined {
    const scattered = Number.parseInt(id.slice(-8), 16);
    const number = Math.imul(scattered ^ this.#mask, gather) >>> 0;
    const job = number <= this.#newest(now) ? this.#job(number) : undefined;
    return job?.id === id ? job : undefined;
  }

  #newest(now: number): number {
    let later = Math.max(0, Math.floor((now - this.#options.start) / interval) + 1);
    while (later > 0 && this.#laterCreatedAt(later - 1) > now) {
      later--;
    }
    return this.#known.length + later - 1;
  }

  #job(number: number): Job<T> {
    const { seed, name, ids } = this.#options;
    const timing = this.#known[number] ?? this.#laterTiming(number - this.#known.length);
    const random = randomOf(seed, name, number);
    const hex = hexOf(random, 24) + ((Math.imul(number, scatter) ^ this.#mask) >>> 0).toString(16).padStart(8, '0');
    const records = between(random, ...recordsWithin(timing));
    const counts = countsOf(timing, records, random);
    const duration = timing.duration ?? durationOf(counts.processed, random);
    return { number, id: ids === 'uuid' ? asUuid(hex) : hex, ...timing, duration, records, ...counts };
  }

  #targetOf(number: number): T {
    return this.#known[number]?.target ?? cyclicItem(this.#options.later, number - this.#known.length);
  }

  #laterTiming(index: number): Timing<T> {
    const random = randomOf(this.#options.seed, this.#options.name, 'later', index);
    return {
      target: cyclicItem(this.#options.later, index),
      createdAt: this.#laterCreatedAt(index),
      duration: between(random, ...laterDuration),
      outcome: cyclicItem(laterOutcomes, index),
      variant: 1 + Math.floor(index / laterOutcomes.length),
    };
  }

  #laterCreatedAt(index: number): number {
    const { seed, name, start } = this.#options;
    const random = randomOf(seed, name, 'arrival', index);
    return Math.round(start + (index + 0.5) * interval + (2 * random() - 1) * jitter);
  }
}

function pastJobs<T extends Target>(options: SeriesOptions<T>): Timing<T>[] {
  const random = randomOf(options.seed, options.name, 'past');
  const targets = shuffled(random, options.past);
  const gap = (options.weeks * workingWeek) / targets.length;
  let worked = quietBeforeStart + gap * 0.3 * random();
  return targets
    .map((target, age) => {
      const createdAt = Math.round(workingTimeBefore(options.start, worked));
      worked += gap * (0.3 + 1.4 * random());
      return {
        target,
        createdAt,
        outcome: cyclicItem(options.pastOutcomes, age),
        variant: Math.floor(age / options.pastOutcomes.length),
      };
    })
    .reverse();
}

function jobsInProgress<T extends Target>({ inProgress, start }: SeriesOptions<T>): Timing<T>[] {
  return inProgress
    .map(({ target, elapsed, left, outcome }, index) => {
      const duration = Math.round((left * second) / (1 - elapsed));
      return { target, createdAt: start - duration + left * second, duration, outcome, variant: index };
    })
    .sort((a, b) => a.createdAt - b.createdAt);
}

/** Returns the minimum and maximum number of a job's records, limited to what can be processed in its time. */
function recordsWithin({ target: { records }, duration = Infinity }: Timing<Target>): Target['records'] {
  const [least, most] = records;
  const possible = Math.floor(((duration - overhead[0]) / second) * speed[1]);
  return [least, possible < least ? most : Math.min(most, possible)];
}

/** Returns how long processing this number of records takes, in milliseconds. */
function durationOf(processed: number, random: Random): number {
  return between(random, ...overhead) + Math.round((processed / between(random, ...speed)) * second);
}

function countsOf(
  { outcome, variant }: { readonly outcome: Outcome; readonly variant: number },
  records: number,
  random: Random,
): Pick<Job<Target>, 'processed' | 'failed'> {
  switch (outcome) {
    case 'clean':
      return { processed: records, failed: 0 };
    case 'withFailures': {
      const failed = variant % 5 === 1 ? between(random, 110, mostFailed) : between(random, 1, 60);
      return { processed: records, failed: Math.min(failed, Math.ceil(records * (0.2 + 0.2 * random()))) };
    }
    case 'failed': {
      const processed = Math.floor(records * cyclicItem(reaches, variant));
      return { processed, failed: Math.min(mostFailed, Math.floor(processed * (0.2 + 0.5 * random()))) };
    }
    case 'cancelled':
      return { processed: Math.floor(records * (0.1 + 0.7 * random())), failed: 0 };
  }
}
