import { resolve } from 'node:path';

/** The VS Code that the demo and the tests run. */
export const version = '1.139.1';

/** Where a VS Code is kept from one run to the next. npm runs every script in the project's folder. */
export function cacheFolder(): string {
  return resolve(process.env.IMPORT_JOBS_CACHE ?? '.cache');
}
