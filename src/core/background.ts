import { AsyncLocalStorage } from 'node:async_hooks';

/** Global, since each bundle has its own copy of this module. */
const key = Symbol.for('import-jobs.background');
const shared = globalThis as unknown as { [key]: AsyncLocalStorage<boolean> | undefined };
const background = (shared[key] ??= new AsyncLocalStorage<boolean>());

/** Runs work that must not prompt the user, such as polling. */
export function inBackground<T>(work: () => T): T {
  return background.run(true, work);
}

/** Whether the caller runs as part of {@link inBackground} work. */
export function isInBackground(): boolean {
  return background.getStore() === true;
}
