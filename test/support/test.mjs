// npm test [-- suite…] [--grep pattern]: lint, types, build and the suites; the last line counts them all.
// Suites that are named run alone, without lint and types.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const allSuites = ['unit', 'extension', 'ui'];
const longestSuite = 60 * 60_000;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' } } });
const total = { passed: 0, failed: 0, skipped: 0 };

/** Runs a command with this terminal. Returns whether it succeeded. */
async function run(
  /** @type {string} */ command,
  /** @type {string[]} */ args,
  /** @type {import('node:child_process').SpawnOptions} */ options = {},
) {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  const end = (/** @type {NodeJS.Signals} */ signal) => {
    child.kill(signal);
    child.once('close', () => process.exit(1));
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  const [code] = await once(child, 'close');
  process.off('SIGINT', end).off('SIGTERM', end);
  return code === 0;
}

function title(/** @type {string} */ text) {
  console.log(`\n— ${text}`);
}

function fail(/** @type {string} */ message) {
  console.error(message);
  total.failed += 1;
}

/** A script of package.json as one check: nothing when it succeeds, a failure when not. */
async function check(/** @type {string} */ script, /** @type {string[]} */ ...args) {
  title(script);
  const succeeded = await run('npm', ['run', '--silent', script, '--', ...args], {
    shell: process.platform === 'win32',
  });
  if (!succeeded) fail(`${script} failed.`);
  return succeeded;
}

async function runSuite(/** @type {string} */ suite) {
  title(suite);
  const folder = mkdtempSync(join(tmpdir(), 'import-jobs-counts-'));
  const file = join(folder, 'counts.json');
  const env = { ...process.env, IMPORT_JOBS_COUNTS: file, IMPORT_JOBS_GREP: values.grep };
  const succeeded = await run(process.execPath, ['out/support/suites.js', suite], { env, timeout: longestSuite });
  const counts = read(file);
  rmSync(folder, { recursive: true });
  total.passed += counts?.passed ?? 0;
  total.failed += counts?.failed ?? 0;
  total.skipped += counts?.skipped ?? 0;
  if (counts === undefined || (!succeeded && counts.failed === 0)) fail(`The suite ${suite} broke off.`);
  else if (values.grep === undefined && counts.passed + counts.failed === 0) fail(`The suite ${suite} ran no test.`);
}

/** @returns {import('./mocha').Counts | undefined} none when the suite did not come to its end */
function read(/** @type {string} */ file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

if (positionals.length === 0) {
  await check('lint');
  await check('types');
}
if (await check('build', '--tests')) {
  for (const suite of positionals.length > 0 ? positionals : allSuites) {
    if (suite !== 'ui' || (await check('package'))) await runSuite(suite);
  }
}
if (total.passed + total.failed === 0) fail('No test ran.');
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 ? 0 : 1;
