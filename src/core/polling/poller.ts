import type { Clock } from '../base/clock';
import type { Disposable } from '../base/disposable';
import { failureOf, type ServiceFailure } from '../failures/failure';
import type { ImportJob } from '../jobs/job';
import type { WantedJob } from '../jobs/source';
import { WatchedJobs } from './watchedJobs';

const second = 1000;
/**
 * Maximum backoff in milliseconds after network failures. After throttling, the backoff may exceed it if the user's
 * maximum interval is longer.
 */
const longestBackOff = 5 * 60 * second;
const growth = 1.5;
const jitter = 0.2;

export interface PollerSettings {
  readonly enabled: boolean;
  /** Milliseconds. */
  readonly minimumInterval: number;
  /** Milliseconds. */
  readonly maximumInterval: number;
}

interface PollerOptions {
  readonly clock: Clock;
  /** Returns a number from 0 to less than 1. */
  readonly random: () => number;
  readonly settings: () => PollerSettings;
  /** Whether the user may be watching: a view or panel is visible and the window is in use. */
  readonly isWatched: () => boolean;
  /** Returns at least all jobs that may still change; the poller selects those to poll. */
  readonly jobs: () => readonly ImportJob[];
  /** Reads these jobs again, which updates what `jobs` returns. Rejects with the failure. */
  readonly poll: (jobs: readonly WantedJob[], signal: AbortSignal) => Promise<void>;
  /** Receives the failure of each poll; `undefined` if the poll succeeded. */
  readonly onResult: (failure: ServiceFailure | undefined) => void;
}

/**
 * Polls the jobs of one service that may still change. Sets no timer if there are none. Polls never overlap. Polling
 * continues after every failure except a credential error, which pauses it until `resume` is called.
 */
export class Poller implements Disposable {
  readonly #options: PollerOptions;
  readonly #jobs = new WatchedJobs();
  /** Current interval in milliseconds, before jitter. */
  #interval: number;
  /** Whether the backoff may exceed the maximum interval. */
  #backsOff = false;
  #timer: { readonly dueAt: number; readonly handle: Disposable } | undefined;
  #poll: AbortController | undefined;
  #lastPollAt = 0;
  /** Random number for jitter, from 0 to less than 1; new for each poll. */
  #chance: number;
  #isIdle = true;
  #stopped = false;
  /** Whether the credentials may have changed since the poll in progress began. */
  #renewed = false;
  #disposed = false;

  constructor(options: PollerOptions) {
    this.#options = options;
    this.#interval = options.settings().minimumInterval;
    this.#chance = options.random();
  }

  /**
   * Schedules the next poll. Call when the jobs to poll or the interval may have changed: new jobs, the view was shown,
   * a setting changed.
   */
  update(): void {
    if (this.#poll === undefined && !this.#stopped && !this.#disposed) {
      this.#schedule();
    }
  }

  /**
   * Ends the pause after a credential error and polls at once if there are jobs to poll. Call when credentials may work
   * again.
   */
  resume(): void {
    this.#renewed = true;
    if (this.#stopped) {
      this.#stopped = false;
      this.update();
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#poll?.abort();
    this.#cancelTimer();
    this.#jobs.clear();
  }

  #schedule(): void {
    const { clock, settings, isWatched, jobs } = this.#options;
    const { enabled, minimumInterval, maximumInterval } = settings();
    const now = clock.now();
    const hasNews = this.#jobs.take(jobs(), now);
    const wait = this.#jobs.wait(now);
    if (wait === undefined) {
      this.#cancelTimer();
      this.#isIdle = true;
      return;
    }
    if (this.#isIdle) {
      // The first jobs were just read.
      this.#isIdle = false;
      this.#lastPollAt = now;
    }
    // The clock may have been set back.
    this.#lastPollAt = Math.min(this.#lastPollAt, now);
    const longest = this.#backsOff ? Math.max(maximumInterval, longestBackOff) : maximumInterval;
    this.#interval = Math.max(minimumInterval, Math.min(this.#interval, longest));
    if (hasNews) {
      // The changes were just read, so wait for the minimum interval, unless a poll is due sooner.
      this.#lastPollAt = Math.min(now, this.#lastPollAt + this.#interval - minimumInterval);
      this.#interval = minimumInterval;
    }
    if (!enabled) {
      this.#cancelTimer();
      return;
    }
    const interval = isWatched() ? this.#interval : Math.max(this.#interval, maximumInterval);
    const due = Math.max(this.#lastPollAt + interval * (1 + jitter * (2 * this.#chance - 1)), now + wait);
    // Overdue: poll soon, but not in every window and service at the same instant.
    this.#setTimer(now, due > now ? due : now + minimumInterval * jitter * this.#chance, due > now);
  }

  /** @param exactly whether to replace a timer that is due sooner */
  #setTimer(now: number, dueAt: number, exactly: boolean): void {
    const planned = this.#timer?.dueAt;
    // If the computer slept, an overdue timer still waits for the time it had left.
    const isAwake = planned !== undefined && planned > now - second;
    if (isAwake && (exactly ? planned === dueAt : planned <= dueAt)) {
      return;
    }
    this.#cancelTimer();
    const handle = this.#options.clock.after(dueAt - now, () => {
      this.#timer = undefined;
      void this.#tick();
    });
    this.#timer = { dueAt, handle };
  }

  #cancelTimer(): void {
    this.#timer?.handle.dispose();
    this.#timer = undefined;
  }

  async #tick(): Promise<void> {
    const abort = new AbortController();
    this.#poll = abort;
    this.#renewed = false;
    let changed = false;
    let failure: ServiceFailure | undefined;
    try {
      changed = await this.#pollNow(abort.signal);
    } catch (error) {
      failure = failureOf(error);
    }
    this.#poll = undefined;
    if (this.#disposed) {
      return;
    }
    const isRefused = failure?.kind === 'credentials';
    this.#stopped = isRefused && !this.#renewed;
    this.#backsOff = failure?.kind === 'network' || failure?.kind === 'throttled';
    if (this.#backsOff) {
      // Changes found before the failure must not shorten the interval.
      this.#jobs.take(this.#options.jobs(), this.#options.clock.now());
    }
    this.#interval = changed || isRefused ? 0 : nextInterval(this.#interval, failure);
    // Schedule the next poll first, so that no listener can prevent it.
    this.update();
    this.#options.onResult(failure);
  }

  /** Resolves to whether a change makes it worth polling more often. */
  async #pollNow(signal: AbortSignal): Promise<boolean> {
    const { clock, random, jobs, poll } = this.#options;
    const now = clock.now();
    this.#lastPollAt = now;
    this.#chance = random();
    const due = this.#jobs.takeDue(now);
    if (due.length > 0) {
      await poll(due, signal);
    }
    return this.#jobs.take(jobs(), clock.now());
  }
}

/** Returns the next interval in milliseconds, before it is clamped to the limits of the settings. */
function nextInterval(interval: number, failure: ServiceFailure | undefined): number {
  switch (failure?.kind) {
    case 'network':
      return Math.max(interval, Math.min(interval * 2, longestBackOff));
    case 'throttled':
      return interval * 2;
    default:
      return interval * growth;
  }
}
