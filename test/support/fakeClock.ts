import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/core/base/clock';

/** A clock that advances only when a test says so. */
export class FakeClock implements Clock {
  #now: number;
  readonly #settled: () => Promise<unknown>;
  readonly #timers = new Map<object, { at: number; readonly then: () => void }>();

  /** @param settled resolves when everything that follows from a timer or from earlier actions has happened */
  constructor(now = Date.UTC(2026, 10, 22, 10), settled: () => Promise<unknown> = () => setImmediate()) {
    this.#now = now;
    this.#settled = settled;
  }

  now(): number {
    return this.#now;
  }

  after(delay: number, then: () => void) {
    const timer = {};
    this.#timers.set(timer, { at: this.#now + Math.max(0, delay), then });
    return { dispose: () => this.#timers.delete(timer) };
  }

  /** Number of timers set. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Milliseconds until the next timer; `undefined` when there is none. */
  get next(): number | undefined {
    const times = [...this.#timers.values()].map(({ at }) => at);
    return times.length === 0 ? undefined : Math.min(...times) - this.#now;
  }

  /** Changes the time of day without advancing timers, as when the computer slept or its clock was set back. */
  leap(milliseconds: number): void {
    this.#now += milliseconds;
    for (const timer of this.#timers.values()) {
      timer.at += milliseconds;
    }
  }

  /** Advances time. Each due timer runs at its time, and everything that follows from it before the next. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await this.#settled();
    for (;;) {
      const [due] = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (due === undefined) {
        break;
      }
      const [timer, { at, then }] = due;
      this.#timers.delete(timer);
      this.#now = at;
      then();
      await this.#settled();
    }
    this.#now = end;
    await this.#settled();
  }
}
