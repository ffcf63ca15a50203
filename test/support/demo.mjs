// npm run demo [-- --port N]: a real VS Code with this extension on the sample account, from a fresh clone.
// Dependencies may be missing and Node may be 20, so the top level imports only Node's modules.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const shell = process.platform === 'win32';

process.chdir(join(import.meta.dirname, '../..'));

// When npm is ended by a signal, its shell ends but not the processes in it, which then get another parent.
const { ppid } = process;
setInterval(() => process.ppid === ppid || process.exit(143), 500).unref();

/** Runs npm, printing what it does and how long it took. */
function npm(/** @type {string} */ what, /** @type {string[]} */ ...args) {
  const start = performance.now();
  console.log(`${what}…`);
  const { status, signal, stdout, stderr } = spawnSync('npm', args, { shell, encoding: 'utf8' });
  if (status !== 0) {
    console.error(stdout + stderr);
    process.exit(signal === null ? 1 : 130);
  }
  console.log(`  done in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

function packagesAreStale() {
  const installed = statSync('node_modules/.package-lock.json', { throwIfNoEntry: false });
  return installed === undefined || installed.mtimeMs < statSync('package-lock.json').mtimeMs;
}

if (packagesAreStale()) npm('Installing packages', 'ci');
npm('Building', 'run', 'build', '--', '--tests');
npm('Packaging', 'run', 'package');

const { showDemo } = await import('../../out/support/showDemo.js');
await showDemo(Number(values.port));
