import assert from 'node:assert/strict';
import { ServiceError, type ServiceFailure } from '../../../src/core/failures/failure';
import type { ImportJob } from '../../../src/core/jobs/job';
import { Poller } from '../../../src/core/polling/poller';
import { FakeClock } from '../../support/fakeClock';
import { aJob, countsOf } from '../../support/jobs';
import { processedCount } from '../../../src/core/jobs/job';

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A poller whose jobs, settings and results a test sets, with a record of its polls. */
export class PollerBench {
  readonly clock = new FakeClock();
  readonly start = this.clock.now();
  readonly polls: { readonly at: number; readonly ids: readonly string[]; readonly signal: AbortSignal }[] = [];
  readonly results: (ServiceFailure | undefined)[] = [];
  jobs: readonly ImportJob[] = [];
  /** Resolves to whether all jobs change. */
  answer: () => Promise<boolean> = () => Promise.resolve(false);
  isWatched = true;
  isEnabled = true;
  maximumInterval = minute;
  readonly poller: Poller;

  /** @param chance the random number; the default gives no jitter */
  constructor(public chance = 0.5) {
    this.poller = new Poller({
      clock: this.clock,
      random: () => this.chance,
      settings: () => ({ enabled: this.isEnabled, minimumInterval: 5 * second, maximumInterval: this.maximumInterval }),
      isWatched: () => this.isWatched,
      jobs: () => this.jobs,
      poll: (due, signal) => {
        this.polls.push({ at: this.clock.now() - this.start, ids: due.map(({ id }) => id), signal });
        return this.answer().then((changed) => {
          this.jobs = changed
            ? this.jobs.map((job) => ({ ...job, counts: countsOf((processedCount(job) ?? 0) + 1) }))
            : this.jobs;
        });
      },
      onResult: (failure) => this.results.push(failure),
    });
  }

  /** Returns a bench that is renewed for each test of the calling suite. */
  static forEach(use: (bench: PollerBench) => void): void {
    let bench: PollerBench;
    beforeEach(() => {
      bench = new PollerBench();
      use(bench);
    });
    afterEach(() => {
      bench.end();
    });
  }

  end(): void {
    this.poller.dispose();
    assert.equal(this.clock.pending, 0, 'a timer is left');
  }

  /** Times at which polls began, in seconds since the start. */
  get times(): readonly number[] {
    return this.polls.map(({ at }) => at / second);
  }

  /** Sets these jobs in progress, created just now. */
  run(...ids: readonly string[]): void {
    this.jobs = ids.map((id) => aJob(id, { createdAt: this.clock.now() }));
    this.poller.update();
  }

  /** Makes polls fail from now on. */
  failWith(failure: ServiceFailure): void {
    this.answer = () => Promise.reject(new ServiceError(failure));
  }
}
