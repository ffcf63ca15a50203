import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { connect } from '../../../src/services/sdk';
import type { Connection } from '../../../src/core/connections/connection';
import { failureOf } from '../../../src/core/failures/failure';
import { createSampleAccount } from '../../support/sampleAccount';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { profileFor } from '../../support/testServerProfile';
import { TestServer } from '../../support/testServer';
import {
  clicked,
  Choices,
  failureOfRead,
  firstPage,
  found,
  getJob,
  readWhole,
  servicesOf,
  work,
  type Services,
} from './connected';

const readSes = ({ ses }: Services) => firstPage(found(ses.root.fixed?.[0]));
const readPinpoint = ({ pinpoint }: Services) => firstPage(pinpoint.root);

/** A section of the credentials file. */
const keysOf = (accessKeyId: string, section = 'work') =>
  `[${section}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = not-a-secret\n`;

describe('the credentials of a connection', () => {
  let server: TestServer;
  let files: OwnAwsFiles;
  /** The profile in the config file, which points to the server and has no credentials. */
  let profile: string;

  beforeEach(async () => {
    server = await TestServer.start({ freeze: true });
    files = await OwnAwsFiles.make();
    profile = profileFor(server, { name: 'work' }).config;
  });

  afterEach(async () => {
    await server.close();
    await files.takeAway();
  });

  const services = (connection: Connection = work) => servicesOf(connection, new Choices());
  const keysSeen = () => server.requests.map(({ accessKeyId }) => accessKeyId);

  function refuseOnce(type: string): void {
    server.answer(
      () => true,
      { status: 403, headers: { 'x-amzn-errortype': type }, body: '{"message":"No"}' },
      { times: 1 },
    );
  }

  /** Returns a profile's line that runs a script of the test, which appends a line to a file on each run. */
  async function credentialProcess(script: string): Promise<string> {
    const path = join(files.folder, 'process.cjs');
    await writeFile(
      path,
      `require('node:fs').appendFileSync(${JSON.stringify(join(files.folder, 'runs'))}, 'run\\n');\n${script}`,
    );
    return `credential_process = "${process.execPath}" "${path}"\n`;
  }

  const printing = (fields: object) =>
    `console.log(${JSON.stringify(JSON.stringify({ Version: 1, AccessKeyId: 'SAMPLEKEY8', SecretAccessKey: 'not-a-secret', ...fields }))});`;
  const runs = async () => (await readFile(join(files.folder, 'runs'), 'utf8')).split('\n').length - 1;

  it('are read once for both services, even when requested at the same time', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    await files.write({ config: profile + (await credentialProcess(printing({ Expiration: later }))) });
    const both = services();
    await Promise.all([readSes(both), readPinpoint(both)]);
    await Promise.all([readSes(both), readPinpoint(both)]);
    assert.equal(await runs(), 1);
    assert.deepEqual(keysSeen(), Array(4).fill('SAMPLEKEY8'));
  });

  it('are renewed before they expire', async () => {
    const soon = new Date(Date.now() + 60_000).toISOString();
    await files.write({ config: profile + (await credentialProcess(printing({ Expiration: soon }))) });
    const connection = services();
    await readSes(connection);
    const before = await runs();
    await readSes(connection);
    assert.ok((await runs()) > before);
  });

  for (const [what, settings, reason, of = 'work'] of [
    ['a profile that does not exist', undefined, 'unknownProfile'],
    ['a profile with only a region', '', 'other'],
    [
      'a profile never signed in to',
      'sso_session = corp\nsso_account_id = 123456789012\nsso_role_name = reader\n',
      'notSignedIn',
    ],
    [
      'a profile with legacy SSO settings',
      'sso_start_url = https://corp.invalid/start\nsso_region = eu-west-1\nsso_account_id = 1\nsso_role_name = reader\n',
      'notSignedIn',
    ],
    [
      'a role whose source does not exist',
      'role_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = none\n',
      'unknownProfile',
      'none',
    ],
  ] as const) {
    it(`fail as ${reason} for ${what}, before anything is sent`, async () => {
      const session = '[sso-session corp]\nsso_start_url = https://corp.invalid/start\nsso_region = eu-west-1\n';
      await files.write({
        config: settings === undefined ? '[profile another]\nregion = eu-west-1\n' : profile + settings + session,
      });
      for (const [operation, read] of [
        ['ListImportJobs', readSes],
        ['GetApps', readPinpoint],
      ] as const) {
        const failure = await failureOfRead(read(services()));
        assert.deepEqual(
          {
            operation: failure.operation,
            ...('reason' in failure && { reason: failure.reason }),
            ...('profile' in failure && { profile: failure.profile }),
          },
          { operation, reason, profile: of },
        );
      }
      assert.deepEqual(server.requests, []);
    });
  }

  for (const [what, script] of Object.entries({
    'ends with an error': 'process.exit(3);',
    'prints something else': 'console.log("Please sign in");',
    'prints expired credentials': printing({ Expiration: '2020-01-01T00:00:00Z' }),
  })) {
    it(`fail as processFailed when the profile’s process ${what}`, async () => {
      await files.write({ config: profile + (await credentialProcess(script)) });
      const failure = await failureOfRead(readSes(services()));
      assert.deepEqual([failure.kind, 'reason' in failure && failure.reason], ['credentials', 'processFailed']);
    });
  }

  it('are searched again after a failure', async () => {
    await files.write({ config: profile + (await credentialProcess('process.exit(3);')) });
    const connection = services();
    await failureOfRead(readSes(connection));
    await credentialProcess(printing({}));
    await readSes(connection);
    await readPinpoint(connection);
    assert.equal(await runs(), 2);
    assert.deepEqual(keysSeen(), ['SAMPLEKEY8', 'SAMPLEKEY8']);
  });

  it('fail with a network failure when they come from the network', async () => {
    const role = 'role_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = source\n';
    await files.write({ config: profile + role, credentials: keysOf('SAMPLEKEY2', 'source') });
    const gone = await TestServer.start();
    await gone.close();
    process.env.AWS_ENDPOINT_URL_STS = gone.url;
    const failure = await failureOfRead(readSes(services()));
    assert.deepEqual([failure.kind, 'reason' in failure && failure.reason], ['network', 'refused']);
  });

  it('are kept as long as AWS accepts them, even if the files change', async () => {
    await files.write({ config: profile, credentials: keysOf('SAMPLEKEY1') });
    const connection = services();
    await readSes(connection);
    await files.write({ config: profile, credentials: keysOf('SAMPLEKEY2') });
    await readSes(connection);
    assert.deepEqual(keysSeen(), ['SAMPLEKEY1', 'SAMPLEKEY1']);
  });

  for (const type of ['ExpiredTokenException', 'UnrecognizedClientException']) {
    it(`are read again for both services after one failed with ${type}`, async () => {
      await files.write({ config: profile, credentials: keysOf('SAMPLEKEY1') });
      const connection = services();
      await readPinpoint(connection);
      refuseOnce(type);
      assert.equal((await failureOfRead(readSes(connection))).kind, 'credentials');
      await files.write({ config: profile, credentials: keysOf('SAMPLEKEY2') });
      await Promise.all([readSes(connection), readPinpoint(connection)]);
      assert.deepEqual(keysSeen(), ['SAMPLEKEY1', 'SAMPLEKEY1', 'SAMPLEKEY2', 'SAMPLEKEY2']);
    });
  }

  it('are not read again when one call is denied', async () => {
    await files.write({ config: profile, credentials: keysOf('SAMPLEKEY1') });
    const connection = services();
    refuseOnce('AccessDeniedException');
    await failureOfRead(readSes(connection));
    await files.write({ config: profile, credentials: keysOf('SAMPLEKEY2') });
    await readSes(connection);
    assert.deepEqual(keysSeen(), ['SAMPLEKEY1', 'SAMPLEKEY1']);
  });

  it('are read again once when several calls are rejected at the same time', async () => {
    await files.write({ config: profile + (await credentialProcess(printing({}))) });
    const connection = services();
    await readSes(connection);
    const refuse = server.answer(() => true, {
      status: 403,
      headers: { 'x-amzn-errortype': 'ExpiredTokenException' },
      body: '{}',
    });
    await Promise.all([readSes, readSes, readPinpoint].map((read) => failureOfRead(read(connection))));
    refuse();
    await Promise.all([readSes(connection), readPinpoint(connection)]);
    assert.equal(await runs(), 2);
  });

  describe('without a profile', () => {
    const chain: Connection = { id: 'default', kind: 'aws', label: 'Default', region: 'eu-west-1' };

    beforeEach(() => {
      process.env.AWS_ENDPOINT_URL = server.url;
    });

    it('come from the environment', async () => {
      process.env.AWS_ACCESS_KEY_ID = 'SAMPLEKEY3';
      process.env.AWS_SECRET_ACCESS_KEY = 'not-a-secret';
      await readSes(services(chain));
      assert.deepEqual(keysSeen(), ['SAMPLEKEY3']);
    });

    it('fail as noneFound when there are none', async () => {
      const { kind, operation, ...failure } = await failureOfRead(readSes(services(chain)));
      assert.deepEqual(
        [kind, operation, 'reason' in failure && failure.reason],
        ['credentials', 'ListImportJobs', 'noneFound'],
      );
      assert.equal('profile' in failure, false);
    });

    it('are found once the files have them', async () => {
      const connection = services(chain);
      await failureOfRead(readSes(connection));
      await files.write({ credentials: keysOf('SAMPLEKEY4', 'default') });
      await readSes(connection);
      assert.deepEqual(keysSeen(), ['SAMPLEKEY4']);
    });
  });
});

describe('the endpoint of a connection', () => {
  let server: TestServer;
  let files: OwnAwsFiles;

  beforeEach(async () => {
    server = await TestServer.start({ freeze: true });
    files = await OwnAwsFiles.make({ credentials: keysOf('SAMPLEKEY1') });
  });

  afterEach(async () => {
    await server.close();
    await files.takeAway();
  });

  const write = (config: string) => files.write({ config, credentials: keysOf('SAMPLEKEY1') });
  const elsewhere = 'http://127.0.0.1:1';

  it('is undefined without a region', () => {
    assert.throws(
      () => connect({ ...work, region: '', problem: 'noRegion' }, new Choices()),
      (error) => isDeepStrictEqual(failureOf(error), { kind: 'setting', reason: 'noRegion' }),
    );
  });

  it('is in its own region, not the profile’s or the environment’s', async () => {
    await write(profileFor(server, { name: 'work', region: 'us-west-2' }).config);
    process.env.AWS_REGION = 'us-east-1';
    const connection = servicesOf({ ...work, region: 'eu-central-1' }, new Choices());
    await Promise.all([readSes(connection), readPinpoint(connection)]);
    assert.deepEqual(
      server.requests.map(({ region }) => region),
      ['eu-central-1', 'eu-central-1'],
    );
  });

  it('comes from the profile’s services section before its endpoint_url', async () => {
    const services = `[services local]\nsesv2 =\n  endpoint_url = ${server.url}\npinpoint =\n  endpoint_url = ${server.url}\n`;
    await write(`[profile work]\nservices = local\nendpoint_url = ${elsewhere}\n${services}`);
    const connection = servicesOf(work, new Choices());
    await Promise.all([readSes(connection), readPinpoint(connection)]);
    assert.equal(server.requests.length, 2);
  });

  it('comes from the environment before the profile, and from its variable for the service first', async () => {
    await write(`[profile work]\nendpoint_url = ${elsewhere}\n`);
    process.env.AWS_ENDPOINT_URL = elsewhere;
    process.env.AWS_ENDPOINT_URL_SESV2 = server.url;
    await readSes(servicesOf(work, new Choices()));
    assert.equal(server.requests.length, 1);
  });

  it('comes from the current default profile for the default chain', async () => {
    const ofDefault: Connection = { id: 'chain', kind: 'aws', label: 'Default', region: 'eu-west-1' };
    const config = (url: string) => ({
      config: `[default]\nendpoint_url = ${url}\n`,
      credentials: keysOf('SAMPLEKEY1', 'default'),
    });
    await files.write(config(elsewhere));
    await assert.rejects(readSes(servicesOf(ofDefault, new Choices())));
    await files.write(config(server.url));
    await readSes(servicesOf(ofDefault, new Choices()));
    assert.equal(server.requests.length, 1);
  });
});

describe('the sample account', () => {
  let files: OwnAwsFiles;
  const sample: Connection = { id: 'sample', kind: 'sample', label: 'Sample account', region: 'eu-west-1' };

  beforeEach(async () => {
    files = await OwnAwsFiles.make();
    process.env.AWS_CONFIG_FILE = join(files.folder, 'none');
    process.env.AWS_SHARED_CREDENTIALS_FILE = join(files.folder, 'none');
  });

  afterEach(async () => {
    await files.takeAway();
  });

  function services() {
    const now = Date.UTC(2026, 10, 22, 10, 45);
    return servicesOf(sample, new Choices(), createSampleAccount({ now: () => now }).transport);
  }

  it('is read through the SDK with no AWS files, no credentials and no network', async () => {
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:1';
    const { ses, pinpoint } = services();
    const [suppressionList, contactLists] = await Promise.all(
      (ses.root.fixed ?? []).map((branch) => readWhole(branch)),
    );
    assert.ok(found(suppressionList).jobs.length + found(contactLists).jobs.length > 150);
    const { branches } = await readWhole(pinpoint.root);
    assert.equal(branches.length, 3);
    const [job] = found(suppressionList).jobs;
    assert.equal((await getJob(ses, found(job))).complete, true);
  });

  it('rejects requests like AWS', async () => {
    const { kind, operation, httpStatus } = await failureOfRead(
      getJob(services().ses, { service: 'ses', id: 'nothing' }),
    );
    assert.deepEqual([kind, operation, httpStatus], ['notFound', 'GetImportJob', 404]);
  });

  it('can be aborted', async () => {
    const read = services().ses.getJob({ service: 'ses', id: 'nothing' }, { ...clicked, signal: AbortSignal.abort() });
    assert.equal((await failureOfRead(read)).kind, 'cancelled');
  });
});
