import type { Clock } from '../clock';
import { Disposables, type Disposable } from '../disposable';
import { Emitter } from '../emitter';
import { globalKey, mayChange, type ImportJob, type JobPhase } from '../job';
import type { JobStore } from '../jobStore';

/** A job that was seen in progress and has ended. */
export interface Ending {
  readonly connectionId: string;
  readonly job: ImportJob;
}

/** Endings that come within so many milliseconds of each other are told together: a service can give one job a second. */
const together = 3000;
/** But none waits longer than this. */
const longest = 10_000;
/** So many endings are remembered, for other connections that see them later. */
const mostKnown = 1000;

/**
 * Tells of jobs that ended while they were watched: each once, whatever connections see it, several together. A job that
 * had ended when it was first seen is no news; so one that ends while no window is open is told by its row alone.
 */
export class Endings extends Disposables {
  readonly #clock: Clock;
  readonly #told = new Emitter<readonly Ending[]>();
  readonly onDidEnd = this.#told.listen;
  readonly #nameOf: (connectionId: string, key: string) => string;
  /** By name. */
  #waiting = new Map<string, Ending>();
  /** Of those that were told, by name, who saw which end. */
  readonly #known = new Map<string, { readonly connectionId: string; readonly phase: JobPhase }>();
  #timer: Disposable | undefined;
  #firstAt = 0;

  /** @param nameOf names a job of a connection, by its key: the same for connections that see the same job */
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

  #take(mightChange: boolean, ending: Ending): void {
    const { connectionId, job } = ending;
    const name = this.#nameOf(connectionId, job.key);
    const waiting = this.#waiting.get(name);
    if (mayChange(job)) {
      // It goes on after all; another connection may only not have seen the end yet.
      if (waiting?.connectionId === connectionId) {
        this.#waiting.delete(name);
      }
    } else if (waiting !== undefined) {
      this.#waiting.set(name, ending);
    } else if (mightChange && !this.#isKnown(name, ending)) {
      this.#add(name, ending);
    }
  }

  /** Whether it was told as another connection saw it. */
  #isKnown(name: string, { connectionId, job }: Ending): boolean {
    const known = this.#known.get(name);
    return known !== undefined && known.connectionId !== connectionId && known.phase === job.phase;
  }

  /** Its name may be another by now: whose a connection was is forgotten with it. */
  #forget(connectionId: string, keys: ReadonlySet<string>): void {
    for (const [name, ending] of this.#waiting) {
      if (ending.connectionId === connectionId && keys.has(ending.job.key)) {
        this.#waiting.delete(name);
      }
    }
  }

  #add(name: string, ending: Ending): void {
    const now = this.#clock.now();
    if (this.#waiting.size === 0) {
      this.#firstAt = now;
    }
    this.#waiting.set(name, ending);
    this.#timer?.dispose();
    this.#timer = this.#clock.after(Math.max(0, Math.min(together, this.#firstAt + longest - now)), () => {
      this.#timer = undefined;
      const endings = [...this.#waiting.values()];
      this.#remember(this.#waiting);
      this.#waiting = new Map();
      if (endings.length > 0) {
        this.#told.fire(endings);
      }
    });
  }

  #remember(told: ReadonlyMap<string, Ending>): void {
    for (const [name, { connectionId, job }] of told) {
      this.#known.set(name, { connectionId, phase: job.phase });
    }
    for (const name of [...this.#known.keys()].slice(0, -mostKnown)) {
      this.#known.delete(name);
    }
  }
}

/** Whether somebody has to look at it: it failed, or some of its records did. */
export function hasFailures({ phase }: Pick<ImportJob, 'phase'>): boolean {
  return phase === 'failed' || phase === 'succeededWithFailures';
}
