import type { Clock } from '../../core/base/clock';
import type { Disposable } from '../../core/base/disposable';
import type { JobNode } from './nodes';

/** Maximum delay in milliseconds, because Node's timers have a limit. Rows are redrawn at midnight anyway. */
const longestDelay = 24 * 60 * 60 * 1000;

/** Redraws rows of jobs that wait for an upload when the link for it expires. */
export class LinkExpiries implements Disposable {
  readonly #clock: Clock;
  readonly #redraw: (row: JobNode) => void;
  readonly #timers = new Map<JobNode, Disposable>();

  constructor(clock: Clock, redraw: (row: JobNode) => void) {
    this.#clock = clock;
    this.#redraw = redraw;
  }

  /**
   * Schedules the redraw of a row. Call when the row is drawn.
   * @param until when the row's link expires, in milliseconds since the epoch; `undefined` without a link
   */
  drawn(row: JobNode, until: number | undefined): void {
    this.#timers.get(row)?.dispose();
    this.#timers.delete(row);
    const delay = (until ?? 0) - this.#clock.now();
    if (delay > 0 && delay < longestDelay) {
      const timer = this.#clock.after(delay, () => {
        this.#timers.delete(row);
        this.#redraw(row);
      });
      this.#timers.set(row, timer);
    }
  }

  dispose(): void {
    for (const timer of this.#timers.values()) {
      timer.dispose();
    }
    this.#timers.clear();
  }
}
