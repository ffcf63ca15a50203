/** Runs the suite that the first argument names. test.mjs starts it as a process of its own. */
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
  ui: () => runInWorkbench('out/ui', [version]),
  smoke: () => runInWorkbench('out/smoke', [oldest, newest]),
};

/** @param versions of VS Code that the tests use */
async function runInWorkbench(folder: string, versions: readonly string[]): Promise<number> {
  // Here, where it may take as long as it takes: a test has a timeout.
  await Promise.all(versions.map((version) => obtainServerBuild(version)));
  await findChromium();
  return runMocha(resolve(folder), {
    timeout: 180_000,
    slow: 15_000,
    // On a busy machine a window can miss a click. Each retry is printed.
    retries: process.env.CI === undefined ? 0 : 1,
    parallel: true,
    jobs: Number(process.env.IMPORT_JOBS_WINDOWS ?? 2),
    require: [resolve('out/ui/hooks.js')],
  });
}

const [name = ''] = process.argv.slice(2);
const suite = suites[name];
if (suite === undefined) throw new Error(`There is no suite ${name}: ${Object.keys(suites).join(', ')}.`);
void suite().then(
  (failures) => process.exit(failures === 0 ? 0 : 1),
  (error: unknown) => {
    // That tests failed has been said.
    if (!(error instanceof TestRunFailedError)) console.error(error);
    process.exit(1);
  },
);
