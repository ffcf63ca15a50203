import { resolve } from 'node:path';

/** The oldest version on npm, from `engines.vscode` up, that starts. */
export const oldest = '1.103.2';

export const newest = '1.139.1';

/** Default version for the demo and the tests. */
export const version = process.env.VSCODE_VERSION ?? newest;

/** Returns the folder that caches VS Code builds. npm runs all scripts in the project's folder. */
export function cacheFolder(): string {
  return resolve(process.env.IMPORT_JOBS_CACHE ?? '.cache');
}
