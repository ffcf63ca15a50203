import { runMocha } from '../support/mocha';

/** VS Code calls this inside its extension host, before the extension is activated. */
export async function run(): Promise<void> {
  process.env.IMPORT_JOBS_TEST = '1';
  const failures = await runMocha(__dirname, { timeout: 20_000 });
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
