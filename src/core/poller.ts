import type { Clock } from './clock';
import type { Disposable } from './disposable';
import { failureOf, type ServiceFailure } from './failure';
import { mayChange, type ImportJob } from './job';

const second = 1000;
const day = 24 * 60 * 60 * second;
/** How often to look at a job that has stood still for a day, and the longest pause after network failures and throttling. */
const slowInterval = 5 * 60 * second;
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
  /** Looks at these jobs again. Resolves to whether anything is different now; rejects with the failure. */
  readonly look: (jobs: readonly ImportJob[], signal: AbortSignal) => Promise<boolean>;
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
  /** When each job was last seen to change, and last looked at. Milliseconds since the epoch. */
  readonly #seen = new Map<string, { readonly print: string; changedAt: number; lookedAt: number }>();
  /** Milliseconds, before jitter. */
  #interval: number;
  #timer: { readonly dueAt: number; readonly handle: Disposable } | undefined;
  #look: AbortController | undefined;
  #lastLookAt = 0;
  /** Drawn anew for each look, from 0 to below 1. */
  #chance: number;
  #isIdle = true;
  #stopped = false;
  #disposed = false;

  constructor(options: PollerOptions) {
    this.#options = options;
    this.#interval = options.settings().minimumInterval;
    this.#chance = options.random();
  }

  /** Whether a next look is planned or under way. */
  get isActive(): boolean {
    return this.#timer !== undefined || this.#look !== undefined;
  }

  /** To be called when there may be more, less or other work: jobs came, the view was shown, a setting changed. */
  update(): void {
    if (this.#look === undefined && !this.#stopped && !this.#disposed) {
      this.#schedule();
    }
  }

  /** Credentials may work again: look at once if there is work. */
  resume(): void {
    if (this.#stopped) {
      this.#stopped = false;
      this.#interval = this.#options.settings().minimumInterval;
      this.update();
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#look?.abort();
    this.#cancelTimer();
    this.#seen.clear();
  }

  #schedule(): void {
    const { clock, settings, isWatched } = this.#options;
    const { enabled, minimumInterval, maximumInterval } = settings();
    const now = clock.now();
    const wait = this.#waitForJob(now);
    if (!enabled || wait === undefined) {
      this.#cancelTimer();
      this.#interval = minimumInterval;
      this.#isIdle = true;
      return;
    }
    if (this.#isIdle) {
      // What gave us work was read just now.
      this.#isIdle = false;
      this.#lastLookAt = now;
    }
    const interval = isWatched() ? this.#interval : Math.max(this.#interval, maximumInterval);
    const due = Math.max(this.#lastLookAt + interval * (1 + jitter * (2 * this.#chance - 1)), now + wait);
    // Overdue: soon, but not every window and service in the same instant.
    const soon = now + minimumInterval * jitter * this.#chance;
    if (due > now ? this.#timer?.dueAt === due : this.#timer !== undefined && this.#timer.dueAt <= soon) {
      return;
    }
    this.#cancelTimer();
    const dueAt = due > now ? due : soon;
    const handle = clock.after(dueAt - now, () => {
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
    const { clock, random, settings, look, onResult } = this.#options;
    const abort = new AbortController();
    this.#look = abort;
    this.#lastLookAt = clock.now();
    this.#chance = random();
    const jobs = this.#work(this.#lastLookAt).filter((job) => this.#dueAt(job) <= this.#lastLookAt);
    for (const { key } of jobs) {
      const seen = this.#seen.get(key);
      if (seen !== undefined) {
        seen.lookedAt = this.#lastLookAt;
      }
    }
    let failure: ServiceFailure | undefined;
    let changed = false;
    try {
      changed = jobs.length > 0 && (await look(jobs, abort.signal));
    } catch (error) {
      failure = failureOf(error);
    } finally {
      this.#look = undefined;
      if (!this.#disposed) {
        this.#stopped = failure?.kind === 'credentials';
        this.#interval = nextInterval(this.#interval, changed, failure, settings());
        onResult(failure);
        this.update();
      }
    }
  }

  /** The jobs worth looking at, with what is known of each brought up to date. */
  #work(now: number): readonly ImportJob[] {
    const work = this.#options.jobs().filter((job) => {
      const age = now - (job.createdAt ?? this.#seen.get(job.key)?.changedAt ?? now);
      return mayChange(job) && (job.phase !== 'unknown' || age < day);
    });
    const keys = new Set(work.map(({ key }) => key));
    for (const key of this.#seen.keys()) {
      if (!keys.has(key)) {
        this.#seen.delete(key);
      }
    }
    for (const job of work) {
      const print = JSON.stringify([job.status, job.processed, job.failed, job.pieces]);
      const seen = this.#seen.get(job.key);
      if (seen?.print !== print) {
        const changedAt = seen === undefined ? Math.min(now, job.createdAt ?? now) : now;
        this.#seen.set(job.key, { print, changedAt, lookedAt: seen?.lookedAt ?? -Infinity });
      }
    }
    return work;
  }

  /** When a job may be looked at again: at any tick, or every few minutes when it has stood still for a day. */
  #dueAt(job: ImportJob): number {
    const seen = this.#seen.get(job.key);
    return seen === undefined || seen.lookedAt - seen.changedAt < day ? -Infinity : seen.lookedAt + slowInterval;
  }

  /** How long to wait at least, in milliseconds, for there to be a job to look at; `undefined` when there is none. */
  #waitForJob(now: number): number | undefined {
    const work = this.#work(now);
    const dueAt = work.reduce((earliest, job) => Math.min(earliest, this.#dueAt(job)), Infinity);
    return work.length === 0 ? undefined : Math.max(0, dueAt - now);
  }
}

function nextInterval(
  interval: number,
  changed: boolean,
  failure: ServiceFailure | undefined,
  { minimumInterval, maximumInterval }: PollerSettings,
): number {
  switch (failure?.kind) {
    case 'network':
    case 'throttled':
      return Math.min(interval * 2, slowInterval);
    default:
      return changed ? minimumInterval : Math.max(minimumInterval, Math.min(interval * growth, maximumInterval));
  }
}
