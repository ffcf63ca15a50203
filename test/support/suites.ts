/** Runs the suite named by the first argument. test.mjs starts it in a separate process. */
import { resolve } from 'node:path';
import { TestRunFailedError } from '@vscode/test-electron';
import { pageHooks } from '../page/hooks';
import { runMocha } from './mocha';
import { newest, oldest, version } from './vscode/cache';
import { runInExtensionHost } from './vscode/extensionHost';
import { findChromium } from './vscode/machine';
import { obtainServerBuild } from './vscode/serverBuild';

const suites: Readonly<Record<string, () => Promise<number>>> = {
  unit: () => runMocha(resolve('out/unit'), { timeout: 20_000, parallel: true, jobs: 2 }),
  page: async () => {
    await findChromium();
    return runMocha(resolve('out/page'), { timeout: 20_000, slow: 1_000, rootHooks: pageHooks });
  },
  // It runs Mocha inside the extension host.
  extension: () => runInExtensionHost(resolve('out/extension/index')),
  // Two windows leave a tenth of two cores unused.
  ui: () => runInWorkbench('out/ui', [version], 3),
  smoke: () => runInWorkbench('out/smoke', [oldest, newest], 2),
};

/**
 * @param versions of VS Code that the tests use
 * @param windows of VS Code at the same time
 */
async function runInWorkbench(folder: string, versions: readonly string[], windows: number): Promise<number> {
  // Obtained here, since it may exceed the timeout of a test.
  await Promise.all(versions.map((version) => obtainServerBuild(version)));
  await findChromium();
  return runMocha(resolve(folder), {
    timeout: 180_000,
    slow: 15_000,
    // A window can miss a click on a busy machine. Retries are printed.
    retries: process.env.CI === undefined ? 0 : 1,
    parallel: true,
    jobs: Number(process.env.IMPORT_JOBS_WINDOWS ?? windows),
    require: [resolve('out/ui/hooks.js')],
  });
}

const [name = ''] = process.argv.slice(2);
const suite = suites[name];
if (suite === undefined) throw new Error(`There is no suite ${name}: ${Object.keys(suites).join(', ')}.`);
void suite().then(
  (failures) => process.exit(failures === 0 ? 0 : 1),
  (error: unknown) => {
    // Failed tests have been reported already.
    if (!(error instanceof TestRunFailedError)) console.error(error);
    process.exit(1);
  },
);
