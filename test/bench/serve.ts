import { fork } from 'node:child_process';
import { once } from 'node:events';
import { ManyJobs } from '../support/manyJobs';
import { TestServer } from '../support/testServer';

export interface ServedJobs {
  readonly url: string;
  stop(): void;
}

/** In a process of its own, so that what it does is not measured: serves made-up jobs until it is ended. */
export async function serve(jobs: number, latency: number): Promise<void> {
  const { transport } = new ManyJobs({ ses: jobs, pinpoint: jobs, segments: 5, now: Date.UTC(2026, 10, 22, 10) });
  const server = await TestServer.start({ transport });
  server.latency = latency;
  process.send?.(server.url);
}

/** Starts such a process from the benchmark's own file. */
export async function served(jobs: number, latency: number): Promise<ServedJobs> {
  const child = fork(__filename, ['serve', String(jobs), String(latency)]);
  const [url] = (await once(child, 'message')) as [string];
  return { url, stop: () => child.kill() };
}
