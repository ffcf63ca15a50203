import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { schemasProblem } from '../support/schemas';
import { run } from '../support/vscode/run';
import { kilobytes, median, ms, times, type Section } from './report';

/**
 * Loads a file in a process of its own, with a stand-in for `vscode`, and prints the milliseconds that this took. Node's
 * modules that any extension host has loaded long before are there already.
 */
const load = `
  for (const name of ['crypto', 'fs/promises', 'stream/promises', 'timers/promises', 'zlib', 'http', 'https']) require('node:' + name);
  const { Module } = require('node:module');
  const any = new Proxy(function () {}, {
    get: (target, name) => (name === 'prototype' ? target.prototype : any),
    apply: () => any,
    construct: () => ({}),
  });
  const original = Module._load;
  Module._load = (name, ...rest) => (name === 'vscode' ? any : original(name, ...rest));
  const start = performance.now();
  require(process.argv[1]);
  console.log(performance.now() - start);
`;

async function loadTime(file: string): Promise<number> {
  return Number(await run(process.execPath, ['-e', load, file]));
}

/** What is shipped, and how long the part takes to load that VS Code loads at once. */
export async function sizes(): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'import-jobs-bench-'));
  const empty = join(folder, 'empty.js');
  writeFileSync(empty, 'exports.activate = () => undefined;');
  const loads = { ours: [] as number[], empty: [] as number[], aws: [] as number[] };
  for (let round = 0; round < 11; round++) {
    loads.ours.push(await loadTime(resolve('dist/extension.js')));
    loads.empty.push(await loadTime(empty));
    loads.aws.push(await loadTime(resolve('dist/aws.js')));
  }
  rmSync(folder, { recursive: true });
  const [ours, none, aws] = [median(loads.ours), median(loads.empty), median(loads.aws)];
  const size = (what: string, file: string, most: number) => {
    const { size: bytes } = statSync(file);
    return { what, ours: kilobytes(bytes), budget: `≤ ${kilobytes(most)}`, kept: bytes <= most };
  };
  return {
    title: 'Sizes and loading',
    note: 'Loading is `require` in a fresh Node process with a stand-in for `vscode`, without a compile cache; Node’s own modules that an extension host has loaded long before are loaded before.',
    lines: [
      size('`dist/extension.js`', 'dist/extension.js', 100_000),
      size('`dist/aws.js`, loaded at first use', 'dist/aws.js', 450_000),
      {
        what: 'Schemas of unused operations in `dist/aws.js`',
        ours: schemasProblem() ?? 'none',
        budget: 'none',
        kept: schemasProblem() === undefined,
      },
      size('VSIX', 'import-jobs.vsix', 500_000),
      {
        what: 'Loading `dist/extension.js`',
        ours: ms(ours),
        beside: `an empty file: ${ms(none)}`,
        ratio: times(ours, none),
        budget: '≤ 10 ms',
        kept: ours <= 10,
      },
      { what: 'Loading `dist/aws.js`, at first use', ours: ms(aws) },
    ],
  };
}
