import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { extensions } from 'vscode';
import type * as aws from '../../src/aws/index';
import { systemClock } from '../../src/core/clock';
import { isBranch, type JobSource } from '../../src/core/source';
import { OwnAwsFiles } from '../support/ownAwsFiles';
import { TestServer } from '../support/testServer';
import { profileFor } from '../support/testServerProfile';

const unlimited = { burst: 1_000_000, interval: 1000 };
const never = new AbortController().signal;

/** The SES jobs of a profile, read by the product's own bundle. */
async function sesOf(profile: string): Promise<JobSource> {
  const extension = extensions.getExtension('import-jobs.import-jobs');
  assert(extension);
  const { connect, Gates } = (await import(resolve(extension.extensionPath, 'dist/aws.js'))) as typeof aws;
  const [ses] = connect(
    { id: profile, kind: 'aws', label: profile, region: 'eu-west-1', profile },
    {
      pageSize: () => 1,
      segments: () => 'imported',
      formatCount: String,
      trace: () => undefined,
      report: (error) => {
        throw error;
      },
      clock: systemClock,
      gates: new Gates(systemClock, () => undefined, { SES: unlimited, Pinpoint: unlimited }),
    },
  );
  assert(ses);
  return ses;
}

/** Reads pages of one list and then jobs of them one by one, as the tree and the panel do. */
async function readPagesAndJobs(ses: JobSource, pages: number, jobs: number): Promise<void> {
  const [list] = ses.root.fixed ?? [];
  assert(list);
  const ids: string[] = [];
  let token: string | undefined;
  for (let page = 0; page < pages; page++) {
    const { items, nextToken } = await list.readPage(token, never);
    ids.push(...items.flatMap((item) => (isBranch(item) ? [] : [item.id])));
    token = nextToken;
  }
  for (const id of ids.slice(0, jobs)) await ses.getJob({ service: 'ses', id }, never);
}

describe("Connections to AWS in VS Code's extension host", () => {
  let server: TestServer;
  let files: OwnAwsFiles;

  async function serve(options: Parameters<typeof TestServer.start>[0]): Promise<void> {
    server = await TestServer.start({ freeze: true, ...options });
    files = await OwnAwsFiles.make(profileFor(server, { name: 'work' }));
  }

  afterEach(async () => {
    await files.takeAway();
    await server.close();
  });

  // VS Code keeps the SDK's own agent for 127.0.0.1 alone. For any other host, as for AWS, it uses its own instead. macOS
  // has no 127.0.0.2.
  for (const host of ['127.0.0.1', process.platform === 'darwin' ? '::1' : '127.0.0.2']) {
    it(`are reused by five pages and two jobs: ${host}`, async () => {
      await serve({ host });
      await readPagesAndJobs(await sesOf('work'), 5, 2);
      assert.equal(server.requests.length, 7);
      assert.ok(server.connections <= 2, `${server.connections} connections`);
    });
  }
});
