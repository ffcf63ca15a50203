import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { extensions } from 'vscode';
import type * as aws from '../../src/services/sdk';
import { systemClock } from '../../src/core/base/clock';
import { failureOf } from '../../src/core/failures/failure';
import { openHttp } from '../../src/node/openHttp';
import { plainLoopback } from '../support/loopback';
import { OwnAwsFiles } from '../support/ownAwsFiles';
import { otherSigned, selfSigned } from '../support/selfSigned';
import { profileFor } from '../support/testServerProfile';
import { userPurpose } from '../../src/core/base/request';

const never = new AbortController().signal;
const clicked = { ...userPurpose, signal: never };

/** Reads a page of SES with the product's own bundle. */
async function readPage(): Promise<void> {
  const extension = extensions.getExtension('import-jobs.import-jobs');
  assert(extension);
  const { connect, RateLimits } = (await import(resolve(extension.extensionPath, 'dist/aws.js'))) as typeof aws;
  const [ses] = connect(
    { id: 'work', kind: 'aws', label: 'work', region: 'eu-west-1', profile: 'work' },
    {
      pageSize: () => 1,
      setting: () => undefined,
      formatCount: String,
      trace: () => undefined,
      report: () => undefined,
      clock: systemClock,
      rateLimits: new RateLimits(systemClock, () => undefined),
    },
  );
  const [list] = ses?.root.fixed ?? [];
  assert(list);
  await list.readPage(undefined, clicked);
}

describe("A CA bundle in VS Code's extension host", () => {
  for (const host of ['127.0.0.1', plainLoopback]) {
    describe(`for ${host}`, () => {
      let server: Server;
      let files: OwnAwsFiles;
      let url: string;

      beforeEach(async () => {
        server = createServer({ ...selfSigned }, (request, response) => {
          request.resume();
          response.end('{"ImportJobs":[]}');
        }).listen(0, host);
        await once(server, 'listening');
        const { port } = server.address() as AddressInfo;
        url = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
        files = await OwnAwsFiles.make(profileFor({ url }, { name: 'work' }));
      });

      afterEach(async () => {
        server.close();
        server.closeAllConnections();
        await files.takeAway();
      });

      async function trust(cert: string): Promise<void> {
        process.env.AWS_CA_BUNDLE = join(files.folder, 'root.pem');
        await writeFile(process.env.AWS_CA_BUNDLE, cert);
      }

      it('is all that requests trust', async () => {
        const assertUntrusted = () =>
          assert.rejects(readPage(), (error) => {
            const failure = failureOf(error);
            assert.deepEqual([failure.kind, failure.kind === 'network' && failure.reason], ['network', 'tls']);
            return true;
          });
        await assertUntrusted();
        await trust(otherSigned.cert);
        await assertUntrusted();
        await trust(selfSigned.cert);
        await readPage();
      });

      it('is what downloads trust', async () => {
        await assert.rejects(openHttp(new URL(url), never), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
        const { body } = await openHttp(new URL(url), never, selfSigned.cert);
        assert.equal(await text(body), '{"ImportJobs":[]}');
      });
    });
  }
});
