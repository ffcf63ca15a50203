import { globSync, statSync, writeFileSync } from 'node:fs';
import { url as inspectorUrl } from 'node:inspector';
import { join, relative } from 'node:path';
import Mocha from 'mocha';

/** Results of a suite. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Mocha's spec reporter that also writes the counts to a file, for test.mjs. */
class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on(Mocha.Runner.constants.EVENT_TEST_RETRY, (test: Mocha.Test, error: Error) => {
      // One from another process has a message, but no longer a text of its own.
      console.log(`    retried: ${test.fullTitle()}: ${error.message}`);
      // A variable, because each test file has a bundle of its own.
      process.env.IMPORT_JOBS_IS_RETRYING = '1';
    });
    const file = process.env.IMPORT_JOBS_COUNTS;
    if (file === undefined) return;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const counts: Counts = { passed: this.stats.passes, failed: this.stats.failures, skipped: this.stats.pending };
      writeFileSync(file, JSON.stringify(counts));
    });
  }
}

/**
 * Runs a folder's tests in this process, which may be an extension host: all, or the part of their files that the variable
 * IMPORT_JOBS_PART names, such as 1/2. Returns the number of failures.
 */
export async function runMocha(folder: string, options: Mocha.MochaOptions): Promise<number> {
  process.setSourceMapsEnabled(true);
  const { IMPORT_JOBS_GREP: grep, IMPORT_JOBS_PART = '1/1' } = process.env;
  const [part = 1, parts = 1] = IMPORT_JOBS_PART.split('/').map(Number);
  const mocha = new Mocha({
    reporter: CountingReporter,
    ...(grep === undefined ? {} : { grep }),
    ...options,
    // A test that waits at a breakpoint must not time out.
    ...(inspectorUrl() === undefined ? {} : { timeout: 0 }),
  });
  // Mocha does this only for its command line.
  if (options.parallel === true) mocha.parallelMode(true);
  const files = globSync('**/*.test.js', { cwd: folder }).map((file) => join(folder, file));
  // Long files first, so that no long one runs alone at the end.
  if (options.parallel === true) files.sort((a, b) => sourceSize(b) - sourceSize(a));
  else files.sort();
  for (const file of files.filter((_, index) => index % parts === part - 1)) mocha.addFile(file);
  return new Promise((resolve) => mocha.run(resolve));
}

function sourceSize(file: string): number {
  return statSync(relative('.', file).replace(/^out/, 'test').replace(/js$/, 'ts')).size;
}

/** Skips the current test, or the whole suite when called from its `before`, and prints the reason. */
export function skip(context: Mocha.Context, reason: string): never {
  console.log(`    skipped: ${reason}`);
  return context.skip();
}
