import { resolve } from 'node:path';

/** The oldest VS Code from npm at or above `engines.vscode` that starts. */
export const oldest = '1.103.2';

export const newest = '1.139.1';

/** The VS Code that the demo and the tests run unless they say which. */
export const version = process.env.VSCODE_VERSION ?? newest;

/** Where a VS Code is kept from one run to the next. npm runs every script in the project's folder. */
export function cacheFolder(): string {
  return resolve(process.env.IMPORT_JOBS_CACHE ?? '.cache');
}
