import { readlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { awsFilePaths } from '../core/awsFilePaths';

/** Files in a folder. They need not exist. */
export interface FileLocation {
  readonly folder: string;
  /** A file's name, or `*.json`. */
  readonly files: string;
}

/** A chain of links that is longer is a circle. */
const maxLinks = 40;

/** Where the AWS files and the caches of sign-ins are now: of a symbolic link, also where it leads. */
export async function awsFileLocations(): Promise<readonly FileLocation[]> {
  const { config, credentials, ssoCache, loginCache } = awsFilePaths({
    env: process.env,
    platform: process.platform,
    homedir,
  });
  const files = await Promise.all([config, credentials].map(({ path }) => withTargets(resolve(path))));
  return [
    ...files.flat().map((path) => ({ folder: dirname(path), files: basename(path) })),
    ...[ssoCache, loginCache].map((folder) => ({ folder: resolve(folder), files: '*.json' })),
  ];
}

/** A path and, where it is a symbolic link, every path that it leads to. */
async function withTargets(path: string): Promise<readonly string[]> {
  const paths = [path];
  for (let at = path; paths.length <= maxLinks;) {
    const target = await readlink(at).catch(() => undefined);
    if (target === undefined) {
      break;
    }
    at = resolve(dirname(at), target);
    paths.push(at);
  }
  return paths;
}
