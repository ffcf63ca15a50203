// npm test [-- suite…] [--grep pattern]: lint, types, build and the suites; the last line has the total counts.
// With suites named, only these run, without lint and types.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** Suites that need the package; the others need only the build. */
const suitesOfPackage = ['ui', 'smoke'];
const longestSuite = 60 * 60_000;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' } } });
const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const durations = [];

/** @typedef {{ succeeded: boolean, output: string }} Ended */
/** @typedef {import('node:child_process').SpawnOptions} Options */

/** Runs a command, in this terminal or, if its output is to be kept, without. */
async function run(
  /** @type {string} */ command,
  /** @type {string[]} */ args,
  /** @type {boolean} */ isKept,
  /** @type {Options} */ options = {},
) {
  const output = isKept ? 'pipe' : 'inherit';
  const env = isKept && process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env;
  const child = spawn(command, args, { stdio: ['ignore', output, output], env, ...options });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (text += String(data)));
  const end = (/** @type {NodeJS.Signals} */ signal) => {
    child.kill(signal);
    child.once('close', () => process.exit(1));
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  const [code] = await once(child, 'close');
  process.off('SIGINT', end).off('SIGTERM', end);
  return { succeeded: code === 0, output: text };
}

function title(/** @type {string} */ text) {
  console.log(`\n— ${text}`);
}

function fail(/** @type {string} */ message) {
  console.error(message);
  total.failed += 1;
}

/**
 * Prints a title and runs work. In parallel with other work, its output is printed as a whole at the end.
 * @param {(isKept: boolean) => Promise<Ended>} work
 */
async function timed(/** @type {string} */ name, /** @type {boolean} */ isBeside, work) {
  if (!isBeside) title(name);
  const start = performance.now();
  const ended = await work(isBeside);
  const duration = `${name} ${((performance.now() - start) / 1000).toFixed(0)} s`;
  durations.push(duration);
  if (isBeside) {
    title(duration);
    process.stdout.write(ended.output);
  }
  return ended.succeeded;
}

/** Runs a script of package.json as a check, which counts as a failure unless it succeeds. */
async function check(/** @type {string} */ script, /** @type {string[]} */ args = [], isBeside = false) {
  const options = { shell: process.platform === 'win32' };
  const succeeded = await timed(script, isBeside, (isKept) =>
    run('npm', ['run', '--silent', script, '--', ...args], isKept, options),
  );
  if (!succeeded) fail(`${script} failed.`);
  return succeeded;
}

/** @param {string} [part] of the suite's files, such as 1/2 */
async function runSuite(/** @type {string} */ suite, isBeside = false, part) {
  const folder = mkdtempSync(join(tmpdir(), 'import-jobs-counts-'));
  const file = join(folder, 'counts.json');
  const env = { ...process.env, IMPORT_JOBS_COUNTS: file, IMPORT_JOBS_GREP: values.grep, IMPORT_JOBS_PART: part };
  const succeeded = await timed(part === undefined ? suite : `${suite} ${part}`, isBeside, (isKept) =>
    run(process.execPath, ['out/support/suites.js', suite], isKept, { env, timeout: longestSuite }),
  );
  const counts = read(file);
  rmSync(folder, { recursive: true });
  total.passed += counts?.passed ?? 0;
  total.failed += counts?.failed ?? 0;
  total.skipped += counts?.skipped ?? 0;
  if (counts === undefined || (!succeeded && counts.failed === 0)) fail(`The suite ${suite} broke off.`);
  else if (values.grep === undefined && counts.passed + counts.failed === 0) fail(`The suite ${suite} ran no test.`);
}

/** @returns {import('./mocha').Counts | undefined} `undefined` when the suite did not finish */
function read(/** @type {string} */ file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Runs work in parallel if it leaves processor time to other work. VS Code and its browser are obtained while checks run
 * that need neither, since both take equally long.
 */
async function runAll() {
  title('lint, types, unit; VS Code and a browser are obtained meanwhile');
  const obtained = timed('obtain VS Code', true, (isKept) => run(process.execPath, ['out/support/obtain.js'], isKept));
  const types = async () => {
    await check('types', [], true);
    await runSuite('unit', true);
  };
  await Promise.all([check('lint', [], true), types()]);
  if (!(await obtained)) {
    fail('VS Code could not be obtained.');
    return;
  }
  if (!(await packaged())) return;
  title('extension, in two windows, since VS Code leaves much of the time unused; page, smoke, then ui meanwhile');
  const others = async () => {
    await runSuite('page', true);
    await runSuite('smoke', true);
    await runSuite('ui');
  };
  await Promise.all([others(), ...['1/2', '2/2'].map((part) => runSuite('extension', true, part))]);
}

/** Packages the bundles that are built already. */
function packaged() {
  return check('package', ['import-jobs.vsix']);
}

async function runSuites(/** @type {readonly string[]} */ suites) {
  /** @type {Promise<boolean> | undefined} */
  let packaging;
  for (const suite of suites) {
    if (!suitesOfPackage.includes(suite) || (await (packaging ??= packaged()))) await runSuite(suite);
  }
}

const start = performance.now();
if (await check('build', ['--tests'])) await (positionals.length > 0 ? runSuites(positionals) : runAll());
if (total.passed + total.failed === 0) fail('No test ran.');
title(`${((performance.now() - start) / 1000).toFixed(0)} s in all: ${durations.join(', ')}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 ? 0 : 1;
