import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { selfSigned } from '../support/selfSigned';
import { profileFor } from '../support/testServerProfile';
import { temporaryFolder } from '../support/vscode/exit';
import { measureInHost } from './host';
import type { Reads } from './inside/reads';
import { count, ms, times, type Line, type Section } from './report';
import { served } from './serve';

const jobs = 10_000;

/** Measures reading lists inside VS Code's extension host, compared with bare requests in the same host. */
export async function lists(latency: number): Promise<Section> {
  const server = await served(jobs, latency);
  const temporary = temporaryFolder();
  const certificate = join(temporary.path, 'certificate.pem');
  await writeFile(certificate, selfSigned.cert);
  try {
    const { config, credentials } = profileFor(server, { name: 'work' });
    const reads = await measureInHost<Reads>('reads', {
      awsConfig: config,
      awsCredentials: credentials,
      env: { IMPORT_JOBS_SERVER: server.url, IMPORT_JOBS_JOBS: String(jobs), NODE_EXTRA_CA_CERTS: certificate },
    });
    const line = (what: string, { ours, bare }: Reads[keyof Reads], most: number): Line => ({
      what,
      ours: ms(ours),
      beside: ms(bare),
      ratio: times(ours, bare),
      budget: `≤ ${most} ×`,
      kept: ours / bare <= most,
    });
    return {
      title: 'Reading lists',
      note:
        `Measured inside VS Code’s extension host, with TLS, against a server in another process that answers after ${latency} ms. ` +
        '“Ours” is `dist/aws.js` and the list behind the tree, compared with bare requests of `node:https` in the same extension host. ' +
        'Both reuse their connections. Rate limits are lifted, since AWS’s own limit for SES is one request per second.',
      beside: 'Bare requests',
      lines: [
        line('First rows of the suppression list', reads.suppressionList, 1.2),
        line('First rows of an application’s import jobs', reads.allJobs, 1.2),
        line(`${count(jobs)} jobs, 100 a page`, reads.everything, 1.1),
      ],
    };
  } finally {
    server.stop();
    temporary.remove();
  }
}
