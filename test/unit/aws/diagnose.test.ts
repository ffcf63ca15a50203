import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DirectConnection } from '../../../src/aws/diagnosis/directConnection';
import { descriptions } from '../../../src/services/index';
import { diagnose, diagnosisReport } from '../../../src/services/sdk';
import { systemClock } from '../../../src/core/base/clock';
import type { Diagnosis, Probe } from '../../../src/core/diagnosis/diagnosis';
import { isOperation } from '../../support/operations';
import { selfSigned } from '../../support/selfSigned';
import { profileFor } from '../../support/testServerProfile';
import { formatsFor } from '../../../src/core/text/formats';
import { Connected, found, never, work, unknownHost } from './connected';

const formats = formatsFor('en', 'en-US');

describe('diagnosing a connection', () => {
  let connected: Connected;
  let lines: string[];
  let steps: string[];

  beforeEach(async () => {
    connected = await Connected.start();
    lines = [];
    steps = [];
  });

  afterEach(async () => {
    await connected.close();
  });

  const run = (
    signal = never,
    at = Date.UTC(2026, 9, 29),
    direct?: DirectConnection,
    connection = work,
  ): Promise<Diagnosis> =>
    diagnose(connection, {
      ...(direct && { direct }),
      clock: { now: () => at, after: (...timer) => systemClock.after(...timer) },
      rateLimits: connected.choices.rateLimits,
      signal,
      setting: () => undefined,
      trace: (line) => void lines.push(line),
      onStep: (step) => void steps.push(step),
    });

  const probesOf = ({ services }: Diagnosis, name: string): readonly Probe[] =>
    found(services.find((service) => service.name === name)).probes;
  const probe = (diagnosis: Diagnosis, service: string, name: string): Probe =>
    found(probesOf(diagnosis, service).find((one) => one.name === name));

  it('checks the name, the connection and each call once, signed, including OPTIONS on a segment', async () => {
    const diagnosis = await run();
    const pinpointCalls = ['GetApps', 'GetSegments', 'GetImportJobs', 'GetImportJob', 'GetSegmentImportJobs'];
    for (const [service, calls] of [
      ['Amazon SES', ['ListImportJobs', 'GetImportJob']],
      ['SES Mail Manager', ['ListAddressLists', 'ListAddressListImportJobs', 'GetAddressListImportJob']],
      ['Amazon Connect Customer Profiles', ['ListDomains', 'ListUploadJobs', 'GetUploadJob']],
      ['Amazon Pinpoint', [...pinpointCalls, 'OPTIONS on a segment’s import jobs']],
    ] as const) {
      assert.deepEqual(
        probesOf(diagnosis, service).map(({ name, result }) => [name, result]),
        [['Name resolution', 'ok'], ['TLS', 'skipped'], ...calls.map((name) => [name, 'ok'])],
      );
    }
    const { requests } = connected.server;
    assert.equal(requests.length, 14);
    const options = found(requests.find(({ method }) => method === 'OPTIONS'));
    assert.match(options.path, /^\/v1\/apps\/[^/]+\/segments\/[^/]+\/jobs\/import$/);
    assert.ok(requests.every(({ accessKeyId, region }) => accessKeyId === 'SAMPLEKEY1' && region === 'eu-west-1'));
    assert.equal(options.service, 'mobiletargeting');
    for (const { name, requestId, milliseconds } of diagnosis.services.flatMap(({ probes }) => probes.slice(2))) {
      assert.ok(requestId !== undefined && milliseconds !== undefined, name);
    }
    assert.ok(steps.length >= 6);
  });

  it('reports the files and credentials in use, and what sets the endpoint', async () => {
    const { files, credentials, services } = await run();
    assert.deepEqual(files, [
      {
        name: 'config',
        path: join(connected.files.folder, 'config'),
        variable: 'AWS_CONFIG_FILE',
        state: 'hasProfile',
      },
      {
        name: 'credentials',
        path: join(connected.files.folder, 'credentials'),
        variable: 'AWS_SHARED_CREDENTIALS_FILE',
        state: 'hasProfile',
      },
    ]);
    assert.deepEqual(
      [credentials.kind, credentials.isTemporary, credentials.expiresAt, credentials.accountId],
      ['keys', false, undefined, undefined],
    );
    assert.deepEqual(
      services.map(({ endpoint, endpointSetBy }) => [endpoint, endpointSetBy]),
      descriptions.map(() => [connected.server.url, 'endpoint_url of the profile work']),
    );
  });

  it('reports the origin of the credentials: a section of a file, a source, or the environment', async () => {
    const endpoint = `endpoint_url = ${connected.server.url}\n`;
    const keys = 'aws_access_key_id = SAMPLEKEY1\naws_secret_access_key = not-a-secret\n';
    const originOf = async (config: string, credentials = '') => {
      await connected.files.write({ config: `[profile work]\n${endpoint}${config}`, credentials });
      return (await run()).credentials.origin;
    };
    const { folder } = connected.files;
    assert.equal(await originOf('', `[work]\n${keys}`), `access keys in [work] of ${folder}/credentials`);
    const json = '{"Version":1,"AccessKeyId":"K","SecretAccessKey":"S"}';
    assert.equal(
      await originOf(`credential_process = echo '${json}'\n`),
      `credential process in [profile work] of ${folder}/config`,
    );
    assert.equal(
      await originOf('role_arn = r\nsource_profile = b c\n', `[b c]\n${keys}aws_session_token = not-a-token\n`),
      `session keys in [b c] of ${folder}/credentials`,
    );
  });

  it('skips a service that is not in the region, without a failure', async () => {
    await connected.files.write({
      config: '[profile work]\n',
      credentials: '[work]\naws_access_key_id = SAMPLEKEY1\naws_secret_access_key = not-a-secret\n',
    });
    const direct: DirectConnection = { addressesOf: () => Promise.resolve([]), shakeHands: () => Promise.resolve('') };
    process.env.AWS_ENDPOINT_URL_SESV2 = connected.server.url;
    process.env.AWS_ENDPOINT_URL_MAILMANAGER = connected.server.url;
    const diagnosis = await run(never, undefined, direct, { ...work, region: 'eu-north-1' });
    const probes = probesOf(diagnosis, 'Amazon Pinpoint');
    assert.deepEqual(probes[0], {
      ...{ name: 'Endpoint', result: 'skipped', text: 'Amazon Pinpoint is not available in eu-north-1' },
    });
    assert.ok(probes.every(({ result }) => result === 'skipped'));
    assert.match(diagnosisReport(diagnosis, formats), /No problems found/);
  });

  it('reports an invalid endpoint without connecting to it', async () => {
    await connected.files.write(profileFor({ url: 'localhost:4566' }, { name: 'work' }));
    const diagnosis = await run();
    const [endpoint, ...others] = probesOf(diagnosis, 'Amazon SES');
    assert.equal(endpoint?.failure?.kind, 'awsSetting');
    assert.ok(others.every(({ result }) => result === 'skipped'));
    assert.match(
      diagnosisReport(diagnosis, formats),
      /Invalid endpoint “localhost:4566”: endpoint\\_url of the profile work in /,
    );
  });

  it('trusts the profile’s CA bundle for TLS', async () => {
    const bundle = join(connected.files.folder, 'root.pem');
    await writeFile(bundle, selfSigned.cert);
    const server = createServer({ ...selfSigned }).listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
      await connected.files.write({ config: `[profile work]\nendpoint_url = ${url}\nca_bundle = ${bundle}\n` });
      const { result, text } = probe(await run(), 'Amazon SES', 'TLS');
      assert.equal(result, 'ok');
      assert.match(text, /Import Jobs tests/);
    } finally {
      server.close();
    }
  });

  it('reports an endpoint from a services section or a variable, and AWS’s own', async () => {
    const places = async () => (await run()).services.map(({ endpoint, endpointSetBy }) => [endpoint, endpointSetBy]);
    const { url } = connected.server;
    const { credentials } = profileFor(connected.server, { name: 'work' });
    await connected.files.write({
      config:
        `[profile work]\nservices = local\nendpoint_url = ${url}\n[services local]\n` +
        `mailmanager =\n  endpoint_url = ${url}/mail\ncustomer_profiles =\n  endpoint_url = ${url}/profiles\npinpoint =\n  endpoint_url = ${url}/\n`,
      credentials,
    });
    assert.deepEqual(await places(), [
      [url, 'endpoint_url of the profile work'],
      [`${url}/mail`, 'endpoint_url of mailmanager in the services section local'],
      [`${url}/profiles`, 'endpoint_url of customer_profiles in the services section local'],
      [url, 'endpoint_url of pinpoint in the services section local'],
    ]);
    process.env.AWS_ENDPOINT_URL_SESV2 = `${url}/ses`;
    process.env.AWS_ENDPOINT_URL_MAILMANAGER = `${url}/lists`;
    assert.deepEqual((await places()).slice(0, 2), [
      [`${url}/ses`, 'environment variable AWS_ENDPOINT_URL_SESV2'],
      [`${url}/lists`, 'environment variable AWS_ENDPOINT_URL_MAILMANAGER'],
    ]);
  });

  it('continues after a failed call, and leaves out what is unknown', async () => {
    const { server } = connected;
    server.answer(isOperation('ListImportJobs'), {
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException', 'x-amzn-requestid': 'r-1' },
      body: '{"message":"No"}',
    });
    server.answer(isOperation('GetSegments'), { status: 405, headers: {}, body: '{}' });
    server.answer(isOperation('GetImportJobs'), { status: 200, headers: {}, body: '{"Item":[]}' });
    const before = await run();
    const list = probe(before, 'Amazon SES', 'ListImportJobs');
    assert.deepEqual([list.result, list.failure?.kind, list.requestId], ['failed', 'denied', 'r-1']);
    assert.equal(probe(before, 'Amazon SES', 'GetImportJob').result, 'skipped');
    assert.equal(probe(before, 'Amazon Pinpoint', 'GetSegments').failure?.kind, 'methodNotAllowed');
    assert.equal(probe(before, 'Amazon Pinpoint', 'GetImportJobs').failure, undefined);
    assert.equal(probe(before, 'Amazon Pinpoint', 'GetSegmentImportJobs').result, 'skipped');

    const after = await run(never, Date.UTC(2026, 10, 22));
    for (const name of ['GetSegments', 'GetImportJobs']) {
      assert.equal(probe(after, 'Amazon Pinpoint', name).failure?.kind, 'serviceEnded', name);
    }
    assert.match(diagnosisReport(after, formats), /on October 30, 2026/);
  });

  it('makes no calls without credentials, and says so', async () => {
    await connected.files.write({ config: `[profile work]\nendpoint_url = ${connected.server.url}\n` });
    const diagnosis = await run();
    assert.equal(diagnosis.credentials.failure?.kind, 'credentials');
    assert.deepEqual(connected.server.requests, []);
    assert.equal(probe(diagnosis, 'Amazon SES', 'Name resolution').result, 'ok');
    assert.equal(probe(diagnosis, 'Amazon Pinpoint', 'GetApps').result, 'skipped');
    assert.match(
      diagnosisReport(diagnosis, formats),
      /^\*\*1 problem found:\*\*\n\n- \*\*No credential settings in /mu,
    );
  });

  describe('with credentials from a process', () => {
    /** Returns a profile's line that runs a script, which counts its runs. */
    async function processLine(script: string): Promise<string> {
      const path = join(connected.files.folder, 'process.cjs');
      await writeFile(path, `require('node:fs').appendFileSync(${JSON.stringify(runsFile())}, 'x');\n${script}`);
      return `credential_process = "${process.execPath}" "${path}"\n`;
    }
    const runsFile = () => join(connected.files.folder, 'runs');
    const runs = async () => (await readFile(runsFile(), 'utf8')).length;

    it('checks AWS’s own endpoint when the process fails, and runs it once', async () => {
      await connected.files.write({ config: `[profile work]\n${await processLine('process.exit(1);')}` });
      const tried: string[] = [];
      // A region with all services.
      const region = 'eu-west-2';
      const direct: DirectConnection = {
        addressesOf: (host) => Promise.resolve([`address of ${host}`]),
        shakeHands: (host, port) => {
          tried.push(`${host}:${port}`);
          return Promise.resolve('TLSv1.3');
        },
      };
      const diagnosis = await run(never, undefined, direct, { ...work, region });
      const hosts = ['email', 'mail-manager', 'profile', 'pinpoint'].map((name) => `${name}.${region}.amazonaws.com`);
      assert.deepEqual(
        diagnosis.services.map(({ endpoint, endpointSetBy }) => [endpoint, endpointSetBy]),
        hosts.map((host) => [`https://${host}`, undefined]),
      );
      for (const [index, { probes }] of diagnosis.services.entries()) {
        assert.deepEqual(
          probes.slice(0, 2).map(({ name, result, text }) => [name, result, text]),
          [
            ['Name resolution', 'ok', `address of ${hosts[index]}`],
            ['TLS', 'ok', 'TLSv1.3'],
          ],
        );
        assert.ok(probes.slice(2).every(({ result }) => result === 'skipped'));
      }
      assert.deepEqual(
        tried,
        hosts.map((host) => `${host}:443`),
      );
      assert.equal(
        diagnosis.credentials.failure?.kind === 'credentials' && diagnosis.credentials.failure.reason,
        'processFailed',
      );
      assert.equal(await runs(), 1);
    });

    it('runs it once when AWS rejects the credentials, or when they are about to expire', async () => {
      const keys = {
        Version: 1,
        AccessKeyId: 'SAMPLEKEY1',
        SecretAccessKey: 'not-a-secret',
        Expiration: new Date(Date.now() + 60_000),
      };
      const line = await processLine(`console.log(${JSON.stringify(JSON.stringify(keys))});`);
      await connected.files.write({ config: `[profile work]\nendpoint_url = ${connected.server.url}\n${line}` });
      connected.answer({ message: 'Expired' }, 403, { 'x-amzn-errortype': 'ExpiredTokenException' });
      const diagnosis = await run();
      for (const [service, name] of [
        ['Amazon SES', 'ListImportJobs'],
        ['Amazon Pinpoint', 'GetApps'],
      ] as const) {
        assert.equal(probe(diagnosis, service, name).failure?.kind, 'credentials');
      }
      assert.equal(await runs(), 1);
    });
  });

  it('distinguishes an unknown host from an untrusted certificate', async () => {
    const server = createServer({ ...selfSigned }).listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      await connected.files.write(
        profileFor({ url: `https://127.0.0.1:${(server.address() as AddressInfo).port}` }, { name: 'work' }),
      );
      const { failure } = probe(await run(), 'Amazon SES', 'TLS');
      assert.deepEqual([failure?.kind, failure?.kind === 'network' && failure.reason], ['network', 'tls']);
    } finally {
      server.close();
    }
    await connected.files.write(profileFor({ url: `https://${unknownHost}` }, { name: 'work' }));
    const unknown = await run();
    for (const name of ['Name resolution', 'TLS', 'ListImportJobs']) {
      const { failure } = probe(unknown, 'Amazon SES', name);
      assert.equal(failure?.kind === 'network' && failure.reason, 'nameNotFound', name);
    }
  });

  it('reports no problem with direct connections when calls get a response, even a denial', async () => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    const direct: DirectConnection = {
      addressesOf: () => Promise.reject(unknown),
      shakeHands: () => Promise.reject(unknown),
    };
    connected.server.answer(isOperation('ListImportJobs'), {
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      body: '{}',
    });
    const diagnosis = await run(never, undefined, direct);
    for (const service of ['Amazon SES', 'Amazon Pinpoint']) {
      const { result, text, failure } = probe(diagnosis, service, 'Name resolution');
      assert.deepEqual([result, failure], ['notNeeded', undefined], service);
      assert.match(text, /^no direct connection/);
    }
    const report = diagnosisReport(diagnosis, formats);
    assert.doesNotMatch(report, /Host not found/);
    assert.match(
      report,
      /^\| Name resolution \| Not needed: no direct connection, but the calls got a response, probably through a proxy \|/m,
    );

    connected.server.reset(() => true);
    assert.equal(probe(await run(never, undefined, direct), 'Amazon SES', 'Name resolution').result, 'failed');
  });

  it('can be cancelled', async () => {
    const abort = new AbortController();
    const hold = connected.server.hold(isOperation('GetApps'));
    const diagnosis = run(abort.signal);
    await hold.arrived;
    abort.abort();
    await assert.rejects(diagnosis, { name: 'AbortError' });
    hold.release();
  });

  it('reports the sample account as sample data, and uses no network', async () => {
    const sample = { ...work, kind: 'sample', profile: undefined } as const;
    const { account } = connected.server;
    const { profile, ...connection } = sample;
    assert.equal(profile, undefined);
    const options = {
      clock: systemClock,
      rateLimits: connected.choices.rateLimits,
      signal: never,
      setting: () => undefined,
      trace: () => undefined,
      onStep: () => undefined,
    };
    const diagnosis = await diagnose(connection, options, account.transport);
    assert.deepEqual([diagnosis.isSample, diagnosis.files, connected.server.requests], [true, [], []]);
    assert.ok(diagnosis.services.every(({ probes }) => probes.every(({ result }) => result === 'ok')));
  });

  it('writes no key, token or presigned query to the report or the log', async () => {
    const { config } = profileFor(connected.server, { name: 'work' });
    const secrets = ['SAMPLEKEY1', 'not-a-secret', 'a-session-token', 'X-Amz-Signature='];
    await connected.files.write({
      config,
      credentials:
        '[work]\naws_access_key_id = SAMPLEKEY1\naws_secret_access_key = not-a-secret\naws_session_token = a-session-token\n',
    });
    const said = `?X-Amz-Signature=abc&x=1 aws_session_token=a-session-token`;
    connected.server.answer(isOperation('GetSegments'), {
      status: 500,
      headers: {},
      body: JSON.stringify({ Message: said }),
    });
    const text = [diagnosisReport(await run(), formats), ...lines].join('\n');
    for (const secret of secrets) {
      assert.ok(!text.includes(secret), secret);
    }
    assert.ok(lines.length > 5);
  });
});
