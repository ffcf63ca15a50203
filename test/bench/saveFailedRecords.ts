/**
 * Saves 2 GB of failed records from a server in a separate process and prints the time and memory: alone, and while
 * counting by reason, as the extension does; then counts a million lines.
 * Not a test: `node esbuild.mjs --tests && node --expose-gc out/bench/saveFailedRecords.js [bytes]`.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/core/base/clock';
import { download } from '../../src/core/failedRecords/download';
import { tee } from '../../src/core/failedRecords/streams';
import { openHttp } from '../../src/node/openHttp';
import { saveFile } from '../../src/node/saveFile';
import { summarize } from '../../src/summary/index';

const header = 'line,emailAddress,reason\n';
const rows = Array.from(
  { length: 1_000 },
  (_, line) => `${line},someone.${line}@example.com,Reason number ${line % 5}\n`,
).join('');
const block = Buffer.from(rows);

async function serve(size: number): Promise<void> {
  const server = createServer((_, response) => {
    response.setHeader('content-length', size);
    let left = size;
    const write = () => {
      while (left > 0) {
        const piece = block.subarray(0, left);
        left -= piece.length;
        if (!response.write(piece)) return;
      }
      response.end();
    };
    response.on('drain', write);
    write();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.send?.((server.address() as AddressInfo).port);
}

interface Figures {
  readonly seconds: number;
  /** Maximum growth during the run, in bytes. */
  readonly rss: number;
  readonly heap: number;
  readonly buffers: number;
}

async function measured(work: () => Promise<unknown>): Promise<Figures> {
  global.gc?.();
  const before = process.memoryUsage();
  const most = { ...before };
  const look = () => {
    const now = process.memoryUsage();
    most.rss = Math.max(most.rss, now.rss);
    most.heapUsed = Math.max(most.heapUsed, now.heapUsed);
    most.arrayBuffers = Math.max(most.arrayBuffers, now.arrayBuffers);
  };
  const timer = setInterval(look, 20);
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  clearInterval(timer);
  look();
  return {
    seconds,
    rss: most.rss - before.rss,
    heap: most.heapUsed - before.heapUsed,
    buffers: most.arrayBuffers - before.arrayBuffers,
  };
}

function print(what: string, { seconds, rss, heap, buffers }: Figures): void {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(
    `${what}: ${seconds.toFixed(1)} s; RSS +${megabytes(rss)}, heap +${megabytes(heap)}, buffers +${megabytes(buffers)}`,
  );
}

async function* manyRows(blocks: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(header);
  for (let part = 0; part < blocks; part += 1) yield await Promise.resolve(block);
}

async function main(size: number): Promise<void> {
  const server = fork(__filename, ['serve', String(size)]);
  const folder = await mkdtemp(join(tmpdir(), 'import-jobs-bench-'));
  try {
    const [port] = (await once(server, 'message')) as [number];
    const file = join(folder, 'records.csv');
    const options = {
      freshUrl: () => Promise.resolve(`http://127.0.0.1:${port}/`),
      open: openHttp,
      clock: systemClock,
      limit: 1e12,
    };
    const { signal } = new AbortController();
    const saved = await measured(() => saveFile(file, download({ ...options, signal }), signal));
    print(`Saving ${((await stat(file)).size / 1e9).toFixed(2)} GB`, saved);
    await rm(file);
    const counted = await measured(() => saveFile(file, tee(download({ ...options, signal }), summarize), signal));
    print('The same, counted as it goes by', counted);
    await rm(file);

    const abort = new AbortController();
    const onProgress = (arrived: number) => {
      if (arrived > size / 20) abort.abort();
    };
    const cancelled = await measured(() =>
      saveFile(file, download({ ...options, signal: abort.signal, onProgress }), abort.signal).catch(() => undefined),
    );
    print('Cancelled at 5 %', cancelled);
    console.log(`Files left behind: ${(await readdir(folder)).length}`);
    print('Counting 1,000,000 lines', await measured(() => summarize(manyRows(1_000))));
  } finally {
    server.kill();
    await rm(folder, { recursive: true });
  }
}

const [role, size = '2147483648'] = process.argv[2] === 'serve' ? process.argv.slice(2) : ['main', process.argv[2]];
void (role === 'serve' ? serve(Number(size)) : main(Number(size)));
