import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { makeHome, type AwsFiles } from '../home';
import { obtainExecutable } from './executable';
import { temporaryFolder } from './exit';
import { quietSettings, writeSettings } from './settings';

export interface ExtensionHostOptions extends AwsFiles {
  readonly env?: Readonly<Record<string, string>>;
  /** Installs further extensions into the folder. */
  readonly install?: (extensions: string) => Promise<void>;
}

/**
 * Runs a module inside the extension host of a fresh VS Code. Resolves to the exit code.
 * @param path of the module, whose `run` VS Code calls
 */
export async function runInExtensionHost(
  path: string,
  { env = {}, install, ...aws }: ExtensionHostOptions = {},
): Promise<number> {
  const vscode = await obtainExecutable();
  const temporary = temporaryFolder();
  const folder = (name: string) => join(temporary.path, name);
  await mkdir(folder('workspace'));
  await writeSettings(folder('user'), quietSettings);
  await install?.(folder('extensions'));
  try {
    return await runTests({
      vscodeExecutablePath: vscode.path,
      launchArgs: [
        ...vscode.args,
        folder('workspace'),
        `--user-data-dir=${folder('user')}`,
        `--extensions-dir=${folder('extensions')}`,
      ],
      extensionDevelopmentPath: process.cwd(),
      extensionTestsPath: path,
      extensionTestsEnv: { ...(await makeHome(folder('home'), aws)), ...env },
    });
  } finally {
    temporary.remove();
  }
}
