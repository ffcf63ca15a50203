import type { Clock } from './clock';
import type { Disposable } from './disposable';
import { failureOf, type ServiceFailure } from './failure';
import type { ImportJob } from './job';
import type { WantedJob } from './source';
import { WatchedJobs } from './watchedJobs';

const second = 1000;
/** The longest pause after network failures, and at least after throttling. */
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

export interface PollerOptions {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly settings: () => PollerSettings;
  /** Whether somebody may be looking: a view or a panel is visible and the window is in use. */
  readonly isWatched: () => boolean;
  /** The jobs that may still change, or more; the poller picks those to look at. */
  readonly jobs: () => readonly ImportJob[];
  /** Reads these jobs again, which changes what `jobs` returns; rejects with the failure. */
  readonly look: (jobs: readonly WantedJob[], signal: AbortSignal) => Promise<void>;
  /** A look failed, or (`undefined`) went well. */
  readonly onResult: (failure: ServiceFailure | undefined) => void;
}

/**
 * When to look again at the jobs of one service that may still change. Nothing to look at: no timer. Looks do not
 * overlap, and a look that fails in whatever way is followed by another, except when the credentials failed: then it
 * waits for `resume`.
 */
export class Poller implements Disposable {
  readonly #options: PollerOptions;
  readonly #jobs = new WatchedJobs();
  /** Milliseconds, before jitter. */
  #interval: number;
  /** The last look failed in a way that asks for patience, beyond the maximum interval. */
  #backsOff = false;
  #timer: { readonly dueAt: number; readonly handle: Disposable } | undefined;
  #look: AbortController | undefined;
  #lastLookAt = 0;
  /** Drawn anew for each look, from 0 to below 1. */
  #chance: number;
  #isIdle = true;
  #stopped = false;
  /** The credentials may be others than those that the look under way began with. */
  #renewed = false;
  #disposed = false;

  constructor(options: PollerOptions) {
    this.#options = options;
    this.#interval = options.settings().minimumInterval;
    this.#chance = options.random();
  }

  /** To be called when there may be more, less or other work: jobs came, the view was shown, a setting changed. */
  update(): void {
    if (this.#look === undefined && !this.#stopped && !this.#disposed) {
      this.#schedule();
    }
  }

  /** Credentials may work again: look at once if there is work. */
  resume(): void {
    this.#renewed = true;
    if (this.#stopped) {
      this.#stopped = false;
      this.update();
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#look?.abort();
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
      // What gave us work was read just now.
      this.#isIdle = false;
      this.#lastLookAt = now;
    }
    // The clock may have been set back.
    this.#lastLookAt = Math.min(this.#lastLookAt, now);
    const longest = this.#backsOff ? Math.max(maximumInterval, longestBackOff) : maximumInterval;
    this.#interval = Math.max(minimumInterval, Math.min(this.#interval, longest));
    if (hasNews) {
      // Whoever saw it has looked just now; the look that was planned stays where that is sooner.
      this.#lastLookAt = Math.min(now, this.#lastLookAt + this.#interval - minimumInterval);
      this.#interval = minimumInterval;
    }
    if (!enabled) {
      this.#cancelTimer();
      return;
    }
    const interval = isWatched() ? this.#interval : Math.max(this.#interval, maximumInterval);
    const due = Math.max(this.#lastLookAt + interval * (1 + jitter * (2 * this.#chance - 1)), now + wait);
    // Overdue: soon, but not every window and service in the same instant.
    this.#setTimer(now, due > now ? due : now + minimumInterval * jitter * this.#chance, due > now);
  }

  /** @param exactly whether a look that is planned for another time, be it sooner, is not as good */
  #setTimer(now: number, dueAt: number, exactly: boolean): void {
    const planned = this.#timer?.dueAt;
    // One that should have come a while ago slept with the computer, and would sleep on for what it had left.
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
    this.#look = abort;
    this.#renewed = false;
    let changed = false;
    let failure: ServiceFailure | undefined;
    try {
      changed = await this.#lookNow(abort.signal);
    } catch (error) {
      failure = failureOf(error);
    }
    this.#look = undefined;
    if (this.#disposed) {
      return;
    }
    const isRefused = failure?.kind === 'credentials';
    this.#stopped = isRefused && !this.#renewed;
    this.#backsOff = failure?.kind === 'network' || failure?.kind === 'throttled';
    if (this.#backsOff) {
      // What it saw before it failed is no reason to ask as often as before.
      this.#jobs.take(this.#options.jobs(), this.#options.clock.now());
    }
    this.#interval = changed || isRefused ? 0 : nextInterval(this.#interval, failure);
    // First the next look, so that nothing which is told of this one can stand in its way.
    this.update();
    this.#options.onResult(failure);
  }

  /** Resolves to whether something has changed that is worth polling more often. */
  async #lookNow(signal: AbortSignal): Promise<boolean> {
    const { clock, random, jobs, look } = this.#options;
    const now = clock.now();
    this.#lastLookAt = now;
    this.#chance = random();
    const due = this.#jobs.look(now);
    if (due.length > 0) {
      await look(due, signal);
    }
    return this.#jobs.take(jobs(), clock.now());
  }
}

/** In milliseconds, before it is held between the least and the most that the settings allow. */
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
