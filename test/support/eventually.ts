import { setTimeout as delay } from 'node:timers/promises';

/** Makes a check again and again until it no longer throws, and gives its result. Throws its last error when the time is up. */
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
