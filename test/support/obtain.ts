/** Obtains the VS Code builds for the tests, unless they are cached. test.mjs does so while other checks run. */
import { newest, oldest, version } from './vscode/cache';
import { obtainExecutable } from './vscode/executable';
import { findChromium } from './vscode/machine';
import { obtainServerBuild } from './vscode/serverBuild';

async function obtain(): Promise<void> {
  const builds = [version, oldest, newest].map((each) => obtainServerBuild(each));
  await Promise.all([obtainExecutable(), ...builds, findChromium()]);
}

void obtain().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
