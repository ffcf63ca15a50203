import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '../support/vscode/exit';
import { runInExtensionHost, type ExtensionHostOptions } from '../support/vscode/extensionHost';

/** Returns the result of a measurement of `inside`, run in the extension host of a fresh VS Code. */
export async function measureInHost<T>(what: string, options: ExtensionHostOptions): Promise<T> {
  const temporary = temporaryFolder();
  const result = join(temporary.path, 'result.json');
  try {
    await runInExtensionHost(resolve('out/bench/inside/index'), {
      ...options,
      env: {
        ...options.env,
        IMPORT_JOBS_ALL_EXTENSIONS: '1',
        IMPORT_JOBS_BENCH: what,
        IMPORT_JOBS_BENCH_RESULT: result,
      },
    });
    return JSON.parse(await readFile(result, 'utf8')) as T;
  } finally {
    temporary.remove();
  }
}
