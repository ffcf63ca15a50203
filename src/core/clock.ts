import type { Disposable } from './disposable';

/** Time, handed in so that a test can hold it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `then` once, `delay` milliseconds from now, unless disposed of before. */
  after(delay: number, then: () => void): Disposable;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, then) {
    const timer = setTimeout(then, delay);
    return {
      dispose: () => clearTimeout(timer),
    };
  },
};
