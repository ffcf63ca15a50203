import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from '../support/vscode/run';
import { median, ms, type Section } from './report';

/**
 * Loads a file in a separate process, with a stub for `vscode`, and prints the time in milliseconds. Node's modules that
 * every extension host has loaded are loaded before.
 */
const load = `
  for (const name of ['crypto', 'fs/promises', 'stream/promises', 'timers/promises', 'zlib', 'http', 'https']) require('node:' + name);
  const { Module } = require('node:module');
  const any = new Proxy(function () {}, {
    // Texts are compared while the bundle is loaded.
    get: (target, name) => (name === 'prototype' ? target.prototype : name === Symbol.toPrimitive ? () => '' : any),
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

/** Measures loading the bundle that VS Code loads at activation. */
export async function loading(): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'import-jobs-bench-'));
  const empty = join(folder, 'empty.js');
  writeFileSync(empty, 'exports.activate = () => undefined;');
  const loads = { ours: [] as number[], empty: [] as number[], main: [] as number[], aws: [] as number[] };
  for (let round = 0; round < 11; round++) {
    loads.ours.push(await loadTime(resolve('dist/extension.js')));
    loads.empty.push(await loadTime(empty));
    loads.main.push(await loadTime(resolve('dist/main.js')));
    loads.aws.push(await loadTime(resolve('dist/aws.js')));
  }
  rmSync(folder, { recursive: true });
  const [ours, main] = [median(loads.ours), median(loads.main)];
  return {
    title: 'Loading',
    note: 'Time of `require` in a fresh Node.js process with a stub of `vscode` and without a compile cache. Modules of Node.js that every extension host has loaded are loaded before.',
    beside: 'Empty file',
    lines: [
      {
        what: '`dist/extension.js`',
        ours: ms(ours),
        beside: ms(median(loads.empty)),
        budget: '≤ 10 ms',
        kept: ours <= 10,
      },
      { what: '`dist/main.js`, loaded with the first rows', ours: ms(main), budget: '≤ 10 ms', kept: main <= 10 },
      { what: '`dist/aws.js`, loaded on first use', ours: ms(median(loads.aws)) },
    ],
  };
}
