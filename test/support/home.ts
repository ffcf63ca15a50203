import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface AwsFiles {
  /** The text of `~/.aws/config`. */
  readonly awsConfig?: string;
  /** The text of `~/.aws/credentials`. */
  readonly awsCredentials?: string;
}

/** Makes a user's home that knows the given AWS profiles alone. Returns the environment of a process at home there. */
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

/** The developer's own AWS variables, taken away: named and undefined, as a spread alone could not remove them. */
function outerAws(): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter((name) => name.startsWith('AWS_'));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
