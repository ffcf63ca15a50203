import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface AwsFiles {
  /** Content of `~/.aws/config`. */
  readonly awsConfig?: string;
  /** Content of `~/.aws/credentials`. */
  readonly awsCredentials?: string;
}

/** Creates a home folder with only the given AWS files. Returns the environment for a process that uses it. */
export async function makeHome(
  home: string,
  { awsConfig = '', awsCredentials = '' }: AwsFiles = {},
): Promise<NodeJS.ProcessEnv> {
  const folder = join(home, '.aws');
  const config = join(folder, 'config');
  const credentials = join(folder, 'credentials');
  await mkdir(folder, { recursive: true });
  await writeFile(config, awsConfig);
  await writeFile(credentials, awsCredentials);
  return {
    ...process.env,
    ...outerAws(),
    HOME: home,
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: credentials,
    AWS_EC2_METADATA_DISABLED: 'true',
    TZ: 'UTC',
  };
}

/** Unsets the developer's own AWS variables: present with value `undefined`, so that a spread removes them. */
function outerAws(): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter((name) => name.startsWith('AWS_'));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
