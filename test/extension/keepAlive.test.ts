import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { ConfigurationTarget, extensions, workspace } from 'vscode';
import type * as aws from '../../src/services/sdk';
import { systemClock } from '../../src/core/base/clock';
import { isBranch, type JobSource } from '../../src/core/jobs/source';
import { openHttp } from '../../src/node/openHttp';
import { plainLoopback } from '../support/loopback';
import { OwnAwsFiles } from '../support/ownAwsFiles';
import { selfSigned } from '../support/selfSigned';
import { TestProxy } from '../support/testProxy';
import { TestServer, type TestServerOptions } from '../support/testServer';
import { profileFor } from '../support/testServerProfile';
import { userPurpose } from '../../src/core/base/request';

const unlimited = { burst: 1_000_000, interval: 1000 };
const never = new AbortController().signal;
const clicked = { ...userPurpose, signal: never };

/** Returns the SES jobs of a profile, read with the product's bundle. */
async function sesOf(profile: string): Promise<JobSource> {
  const extension = extensions.getExtension('import-jobs.import-jobs');
  assert(extension);
  const { connect, RateLimits } = (await import(resolve(extension.extensionPath, 'dist/aws.js'))) as typeof aws;
  const [ses] = connect(
    { id: profile, kind: 'aws', label: profile, region: 'eu-west-1', profile },
    {
      pageSize: () => 1,
      setting: () => undefined,
      formatCount: String,
      trace: () => undefined,
      report: (error) => {
        throw error;
      },
      clock: systemClock,
      rateLimits: new RateLimits(systemClock, () => undefined, { ses: unlimited, pinpoint: unlimited }),
    },
  );
  assert(ses);
  return ses;
}

/** Reads pages of a list and then single jobs, like the tree and the panel. */
async function readPagesAndJobs(ses: JobSource, pages: number, jobs: number): Promise<void> {
  const [list] = ses.root.fixed ?? [];
  assert(list);
  const ids: string[] = [];
  let token: string | undefined;
  for (let page = 0; page < pages; page++) {
    const { items, nextToken } = await list.readPage(token, clicked);
    ids.push(...items.flatMap((item) => (isBranch(item) ? [] : [item.id])));
    token = nextToken;
  }
  for (const id of ids.slice(0, jobs)) await ses.getJob({ service: 'ses', id }, clicked);
}

describe("Connections to AWS in VS Code's extension host", () => {
  let server: TestServer;
  let files: OwnAwsFiles;

  async function serve(options: TestServerOptions, url?: string): Promise<void> {
    server = await TestServer.start({ freeze: true, ...options });
    files = await OwnAwsFiles.make(profileFor({ url: url ?? server.url }, { name: 'work' }));
    process.env.AWS_CA_BUNDLE = join(files.folder, 'root.pem');
    await writeFile(process.env.AWS_CA_BUNDLE, selfSigned.cert);
  }

  afterEach(async () => {
    await files.takeAway();
    await server.close();
  });

  for (const host of ['127.0.0.1', plainLoopback]) {
    it(`are reused by five pages and two jobs: ${host}`, async () => {
      await serve({ host });
      await readPagesAndJobs(await sesOf('work'), 5, 2);
      assert.equal(server.requests.length, 7);
      assert.ok(server.connections <= 2, `${server.connections} connections`);
    });

    it(`are reused by a hundred requests with TLS: ${host}`, async () => {
      await serve({ host, tls: selfSigned });
      const [list] = (await sesOf('work')).root.fixed ?? [];
      assert(list);
      for (let request = 0; request < 100; request++) await list.readPage(undefined, clicked);
      assert.equal(server.requests.length, 100);
      assert.ok(server.connections <= 2, `${server.connections} connections`);
    });
  }

  describe('with a proxy in the settings of VS Code', () => {
    let proxy: TestProxy;

    async function serveBehindProxy(options: TestServerOptions, url: string): Promise<void> {
      await serve(options, url);
      proxy = await TestProxy.start(server);
      await setProxy(proxy.url);
    }

    afterEach(async () => {
      await setProxy(undefined);
      await proxy.close();
    });

    it('use it', async () => {
      await serveBehindProxy({}, 'http://aws.test');
      await readPagesAndJobs(await sesOf('work'), 2, 1);
      assert.equal(server.requests.length, 3);
      assert.equal(proxy.requests.length, 3);
      assert.match(proxy.requests[0] ?? '', /^POST http:\/\/aws\.test\/v2\/email\/import-jobs\/list$/);
    });

    it('use it with TLS', async () => {
      await serveBehindProxy({ tls: selfSigned }, 'https://aws.test');
      await readPagesAndJobs(await sesOf('work'), 2, 1);
      assert.equal(server.requests.length, 3);
      assert.deepEqual(new Set(proxy.requests), new Set(['CONNECT aws.test:443']));
    });

    it('use it for downloads of failed records', async () => {
      await serveBehindProxy({}, 'http://aws.test');
      server.answer(() => true, { status: 200, headers: {}, body: 'a@example.com' });
      const { body } = await openHttp(new URL('http://files.test/failed.csv'), never);
      assert.equal(await text(body), 'a@example.com');
      assert.deepEqual(proxy.requests, ['GET http://files.test/failed.csv']);
    });
  });
});

async function setProxy(url: string | undefined): Promise<void> {
  await workspace.getConfiguration('http').update('proxy', url, ConfigurationTarget.Global);
}
