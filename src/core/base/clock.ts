import type { Disposable } from './disposable';

/** Source of time, injected so that tests can control it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `then` once after `delay` milliseconds, unless disposed of first. */
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
