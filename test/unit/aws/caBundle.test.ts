import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { trustedCertificates } from '../../../src/services/sdk';
import type { ServiceFailure } from '../../../src/core/failures/failure';
import { explain } from '../../../src/core/failures/explain';
import { openHttp } from '../../../src/node/openHttp';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { otherSigned, selfSigned } from '../../support/selfSigned';
import { Choices, failureOfRead, firstPage, found, never, servicesOf, work } from './connected';

/** Response to each service's first request. */
const answers: Readonly<Record<string, string>> = {
  '/v2/email/import-jobs/list': '{"ImportJobs":[]}',
  '/v1/apps': '{"Item":[]}',
  '/': `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ROLEKEY</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
    <SessionToken>t</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
};

describe('a CA bundle', () => {
  let server: Server;
  let files: OwnAwsFiles;
  let url: string;
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    server = createServer({ ...selfSigned }, (request, response) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      asked.push(path);
      request.resume();
      response.end(answers[path] ?? 'address,reason\n');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    files = await OwnAwsFiles.make();
    await writeFile(bundle('root.pem'), selfSigned.cert);
    await writeFile(bundle('other.pem'), otherSigned.cert);
    await writeFile(bundle('both.pem'), `${otherSigned.cert}\n${selfSigned.cert}\n`);
  });

  afterEach(async () => {
    server.close();
    server.closeAllConnections();
    await files.takeAway();
  });

  const bundle = (name: string) => join(files.folder, name);
  const write = (...lines: readonly string[]) =>
    files.write({
      config: `[profile work]\nendpoint_url = ${url}\n${lines.join('\n')}\n`,
      credentials:
        '[work]\naws_access_key_id = K\naws_secret_access_key = S\n[source]\naws_access_key_id = K\naws_secret_access_key = S\n',
    });

  /** Reads a page of each service. */
  async function read(): Promise<void> {
    const { ses, pinpoint } = servicesOf(work, new Choices());
    await firstPage(found(ses.root.fixed?.[0]));
    await firstPage(pinpoint.root);
  }

  async function assertUntrusted(read: Promise<unknown>): Promise<void> {
    const failure: ServiceFailure = await failureOfRead(read);
    assert.deepEqual([failure.kind, failure.kind === 'network' && failure.reason], ['network', 'tls']);
    assert.deepEqual(asked, []);
  }

  it('is trusted by a profile’s requests', async () => {
    await write();
    await assertUntrusted(read());
    await write(`ca_bundle = ${bundle('both.pem')}`);
    await read();
    assert.deepEqual(asked, ['/v2/email/import-jobs/list', '/v1/apps']);
  });

  it('of AWS_CA_BUNDLE takes precedence over the profile’s', async () => {
    await write(`ca_bundle = ${bundle('other.pem')}`);
    await assertUntrusted(read());
    process.env.AWS_CA_BUNDLE = bundle('root.pem');
    await read();
    assert.equal(asked.length, 2);
  });

  it('is trusted when a role is assumed', async () => {
    await files.write({
      config: `[profile work]\nendpoint_url = ${url}\nca_bundle = ${bundle('root.pem')}\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = source\n`,
      credentials: '[source]\naws_access_key_id = K\naws_secret_access_key = S\n',
    });
    await read();
    assert.equal(asked[0], '/');
  });

  it('that cannot be read is reported, and nothing is sent', async () => {
    await write(`ca_bundle = ${bundle('gone.pem')}`);
    const failure = await failureOfRead(read());
    assert.match(
      explain(failure).sentence,
      /^Cannot read the CA bundle “.*gone\.pem”: ca_bundle of the profile work in /,
    );
    assert.deepEqual(asked, []);
    await write(`ca_bundle = ${bundle('root.pem')}`);
    await read();
  });

  describe('for a download', () => {
    const get = async (path: string) => {
      const trust = await trustedCertificates(work);
      const { body } = await openHttp(new URL(`${url}${path}`), never, trust);
      return text(body);
    };

    it('is trusted', async () => {
      await write(`ca_bundle = ${bundle('root.pem')}`);
      assert.equal(await get('/records.csv'), 'address,reason\n');
    });

    it('is required', async () => {
      await write(`ca_bundle = ${bundle('other.pem')}`);
      await assert.rejects(get('/records.csv'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
      await write();
      assert.equal(await trustedCertificates(work), undefined);
    });
  });
});
