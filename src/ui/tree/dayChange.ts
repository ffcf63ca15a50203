import type { Clock } from '../../core/base/clock';
import type { Disposable } from '../../core/base/disposable';

/** Tells when the local day changes, once after each start. */
export class DayChange implements Disposable {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  #timer: { readonly dueAt: number; readonly handle: Disposable } | undefined;

  /** @param onChange called at local midnight, or once the computer is awake again */
  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** Starts to wait for midnight, unless it does already. Call often: a timer sleeps with the computer. */
  start(): void {
    const now = this.#clock.now();
    if (this.#timer === undefined) {
      this.#setTimer(now, new Date(now).setHours(24, 0, 0, 0));
    } else if (this.#timer.dueAt <= now) {
      const { dueAt } = this.#timer;
      this.stop();
      this.#setTimer(now, dueAt);
    }
  }

  stop(): void {
    this.#timer?.handle.dispose();
    this.#timer = undefined;
  }

  dispose(): void {
    this.stop();
  }

  #setTimer(now: number, dueAt: number): void {
    const handle = this.#clock.after(Math.max(0, dueAt - now), () => {
      this.#timer = undefined;
      if (this.#clock.now() < dueAt) {
        // The timer was early, or the clock was set back.
        this.start();
      } else {
        this.#onChange();
      }
    });
    this.#timer = { dueAt, handle };
  }
}
