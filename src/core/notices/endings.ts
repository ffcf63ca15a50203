import type { Clock } from '../clock';
import { Disposables, type Disposable } from '../disposable';
import { Emitter } from '../emitter';
import { mayChange, type ImportJob } from '../job';
import type { JobStore } from '../jobStore';

/** A job that was seen in progress and has ended. */
export interface Ending {
  readonly connectionId: string;
  readonly job: ImportJob;
}

/** Endings that come within so many milliseconds of each other are told together: SES can be asked for one job a second. */
const together = 3000;
/** But none waits longer than this. */
const longest = 10_000;

/**
 * Tells of jobs that ended while they were watched: each once, several together. A job that had ended when it was first
 * seen is no news; so one that ends while no window is open is told by its row alone.
 */
export class Endings implements Disposable {
  readonly #clock: Clock;
  readonly #told = new Emitter<readonly Ending[]>();
  readonly #lifetime = new Disposables();
  #waiting = new Map<string, Ending>();
  #timer: Disposable | undefined;
  #firstAt = 0;

  constructor(store: JobStore, clock: Clock) {
    this.#clock = clock;
    this.#lifetime.add(
      store.onDidChange(({ connectionId, updated, removed }) => {
        for (const { before, after } of updated) {
          const name = nameOf(connectionId, after.key);
          if (mayChange(after)) {
            // It goes on after all.
            this.#waiting.delete(name);
          } else if (this.#waiting.has(name)) {
            this.#waiting.set(name, { connectionId, job: after });
          } else if (mayChange(before)) {
            this.#add(name, { connectionId, job: after });
          }
        }
        for (const key of removed) {
          this.#waiting.delete(nameOf(connectionId, key));
        }
      }),
    );
  }

  onDidEnd(listener: (endings: readonly Ending[]) => void): Disposable {
    return this.#told.listen(listener);
  }

  dispose(): void {
    this.#lifetime.dispose();
    this.#timer?.dispose();
    this.#waiting.clear();
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
      this.#waiting = new Map();
      if (endings.length > 0) {
        this.#told.fire(endings);
      }
    });
  }
}

/** Whether somebody has to look at it: it failed, or some of its records did. */
export function hasFailures({ phase }: Pick<ImportJob, 'phase'>): boolean {
  return phase === 'failed' || phase === 'succeededWithFailures';
}

function nameOf(connectionId: string, key: string): string {
  return `${connectionId} ${key}`;
}
