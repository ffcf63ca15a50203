import { fork } from 'node:child_process';
import { once } from 'node:events';
import { plainLoopback } from '../support/loopback';
import { ManyJobs } from '../support/manyJobs';
import { selfSigned } from '../support/selfSigned';
import { TestServer } from '../support/testServer';

export interface ServedJobs {
  readonly url: string;
  stop(): void;
}

/** Serves generated jobs with TLS until the process ends: a separate one, so that its work is not measured. */
export async function serve(jobs: number, latency: number): Promise<void> {
  const { transport } = new ManyJobs({ ses: jobs, pinpoint: jobs, segments: 5, now: Date.UTC(2026, 10, 22, 10) });
  const server = await TestServer.start({ transport, tls: selfSigned, host: plainLoopback });
  server.latency = latency;
  process.send?.(server.url);
}

/** Starts such a process from this file. */
export async function served(jobs: number, latency: number): Promise<ServedJobs> {
  const child = fork(__filename, ['serve', String(jobs), String(latency)]);
  const [url] = (await once(child, 'message')) as [string];
  return { url, stop: () => child.kill() };
}
