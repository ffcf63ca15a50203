import { readlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { awsFilePaths, type FileLocation } from '../core/connections/awsFilePaths';

/** Maximum length of a chain of symbolic links. A longer one is a cycle. */
const maxLinks = 40;

/** Returns the current paths of the AWS files and the sign-in caches, including the targets of symbolic links. */
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

/** Returns a path and, for a symbolic link, every path in its chain. */
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
