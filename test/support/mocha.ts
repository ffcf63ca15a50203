import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/** What one suite came to. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Mocha's own report, and the counts in a file for whoever adds them up. */
class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on(Mocha.Runner.constants.EVENT_TEST_RETRY, (test: Mocha.Test, error: unknown) => {
      console.log(`    retried: ${test.fullTitle()}: ${String(error)}`);
    });
    const file = process.env.IMPORT_JOBS_COUNTS;
    if (file === undefined) return;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const counts: Counts = { passed: this.stats.passes, failed: this.stats.failures, skipped: this.stats.pending };
      writeFileSync(file, JSON.stringify(counts));
    });
  }
}

/** Runs a folder's tests in this process, which may be an extension host. Returns how many failed. */
export async function runMocha(folder: string, options: Mocha.MochaOptions): Promise<number> {
  process.setSourceMapsEnabled(true);
  const { IMPORT_JOBS_GREP: grep } = process.env;
  const mocha = new Mocha({
    reporter: CountingReporter,
    ...(grep === undefined ? {} : { grep }),
    ...options,
  });
  // By itself, Mocha does this for its command line alone.
  if (options.parallel === true) mocha.parallelMode(true);
  for (const file of globSync('**/*.test.js', { cwd: folder }).sort()) mocha.addFile(join(folder, file));
  return new Promise((resolve) => mocha.run(resolve));
}

/** Skips the test that this is called in (or the whole suite, from its `before`) and says why. */
export function skip(context: Mocha.Context, reason: string): never {
  console.log(`    skipped: ${reason}`);
  return context.skip();
}
