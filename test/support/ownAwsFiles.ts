import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface AwsFileTexts {
  readonly config?: string;
  readonly credentials?: string;
}

/**
 * AWS files of a test, used by this process until removed. Each has a new path, since the SDK caches files by path.
 */
export class OwnAwsFiles {
  readonly folder: string;
  readonly #before: Readonly<NodeJS.ProcessEnv>;

  private constructor(folder: string) {
    this.folder = folder;
    this.#before = awsVariables();
    setAwsVariables({
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      // Avoids retries of rejected requests.
      AWS_MAX_ATTEMPTS: '1',
    });
  }

  static async make(texts: AwsFileTexts = {}): Promise<OwnAwsFiles> {
    const files = new OwnAwsFiles(await mkdtemp(join(tmpdir(), 'import-jobs-aws-')));
    await files.write(texts);
    return files;
  }

  async write({ config = '', credentials = '' }: AwsFileTexts): Promise<void> {
    await writeFile(join(this.folder, 'config'), config);
    await writeFile(join(this.folder, 'credentials'), credentials);
  }

  /** Restores the process's environment. */
  async takeAway(): Promise<void> {
    setAwsVariables(this.#before);
    await rm(this.folder, { recursive: true });
  }
}

function awsVariables(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('AWS_')));
}

/** Sets these AWS variables and unsets all others. */
function setAwsVariables(variables: Readonly<NodeJS.ProcessEnv>): void {
  for (const name of Object.keys(awsVariables())) {
    Reflect.deleteProperty(process.env, name);
  }
  Object.assign(process.env, variables);
}
