import { runMocha } from '../support/mocha';

/** VS Code calls this inside its extension host, before the extension is activated. */
export async function run(): Promise<void> {
  process.env.IMPORT_JOBS_TEST = '1';
  // Other VS Code processes may delay this one on a busy machine. Retries are printed.
  const failures = await runMocha(__dirname, { timeout: 20_000, retries: process.env.CI === undefined ? 0 : 1 });
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
