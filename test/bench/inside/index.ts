import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { extensions } from 'vscode';

/** Milliseconds, and bytes. */
export interface Activations {
  readonly ours: number;
  readonly empty: readonly number[];
  /** How much more is on the heap after ours, once garbage is collected. */
  readonly heap: number;
}

/** VS Code calls this inside its extension host. */
export async function run(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  await quiet();
  const [first = '', second = '', ...others] = (process.env.IMPORT_JOBS_EMPTY ?? '')
    .split(' ')
    .map((name) => `bench.${name}`);
  await activate(first);
  const before = [await activate(second)];
  const heapBefore = heap();
  const ours = await activate('import-jobs.import-jobs');
  const heapAfter = heap();
  const after: number[] = [];
  for (const id of others) after.push(await activate(id));
  const activations: Activations = { ours, empty: [...before, ...after], heap: heapAfter - heapBefore };
  writeFileSync(process.env.IMPORT_JOBS_BENCH ?? '', JSON.stringify(activations));
}

/** VS Code has done what it does after its start: for a second, nothing kept the extension host from its timers. */
async function quiet(): Promise<void> {
  for (let calm = 0; calm < 50;) {
    const start = performance.now();
    await delay(20);
    calm = performance.now() - start < 30 ? calm + 1 : 0;
  }
}

async function activate(id: string): Promise<number> {
  const extension = extensions.getExtension(id);
  if (extension === undefined) throw new Error(`There is no extension ${id}.`);
  if (extension.isActive) throw new Error(`${id} is active already.`);
  const start = performance.now();
  await extension.activate();
  return performance.now() - start;
}
