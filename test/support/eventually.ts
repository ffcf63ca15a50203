import { setTimeout as delay } from 'node:timers/promises';

/** Repeats a check until it does not throw, and returns its result. Throws its last error after the timeout. */
export async function eventually<T>(check: () => T | Promise<T>, milliseconds = 30_000): Promise<T> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await delay(25);
  }
}
