import { writeFileSync } from 'node:fs';
import { activations } from './activations';
import { reads } from './reads';

const measurements: Readonly<Record<string, () => Promise<object>>> = { activations, reads };

/** VS Code calls this inside its extension host. */
export async function run(): Promise<void> {
  const { IMPORT_JOBS_BENCH: what = '', IMPORT_JOBS_BENCH_RESULT: file = '' } = process.env;
  const measure = measurements[what];
  if (measure === undefined) throw new Error(`Unknown measurement: ${what}`);
  writeFileSync(file, JSON.stringify(await measure()));
}
