import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { extensions } from 'vscode';

/** In milliseconds and bytes. */
export interface Activations {
  readonly ours: number;
  readonly skeletons: readonly number[];
  /** Heap growth by our activation, after garbage collection. */
  readonly heap: number;
}

/** Activates extensions in the environment's order. Leaves out the first one, which loads what all share. */
export async function activations(): Promise<Activations> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  await quiet();
  const [first = '', ...ids] = (process.env.IMPORT_JOBS_ORDER ?? '').split(' ');
  await activate(first);
  const result = { ours: NaN, skeletons: [] as number[], heap: NaN };
  for (const id of ids) {
    const before = heap();
    const milliseconds = await activate(id);
    if (id === 'import-jobs.import-jobs') {
      result.ours = milliseconds;
      result.heap = heap() - before;
    } else {
      result.skeletons.push(milliseconds);
    }
  }
  return result;
}

/** Waits until VS Code has started: until timers of the extension host have been on time for a second. */
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
