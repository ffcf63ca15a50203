import type { Clock } from '../../core/base/clock';
import type { Disposable } from '../../core/base/disposable';

/** Notifies when the local day changes, once each time it is started. */
export class DayChange implements Disposable {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  #timer: { readonly dueAt: number; readonly handle: Disposable } | undefined;

  /** @param onChange called at local midnight or, if the computer was asleep, once it is awake */
  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** Starts waiting for midnight, unless already waiting. Call often, because timers stop while the computer sleeps. */
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
        // The timer fired early, or the clock was set back.
        this.start();
      } else {
        this.#onChange();
      }
    });
    this.#timer = { dueAt, handle };
  }
}
