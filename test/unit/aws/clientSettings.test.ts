import { ListImportJobsCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serviceSettingsOf } from '../../../src/aws/requests/clientSettings';
import { probeEndpoint } from '../../../src/aws/diagnosis/diagnoseEndpoint';
import type { Connection } from '../../../src/core/connections/connection';
import { explain } from '../../../src/core/failures/explain';
import { failureOf } from '../../../src/core/failures/failure';
import { Botocore } from '../../support/botocore';
import { skip } from '../../support/mocha';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { selfSigned } from '../../support/selfSigned';
import { found, never, work } from './connected';
import { pinpoint } from '../../../src/services/pinpoint/description';
import { ses } from '../../../src/services/ses/description';

interface Case {
  readonly config?: string;
  readonly credentials?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly region?: string;
  /** `null`: the default profile. */
  readonly profile?: string | null;
}

const ofEndpoint = (url: string): Case => ({ config: `[profile work]\nendpoint_url = ${url}\n` });
const ofProfile = (...lines: readonly string[]): Case => ({ config: `[profile work]\n${lines.join('\n')}\n` });

const endpoints = [
  'http://127.0.0.1:4566',
  'http://127.0.0.1:4566/',
  'https://host.example/ses/v1/',
  'https://host.example/ses/v1//',
  'https://host.example./',
  'HTTPS://HOST.EXAMPLE',
  'http://[::1]:4566',
  'http://user:password@host.example/',
  'http://4566',
  'https://host',
  'http://host?x=1',
  'localhost:4566',
  '127.0.0.1:4566',
  'host.example',
  '/path',
  '"http://127.0.0.1:1"',
  "'http://127.0.0.1:1'",
  '<http://127.0.0.1:1>',
  'http:/127.0.0.1:1',
  'http:127.0.0.1:1',
  'http://',
  'http:///path',
  'http://:4566',
  'http://my_host:4566',
  'http://-host',
  'http://host-',
  'http://a..b',
  'http://.host',
  'http://ho st',
  'http://host:port/',
  'http://m\u00fcller.example',
  'http://${HOST}:4566',
  `http://${'x'.repeat(64)}.example`,
  `http://${'x.'.repeat(130)}example`,
  'http://[::1',
  'http://[zz]',
  'http://host\\@evil.example',
];

/** Rejected only by us: botocore fails when it sends a request, or it and the SDK would use different hosts. */
const rejectedHere = new Set(['http://host:port/', 'http://host\\@evil.example']);

const cases: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(endpoints.map((url) => [`the endpoint ${url}`, ofEndpoint(url)])),
  nothing: ofProfile('region = us-east-1'),
  'no such profile section, default profile': {
    config: '[default]\nendpoint_url = http://127.0.0.1:3\n',
    profile: null,
  },
  'the profile of AWS_PROFILE': {
    config: '[default]\nendpoint_url = http://127.0.0.1:3\n[profile b]\nendpoint_url = http://127.0.0.1:4\n',
    env: { AWS_PROFILE: 'b' },
    profile: null,
  },
  'an endpoint in the credentials file': { credentials: '[work]\nendpoint_url = http://127.0.0.1:3\n' },
  'a services section': ofProfile(
    'services = l',
    'endpoint_url = http://127.0.0.1:3',
    '[services l]',
    'sesv2 =',
    '  endpoint_url = http://127.0.0.1:4/x/',
  ),
  'a services section without the service': ofProfile(
    'services = l',
    'endpoint_url = http://127.0.0.1:3',
    '[services l]',
    'pinpoint =',
    '  endpoint_url = http://127.0.0.1:4',
  ),
  'a services section with quotes': ofProfile(
    'services = my local',
    '[services "my local"]',
    'sesv2 =',
    '  endpoint_url = http://127.0.0.1:4',
  ),
  'a services section that is missing': ofProfile('services = l'),
  'a services section that is missing, and a variable': {
    ...ofProfile('services = l'),
    env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:5' },
  },
  'a services section that is missing, and ignored': ofProfile(
    'services = l',
    'ignore_configured_endpoint_urls = TRUE',
  ),
  variables: {
    ...ofEndpoint('http://127.0.0.1:3'),
    env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:5', AWS_ENDPOINT_URL_SESV2: 'http://127.0.0.1:6' },
  },
  'a variable for another service': {
    ...ofEndpoint('http://127.0.0.1:3'),
    env: { AWS_ENDPOINT_URL_PINPOINT: 'http://127.0.0.1:6' },
  },
  'a wrong variable': { ...ofEndpoint('http://127.0.0.1:3'), env: { AWS_ENDPOINT_URL: '127.0.0.1:5' } },
  ...Object.fromEntries(
    ['true', 'True', 'TRUE', 'tRuE', 'false', 'yes', '1', '"true"', 'true ', ''].flatMap((value) => [
      [
        `ignore_configured_endpoint_urls = ${value}`,
        ofProfile('endpoint_url = http://127.0.0.1:3', `ignore_configured_endpoint_urls = ${value}`),
      ],
      [`use_fips_endpoint = ${value}`, { ...ofProfile(`use_fips_endpoint = ${value}`), region: 'us-east-1' }],
      [`use_dualstack_endpoint = ${value}`, { ...ofProfile(`use_dualstack_endpoint = ${value}`), region: 'us-east-1' }],
      ...(value === ''
        ? []
        : ([
            [
              `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=${value}`,
              { ...ofEndpoint('http://127.0.0.1:3'), env: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: value } },
            ],
            [
              `AWS_USE_FIPS_ENDPOINT=${value}`,
              { env: { AWS_USE_FIPS_ENDPOINT: value }, ...ofProfile('use_fips_endpoint = false') },
            ],
            [
              `AWS_USE_DUALSTACK_ENDPOINT=${value}`,
              { env: { AWS_USE_DUALSTACK_ENDPOINT: value }, ...ofProfile('region = x') },
            ],
          ] as const)),
    ]),
  ),
  'FIPS and dual stack': ofProfile('use_fips_endpoint = True', 'use_dualstack_endpoint = True'),
  'FIPS and an endpoint': ofProfile(
    'use_fips_endpoint = True',
    'use_dualstack_endpoint = true',
    'endpoint_url = http://127.0.0.1:3',
  ),
  'a FIPS region': { ...ofProfile('output = json'), region: 'fips-us-east-1' },
  'GovCloud with FIPS': { ...ofProfile('use_fips_endpoint = true'), region: 'us-gov-west-1' },
  ...Object.fromEntries(
    [
      'eu-west-9',
      'EU-WEST-1',
      '"eu-west-1"',
      'eu west 1',
      'eu-west-1.evil.example',
      '-eu',
      'eu-',
      '1234',
      'a/b',
      'a@b',
      'x'.repeat(63),
      'x'.repeat(64),
      'eu_west_1',
    ].map((region) => [`the region ${region}`, { ...ofProfile('output = json'), region }]),
  ),
  ca_bundle: ofProfile('ca_bundle = /bundles/a.pem'),
  AWS_CA_BUNDLE: { ...ofProfile('ca_bundle = /bundles/a.pem'), env: { AWS_CA_BUNDLE: '/bundles/b.pem' } },
  'ca_bundle of the default profile': { config: '[default]\nca_bundle = /bundles/a.pem\n[profile work]\n' },
};

describe('the settings of a client', () => {
  let files: OwnAwsFiles;

  beforeEach(async () => {
    files = await OwnAwsFiles.make();
  });

  afterEach(() => files.takeAway());

  /** Returns its endpoint and CA bundle, or that it is rejected. */
  async function settingsOf({ config = '', credentials = '', env = {}, region = 'us-east-1', profile = 'work' }: Case) {
    await files.write({ config, credentials });
    const before = { ...process.env };
    Object.assign(process.env, env);
    const connection: Connection = { id: 'x', kind: 'aws', label: 'x', region, ...(profile !== null && { profile }) };
    try {
      const { endpoint } = await serviceSettingsOf(connection, ses);
      if (endpoint !== undefined) {
        return { endpoint: endpoint.value };
      }
      const place = await probeEndpoint(connection, {
        service: ses,
        send: (clientConfig) => new SESv2Client(clientConfig).send(new ListImportJobsCommand({})),
        direct: { addressesOf: () => Promise.resolve([]), shakeHands: () => Promise.resolve('') },
        signal: never,
      });
      return { endpoint: found(place.endpoint) };
    } catch (error) {
      const failure = failureOf(error);
      assert.equal(failure.kind, 'awsSetting', JSON.stringify(failure));
      return 'problem' in failure && failure.problem === 'caBundleMissing'
        ? { verify: failure.value }
        : { error: explain(failure).label };
    } finally {
      for (const name of Object.keys(env)) {
        Reflect.deleteProperty(process.env, name);
      }
      Object.assign(process.env, before);
    }
  }

  it('are the same as botocore’s', async function () {
    this.timeout(120_000);
    const botocore = await Botocore.find();
    if (typeof botocore === 'string') {
      skip(this, botocore);
    }
    const entries = Object.entries(cases);
    const wanted = [];
    for (const [
      index,
      [, { config = '', credentials = '', env = {}, region = 'us-east-1', profile = 'work' }],
    ] of entries.entries()) {
      const [configPath, credentialsPath] = ['config', 'credentials'].map((name) =>
        join(files.folder, `${index}-${name}`),
      );
      await writeFile(found(configPath), config);
      await writeFile(found(credentialsPath), credentials);
      const paths = { AWS_CONFIG_FILE: found(configPath), AWS_SHARED_CREDENTIALS_FILE: found(credentialsPath) };
      wanted.push({ env: { ...paths, ...env }, service: ses.endpointName, region, profile: profile ?? undefined });
    }
    const results = await botocore.clients(wanted);
    for (const [index, [what, one]] of entries.entries()) {
      const { error, endpoint = '', verify } = found(results[index]);
      const ours = await settingsOf(one);
      const url = what.replace(/^the endpoint /u, '');
      if (error !== undefined || rejectedHere.has(url)) {
        assert.ok('error' in ours, `${what}: botocore says ${error}, we ${JSON.stringify(ours)}`);
      } else if (typeof verify === 'string') {
        assert.deepEqual(ours, { verify }, what);
      } else {
        // The trailing slash begins a request's path; hosts are case-insensitive.
        const ofBotocore = endpoint.replace(/\/$/u, '').toLowerCase();
        assert.equal('endpoint' in ours && ours.endpoint.toLowerCase(), ofBotocore, `${what}: ${JSON.stringify(ours)}`);
      }
    }
  });

  for (const [what, one, sentence] of [
    [
      'an endpoint of a profile',
      ofEndpoint('localhost:4566'),
      'Invalid endpoint “localhost:4566”: endpoint_url of the profile work in CONFIG',
    ],
    [
      'an endpoint with quotes',
      ofEndpoint('"http://127.0.0.1:1"'),
      'Invalid endpoint “"http://127.0.0.1:1"”: endpoint_url of the profile work in CONFIG',
    ],
    [
      'an endpoint of a variable',
      { env: { AWS_ENDPOINT_URL: 'x:1' }, ...ofProfile() },
      'Invalid endpoint “x:1”: environment variable AWS_ENDPOINT_URL',
    ],
    [
      'an endpoint of a service',
      ofProfile('services = l', '[services l]', 'sesv2 =', '  endpoint_url = x'),
      'Invalid endpoint “x”: endpoint_url of sesv2 in the services section l in CONFIG',
    ],
    [
      'an endpoint with a password',
      ofEndpoint('http://user:secret@ho st'),
      'Invalid endpoint “http://…@ho st”: endpoint_url of the profile work in CONFIG',
    ],
    [
      'a services section',
      ofProfile('services = l'),
      'There is no services section “l”: services of the profile work in CONFIG',
    ],
    [
      'the profile’s region',
      { ...ofProfile('region = "eu-west-1"'), region: '"eu-west-1"' },
      'Invalid region “"eu-west-1"”: region of the profile work in CONFIG',
    ],
    [
      'the connection’s region',
      { ...ofProfile('region = eu-west-1'), region: 'eu west 1' },
      'Invalid region “eu west 1”: setting importJobs.connections',
    ],
    [
      'a bundle that is not there',
      ofProfile('ca_bundle = /nowhere/root.pem'),
      'Cannot read the CA bundle “/nowhere/root.pem”: ca_bundle of the profile work in CONFIG',
    ],
    [
      'a bundle that is a folder',
      { env: { AWS_CA_BUNDLE: '/' }, ...ofProfile() },
      'Cannot read the CA bundle “/”: environment variable AWS_CA_BUNDLE',
    ],
    [
      'a bundle without a certificate',
      { env: { AWS_CA_BUNDLE: __filename }, ...ofProfile() },
      `No certificate in the CA bundle “${__filename}”: environment variable AWS_CA_BUNDLE`,
    ],
  ] as const satisfies readonly (readonly [string, Case, string])[]) {
    it(`that are invalid are reported with their source: ${what}`, async () => {
      const { config, region = 'us-east-1' }: Case = one;
      await files.write({ ...(config !== undefined && { config }) });
      Object.assign(process.env, 'env' in one ? one.env : {});
      await assert.rejects(serviceSettingsOf({ ...work, region }, ses), (error) => {
        assert.equal(explain(failureOf(error)).sentence, sentence.replace('CONFIG', join(files.folder, 'config')));
        return true;
      });
    });
  }

  it('have the certificates of the CA bundle, from any source', async () => {
    await writeFile(join(files.folder, 'root.pem'), `# Our root\n${selfSigned.cert}\n`);
    await files.write({ config: `[profile work]\nca_bundle = ${join(files.folder, 'root.pem')}\n` });
    assert.match((await serviceSettingsOf(work, ses)).ca ?? '', /# Our root\n-----BEGIN CERTIFICATE/);
  });

  for (const [region, service, name] of [
    ['eu-north-1', pinpoint, 'Amazon Pinpoint'],
    ['xx-new-1', pinpoint, 'Amazon Pinpoint'],
    ['ap-east-1', ses, 'Amazon SES'],
  ] as const) {
    it(`report that ${name} is not available in ${region}, unless an endpoint is set`, async () => {
      await files.write(ofProfile('region = eu-west-1'));
      await assert.rejects(serviceSettingsOf({ ...work, region }, service), (error) => {
        assert.deepEqual(failureOf(error), { kind: 'notInRegion', service: name, region });
        return true;
      });
      await files.write(ofEndpoint('http://127.0.0.1:3'));
      assert.equal((await serviceSettingsOf({ ...work, region }, service)).endpoint?.value, 'http://127.0.0.1:3');
    });
  }
});
