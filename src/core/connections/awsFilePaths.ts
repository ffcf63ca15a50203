import { posix, win32 } from 'node:path';

/** What determines the paths of a user's AWS files. */
export interface Machine {
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly platform: NodeJS.Platform;
  /** The home folder as the operating system reports it. */
  readonly homedir: () => string;
}

export interface AwsFilePath {
  readonly path: string;
  /** Environment variable that sets the path; absent for the default path. */
  readonly variable?: string;
}

export interface AwsFilePaths {
  readonly config: AwsFilePath;
  readonly credentials: AwsFilePath;
  /** Folder where `aws sso login` stores tokens. */
  readonly ssoCache: string;
  /** Folder where `aws login` stores credentials. */
  readonly loginCache: string;
}

/** Files in a folder, which may not exist. */
export interface FileLocation {
  readonly folder: string;
  /** A file name, or `*.json`. */
  readonly files: string;
}

/** Returns the paths of the AWS files by the rules of the AWS CLI, whether or not the files exist. */
export function awsFilePaths(machine: Machine): AwsFilePaths {
  const path = machine.platform === 'win32' ? win32 : posix;
  const inHome = (...names: readonly string[]) => path.join(homeOf(machine), '.aws', ...names);
  const file = (variable: string, name: string): AwsFilePath => {
    const { [variable]: set = '' } = machine.env;
    return set === '' ? { path: inHome(name) } : { path: expanded(set, machine), variable };
  };
  const { AWS_LOGIN_CACHE_DIRECTORY: loginCache = '' } = machine.env;
  return {
    config: file('AWS_CONFIG_FILE', 'config'),
    credentials: file('AWS_SHARED_CREDENTIALS_FILE', 'credentials'),
    ssoCache: inHome('sso', 'cache'),
    loginCache: loginCache === '' ? inHome('login', 'cache') : expanded(loginCache, machine),
  };
}

/**
 * Returns the home folder like Python's `os.path.expanduser('~')`. On Windows it ignores HOME, which the AWS SDK
 * prefers.
 */
function homeOf({ env, platform, homedir: home }: Machine): string {
  if (platform !== 'win32') {
    return env.HOME ?? home();
  }
  const { USERPROFILE, HOMEPATH, HOMEDRIVE = '' } = env;
  return USERPROFILE ?? (HOMEPATH === undefined ? home() : win32.join(HOMEDRIVE, HOMEPATH));
}

/** Expands variables and `~` in a path, in botocore's order. */
function expanded(path: string, machine: Machine): string {
  const { env, platform } = machine;
  const valueOf = (whole: string, name: string) => env[name] ?? whole;
  const withValues = path
    .replace(/\$(?:(\w+)|\{([^}]*)\})/g, (whole, plain?: string, braced?: string) =>
      valueOf(whole, plain ?? braced ?? ''),
    )
    .replace(/%([^%]+)%/g, (whole, name: string) => (platform === 'win32' ? valueOf(whole, name) : whole));
  return withValues.replace(platform === 'win32' ? /^~(?=[/\\]|$)/ : /^~(?=\/|$)/, () => homeOf(machine));
}
