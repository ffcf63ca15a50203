import { AsyncLocalStorage } from 'node:async_hooks';

/** Each bundle has a copy of this module, and all have to know the same. */
const key = Symbol.for('import-jobs.background');
const shared = globalThis as unknown as { [key]: AsyncLocalStorage<boolean> | undefined };
const background = (shared[key] ??= new AsyncLocalStorage<boolean>());

/** Runs what nobody has asked for just now: polling, reading again after a file changed. It must not ask anybody anything. */
export function inBackground<T>(work: () => T): T {
  return background.run(true, work);
}

/** Whether this is done for something begun with {@link inBackground}. */
export function isInBackground(): boolean {
  return background.getStore() === true;
}
