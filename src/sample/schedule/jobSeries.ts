import { asUuid, between, hashOf, hexOf, type Random, randomOf, shuffled, turn } from '../random';
import { workingTimeBefore, workingWeek } from './workingTime';

export type Outcome = 'clean' | 'withFailures' | 'failed' | 'cancelled';

/** What jobs import into. */
export interface Target {
  /** The least and the most records that one of its files has. */
  readonly records: readonly [least: number, most: number];
}

/** Everything about a job that does not change with time. */
export interface Job<T extends Target> {
  /** Its place in the series, the oldest is 0. */
  readonly number: number;
  readonly id: string;
  readonly target: T;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly outcome: Outcome;
  /** Counts the jobs of about the same outcome: lets what goes wrong take turns. */
  readonly variant: number;
  /** Records in the files. */
  readonly records: number;
  /** Records looked at when it ends, those that failed included. */
  readonly processed: number;
  /** Records failed when it ends. */
  readonly failed: number;
}

export interface SeriesOptions<T extends Target> {
  readonly seed: number;
  /** Keeps the ids of two series apart. */
  readonly name: string;
  /** The moment the account came to be, in milliseconds since the epoch. */
  readonly start: number;
  /** How ids look. */
  readonly ids: 'hex' | 'uuid';
  /** One entry for each job that ended before the start, in any order. */
  readonly past: readonly T[];
  /** How the past jobs ended, the newest first; they take turns. */
  readonly pastOutcomes: readonly Outcome[];
  /** Over how many weeks the past jobs lie. */
  readonly weeks: number;
  /** Jobs under way at the start: the share of their time that has gone by, and the seconds that are left. */
  readonly underWay: readonly UnderWay<T>[];
  /** What the jobs that come later import into; they take turns, for ever. */
  readonly later: readonly T[];
}

export interface UnderWay<T> {
  readonly target: T;
  readonly elapsed: number;
  readonly left: number;
  readonly outcome: Outcome;
}

type Timing<T extends Target> = Pick<Job<T>, 'target' | 'createdAt' | 'duration' | 'outcome' | 'variant'>;

const second = 1000;
const minute = 60 * second;

/** A new job comes at about this distance. Jobs take longer, so there is always one under way. */
const interval = 110 * second;
const jitter = 12 * second;
const laterDuration = [140 * second, 235 * second] as const;
const laterOutcomes: readonly Outcome[] = ['clean', 'withFailures', 'clean', 'failed'];

/** Past jobs end well before the start, though the longest takes a while. */
const quietBeforeStart = 25 * minute;
const longestPast = 15 * minute;

/** How far a failed job came, by variant. */
const reaches = [0, 0.35, 0.7, 0];
const mostFailed = 2400;

/** An odd number and its inverse modulo 2^32: scatters job numbers over ids and gets them back. */
const scatter = 0x9e3779b1;
const gather = 0x0e8b2f51;

/** All jobs of a service, numbered from the oldest on; each is a function of the seed, the start and its number. */
export class JobSeries<T extends Target> {
  readonly #options: SeriesOptions<T>;
  readonly #known: readonly Timing<T>[];
  readonly #mask: number;

  constructor(options: SeriesOptions<T>) {
    this.#options = options;
    this.#known = [...pastJobs(options), ...jobsUnderWay(options)];
    this.#mask = hashOf(options.seed, options.name);
  }

  /**
   * Jobs that there are at `now`, the newest first.
   * @param into whether jobs of this target are wanted
   * @param below only jobs whose number is less than this
   */
  *newestFirst(now: number, into: (target: T) => boolean, below = Infinity): Generator<Job<T>, void, undefined> {
    for (let number = Math.min(this.#newest(now), below - 1); number >= 0; number--) {
      if (into(this.#targetOf(number))) {
        yield this.#job(number);
      }
    }
  }

  /** The job of this id; `undefined` where there is none at `now`. */
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
    const records = between(random, ...timing.target.records);
    return { number, id: ids === 'uuid' ? asUuid(hex) : hex, ...timing, records, ...countsOf(timing, records, random) };
  }

  #targetOf(number: number): T {
    return this.#known[number]?.target ?? turn(this.#options.later, number - this.#known.length);
  }

  #laterTiming(index: number): Timing<T> {
    const random = randomOf(this.#options.seed, this.#options.name, 'later', index);
    return {
      target: turn(this.#options.later, index),
      createdAt: this.#laterCreatedAt(index),
      duration: between(random, ...laterDuration),
      outcome: turn(laterOutcomes, index),
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
        duration: between(random, 40 * second, longestPast),
        outcome: turn(options.pastOutcomes, age),
        variant: Math.floor(age / options.pastOutcomes.length),
      };
    })
    .reverse();
}

function jobsUnderWay<T extends Target>({ underWay, start }: SeriesOptions<T>): Timing<T>[] {
  return underWay
    .map(({ target, elapsed, left, outcome }, index) => {
      const duration = Math.round((left * second) / (1 - elapsed));
      return { target, createdAt: start - duration + left * second, duration, outcome, variant: index };
    })
    .sort((a, b) => a.createdAt - b.createdAt);
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
      const processed = Math.floor(records * turn(reaches, variant));
      return { processed, failed: Math.min(mostFailed, Math.floor(processed * (0.2 + 0.5 * random()))) };
    }
    case 'cancelled':
      return { processed: Math.floor(records * (0.1 + 0.7 * random())), failed: 0 };
  }
}
