/** Obtains what the suites of VS Code run in, unless it is there. test.mjs does so while other checks run. */
import { obtainExecutable } from './vscode/executable';
import { findChromium } from './vscode/machine';
import { obtainServerBuild } from './vscode/serverBuild';

async function obtain(): Promise<void> {
  await Promise.all([obtainExecutable().then(() => obtainServerBuild()), findChromium()]);
}

void obtain().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
