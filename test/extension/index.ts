import { runMocha } from '../support/mocha';

/** VS Code calls this inside its extension host. */
export async function run(): Promise<void> {
  const failures = await runMocha(__dirname, { timeout: 20_000 });
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
