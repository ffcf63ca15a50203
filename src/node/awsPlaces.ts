import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Files that say how to get at AWS. */
export interface AwsPlace {
  readonly folder: string;
  /** A file's name, or `*.json`. */
  readonly files: string;
}

/** Where the AWS files and the caches of sign-ins are, as the SDK and the CLI look for them. They need not exist. */
export function awsPlaces(env: NodeJS.ProcessEnv = process.env): readonly AwsPlace[] {
  const home = homeIn(env);
  const file = (variable: string | undefined, name: string) => {
    const path =
      variable === undefined || variable === '' ? join(home, '.aws', name) : variable.replace(/^~(?=\/)/, home);
    return { folder: dirname(path), files: basename(path) };
  };
  const login = env.AWS_LOGIN_CACHE_DIRECTORY;
  return [
    file(env.AWS_CONFIG_FILE, 'config'),
    file(env.AWS_SHARED_CREDENTIALS_FILE, 'credentials'),
    { folder: join(home, '.aws', 'sso', 'cache'), files: '*.json' },
    { folder: login === undefined || login === '' ? join(home, '.aws', 'login', 'cache') : login, files: '*.json' },
  ];
}

function homeIn({ HOME = '', USERPROFILE = '', HOMEPATH = '', HOMEDRIVE = 'C:\\' }: NodeJS.ProcessEnv): string {
  return HOME !== ''
    ? HOME
    : USERPROFILE !== ''
      ? USERPROFILE
      : HOMEPATH !== ''
        ? `${HOMEDRIVE}${HOMEPATH}`
        : homedir();
}
