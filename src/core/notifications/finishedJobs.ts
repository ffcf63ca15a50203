import type { Clock } from '../base/clock';
import { Disposables, type Disposable } from '../base/disposable';
import { Emitter } from '../base/emitter';
import { globalKey, mayChange, type ImportJob, type JobPhase } from '../jobs/job';
import type { JobStore } from '../jobs/jobStore';

/** A job that was seen in progress and has finished. */
export interface FinishedJob {
  readonly connectionId: string;
  readonly job: ImportJob;
}

/** Time in milliseconds within which finished jobs are announced together: a service can return one job per second. */
const groupingDelay = 3000;
/** Maximum delay of an announcement, in milliseconds. */
const maxDelay = 10_000;
/** Maximum number of finished jobs remembered in case other connections see them later. */
const maxKnown = 1000;

/**
 * Announces jobs that finish while they are tracked: each once, even if several connections have it, and several
 * together. Jobs that were already finished when first seen, for example because no window was open, are not announced.
 */
export class FinishedJobs extends Disposables {
  readonly #clock: Clock;
  readonly #finished = new Emitter<readonly FinishedJob[]>();
  readonly onDidFinish = this.#finished.listen;
  readonly #nameOf: (connectionId: string, key: string) => string;
  /** Finished jobs to announce, by name. */
  #waiting = new Map<string, FinishedJob>();
  /** Announced jobs by name, each with the connection that saw it finish and its phase. */
  readonly #known = new Map<string, { readonly connectionId: string; readonly phase: JobPhase }>();
  #timer: Disposable | undefined;
  #firstAt = 0;

  /**
   * @param nameOf returns a name for a job by its connection and key, the same for all connections that have the job
   */
  constructor(store: JobStore, clock: Clock, nameOf = globalKey) {
    super();
    this.#clock = clock;
    this.#nameOf = nameOf;
    this.add(
      store.onDidChange(({ connectionId, updated, removed }) => {
        for (const { before, after } of updated) {
          this.#take(mayChange(before), { connectionId, job: after });
        }
        this.#forget(connectionId, new Set(removed));
      }),
    );
  }

  override dispose(): void {
    super.dispose();
    this.#timer?.dispose();
    this.#waiting.clear();
    this.#known.clear();
  }

  #take(mightChange: boolean, finishedJob: FinishedJob): void {
    const { connectionId, job } = finishedJob;
    const name = this.#nameOf(connectionId, job.key);
    const waiting = this.#waiting.get(name);
    if (mayChange(job)) {
      // The job is in progress again, unless another connection has just not seen it finish yet.
      if (waiting?.connectionId === connectionId) {
        this.#waiting.delete(name);
      }
    } else if (waiting !== undefined) {
      this.#waiting.set(name, finishedJob);
    } else if (mightChange && !this.#isKnown(name, finishedJob)) {
      this.#add(name, finishedJob);
    }
  }

  /** Whether the job was announced for another connection. */
  #isKnown(name: string, { connectionId, job }: FinishedJob): boolean {
    const known = this.#known.get(name);
    return known !== undefined && known.connectionId !== connectionId && known.phase === job.phase;
  }

  /** Forgets jobs by key, because a job's name may change when its connection is removed. */
  #forget(connectionId: string, keys: ReadonlySet<string>): void {
    for (const [name, finishedJob] of this.#waiting) {
      if (finishedJob.connectionId === connectionId && keys.has(finishedJob.job.key)) {
        this.#waiting.delete(name);
      }
    }
  }

  #add(name: string, finishedJob: FinishedJob): void {
    const now = this.#clock.now();
    if (this.#waiting.size === 0) {
      this.#firstAt = now;
    }
    this.#waiting.set(name, finishedJob);
    this.#timer?.dispose();
    this.#timer = this.#clock.after(Math.max(0, Math.min(groupingDelay, this.#firstAt + maxDelay - now)), () => {
      this.#timer = undefined;
      const finishedJobs = [...this.#waiting.values()];
      this.#remember(this.#waiting);
      this.#waiting = new Map();
      if (finishedJobs.length > 0) {
        this.#finished.fire(finishedJobs);
      }
    });
  }

  #remember(announced: ReadonlyMap<string, FinishedJob>): void {
    for (const [name, { connectionId, job }] of announced) {
      this.#known.set(name, { connectionId, phase: job.phase });
    }
    for (const name of [...this.#known.keys()].slice(0, -maxKnown)) {
      this.#known.delete(name);
    }
  }
}
