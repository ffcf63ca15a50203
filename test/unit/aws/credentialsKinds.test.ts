import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection } from '../../../src/core/connections/connection';
import type { MfaAnswer } from '../../../src/core/connections/mfa';
import { CredentialsServer } from '../../support/credentialsServer';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { cacheLogin, cacheSsoToken, hour } from '../../support/signInCaches';
import { TestServer } from '../../support/testServer';
import { profileFor } from '../../support/testServerProfile';
import { Choices, failureOfRead, firstPage, found, lookAt, servicesOf, work, type Services } from './connected';

const readSes = ({ ses }: Services) => firstPage(found(ses.root.fixed?.[0]));
const readPinpoint = ({ pinpoint }: Services) => firstPage(pinpoint.root);
const both = (services: Services) => Promise.all([readSes(services), readPinpoint(services)]);

const role = 'role_arn = arn:aws:iam::123456789012:role/reader\n';
const device = 'arn:aws:iam::123456789012:mfa/ada';
const session = '[sso-session corp]\nsso_start_url = https://corp.invalid/start\nsso_region = eu-west-1\n';
const bySession = 'sso_session = corp\nsso_account_id = 123456789012\nsso_role_name = reader\n';
const byStartUrl =
  'sso_start_url = https://corp.invalid/old\nsso_region = eu-west-1\nsso_account_id = 123456789012\nsso_role_name = reader\n';
const keys = (section: string, id = 'SAMPLEKEY1') =>
  `[${section}]\naws_access_key_id = ${id}\naws_secret_access_key = not-a-secret\n`;

describe('every kind of credentials', () => {
  let server: TestServer;
  let sources: CredentialsServer;
  let files: OwnAwsFiles;
  let home: string | undefined;
  let lines: string[];
  let answers: MfaAnswer[];
  let serials: string[];

  beforeEach(async () => {
    server = await TestServer.start({ freeze: true });
    sources = await CredentialsServer.start();
    files = await OwnAwsFiles.make();
    home = process.env.HOME;
    process.env.HOME = files.folder;
    Object.assign(process.env, sources.env);
    [lines, answers, serials] = [[], [], []];
  });

  afterEach(async () => {
    process.env.HOME = home;
    await server.close();
    await sources.close();
    await files.takeAway();
  });

  const connect = (connection: Connection = work) => {
    const choices = new Choices();
    const askForMfa = (serial: string): Promise<MfaAnswer> => {
      serials.push(serial);
      return Promise.resolve(answers.shift() ?? { kind: 'cancelled' });
    };
    const trace = (line: string) => lines.push(line);
    return servicesOf(connection, Object.assign(choices, { trace, askForMfa }));
  };
  const work_ = (settings: string, ...others: readonly string[]) =>
    [profileFor(server, { name: 'work' }).config + settings, ...others].join('\n');
  const keysSeen = () => [...new Set(server.requests.map(({ accessKeyId }) => accessKeyId))];

  async function reasonOf(read: Promise<unknown>): Promise<string> {
    const failure = await failureOfRead(read);
    return failure.kind === 'credentials' ? failure.reason : failure.kind;
  }

  /** A script that prints keys and counts its runs. */
  async function process_(script: string): Promise<string> {
    const path = join(files.folder, 'process.cjs');
    await writeFile(
      path,
      `require('node:fs').appendFileSync(${JSON.stringify(join(files.folder, 'runs'))}, 'x');\n${script}`,
    );
    return `credential_process = "${process.execPath}" "${path}"\n`;
  }
  const runs = () => readFileSync(join(files.folder, 'runs'), 'utf8').length;
  const printsKeys = `console.log(JSON.stringify({ Version: 1, AccessKeyId: 'SAMPLEPROCESS', SecretAccessKey: 'not-a-secret' }));`;

  describe('a role', () => {
    it('is assumed once for both services, through a chain of profiles, in the region of its profile', async () => {
      await files.write({
        config: work_(
          `${role}source_profile = middle\nexternal_id = x1\n`,
          `[profile middle]\nrole_arn = arn:aws:iam::123456789012:role/middle\nsource_profile = base\n`,
        ),
        credentials: keys('base'),
      });
      await both(connect());
      assert.deepEqual(
        sources.asked.map(({ what, fields, accessKeyId }) => [what, fields.get('RoleArn')?.split('/')[1], accessKeyId]),
        [
          ['STS AssumeRole', 'middle', 'SAMPLEKEY1'],
          ['STS AssumeRole', 'reader', 'SAMPLEROLE'],
        ],
      );
      assert.equal(sources.asked[1]?.fields.get('ExternalId'), 'x1');
      assert.match(sources.asked[0]?.headers.authorization ?? '', /eu-west-1/);
      assert.deepEqual(keysSeen(), ['SAMPLEROLE']);
    });

    it('is assumed with the environment’s credentials', async () => {
      Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'SAMPLEENV', AWS_SECRET_ACCESS_KEY: 'not-a-secret' });
      await files.write({ config: work_(`${role}credential_source = Environment\n`) });
      await both(connect());
      assert.deepEqual(
        sources.asked.map(({ accessKeyId }) => accessKeyId),
        ['SAMPLEENV'],
      );
    });

    it('is assumed with the credentials of a container or instance', async () => {
      process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI = `${sources.url}/creds`;
      await files.write({ config: work_(`${role}credential_source = EcsContainer\n`) });
      await both(connect());
      Reflect.deleteProperty(process.env, 'AWS_EC2_METADATA_DISABLED');
      process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = sources.url;
      await files.write({ config: work_(`${role}credential_source = Ec2InstanceMetadata\n`) });
      await both(connect());
      assert.deepEqual(
        sources.asked.filter(({ what }) => what.startsWith('STS')).map(({ accessKeyId }) => accessKeyId),
        ['SAMPLECONTAINER', 'SAMPLEINSTANCE'],
      );
    });

    it('is requested from the STS endpoint in the profile’s services section', async () => {
      Reflect.deleteProperty(process.env, 'AWS_ENDPOINT_URL_STS');
      await files.write({
        config: work_(
          `${role}source_profile = base\nservices = local\n`,
          `[services local]\nsts =\n  endpoint_url = ${sources.url}\n`,
        ),
        credentials: keys('base'),
      });
      await both(connect());
      assert.deepEqual(sources.names, ['STS AssumeRole']);
    });

    it('that the profile may not assume fails as roleRefused', async () => {
      sources.refuse('STS AssumeRole', 403);
      await files.write({ config: work_(`${role}source_profile = base\n`), credentials: keys('base') });
      assert.equal(await reasonOf(readSes(connect())), 'roleRefused');
    });

    it('whose source has unknown keys fails as rejected, and with expired ones as signInExpired', async () => {
      await files.write({ config: work_(`${role}source_profile = base\n`), credentials: keys('base') });
      sources.refuse('STS AssumeRole', 403, 'InvalidClientTokenId');
      assert.equal(await reasonOf(readSes(connect())), 'rejected');
      sources.refuse('STS AssumeRole', 403, 'ExpiredTokenException');
      assert.equal(await reasonOf(readSes(connect())), 'signInExpired');
    });
  });

  describe('MFA', () => {
    const withMfa = () => work_(`${role}source_profile = base\nmfa_serial = ${device}\n`);

    beforeEach(() => files.write({ config: withMfa(), credentials: keys('base') }));

    it('prompts once for both services', async () => {
      answers.push({ kind: 'code', code: '123456' });
      const services = connect();
      await both(services);
      await both(services);
      assert.deepEqual(serials, [device]);
      assert.deepEqual(
        sources.asked.map(({ fields }) => [fields.get('SerialNumber'), fields.get('TokenCode')]),
        [[device, '123456']],
      );
      assert.doesNotMatch(lines.join('\n'), /123456|not-a-/);
    });

    it('fails as mfaCancelled for both when cancelled, and prompts again the next time', async () => {
      const services = connect();
      answers.push({ kind: 'cancelled' });
      const [ses, pinpoint] = await Promise.all([reasonOf(readSes(services)), reasonOf(readPinpoint(services))]);
      assert.deepEqual([ses, pinpoint, serials.length], ['mfaCancelled', 'mfaCancelled', 1]);
      answers.push({ kind: 'code', code: '123456' });
      await both(services);
      assert.equal(serials.length, 2);
    });

    it('does not prompt in the background', async () => {
      const { ses } = connect();
      assert.equal(await reasonOf(lookAt(ses, [{ service: 'ses', id: 'job' }])), 'mfaNeeded');
      assert.deepEqual(serials, []);
      assert.deepEqual(sources.names, []);
    });

    it('fails as mfaRefused when AWS rejects the code', async () => {
      sources.refuse('STS AssumeRole', 403);
      answers.push({ kind: 'code', code: '123456' });
      assert.equal(await reasonOf(readSes(connect())), 'mfaRefused');
    });

    it('does not prompt when its source has no credentials', async () => {
      await files.write({ config: withMfa() + `[profile base]\n${bySession}${session}` });
      const failure = await failureOfRead(readSes(connect()));
      assert.deepEqual([failure.kind, 'profile' in failure && failure.profile], ['credentials', 'base']);
      await files.write({ config: withMfa() + `[profile base]\n${await process_('process.exit(4);')}` });
      assert.equal(await reasonOf(readSes(connect())), 'processFailed');
      assert.deepEqual(serials, []);
    });
  });

  describe('SSO', () => {
    for (const [what, settings, id] of [
      ['a session', bySession, 'corp'],
      ['the older kind', byStartUrl, 'https://corp.invalid/old'],
    ] as const) {
      it(`by ${what} provides one set of keys to both services`, async () => {
        await files.write({ config: work_(settings, session) });
        await cacheSsoToken(files.folder, id);
        await both(connect());
        assert.deepEqual(
          sources.asked.map(({ what: name, headers }) => [name, headers['x-amz-sso_bearer_token']]),
          [['SSO', 'not-a-token']],
        );
        assert.deepEqual(keysSeen(), ['SAMPLESSO']);
      });

      it(`by ${what} is found without a new connection once the token exists`, async () => {
        await files.write({ config: work_(settings, session) });
        await cacheSsoToken(files.folder, id, { validFor: -hour });
        const services = connect();
        const failure = await failureOfRead(readSes(services));
        assert.deepEqual(
          ['reason' in failure && failure.reason, 'profile' in failure && failure.profile],
          ['signInExpired', 'work'],
        );
        await cacheSsoToken(files.folder, id);
        await both(services);
        assert.deepEqual(sources.names, ['SSO']);
      });
    }

    it('renews a token by itself if possible', async () => {
      await files.write({ config: work_(bySession.replace('corp', 'renewing'), session.replace('corp', 'renewing')) });
      await cacheSsoToken(files.folder, 'renewing', {
        validFor: 1000,
        fields: { clientId: 'c', clientSecret: 'not-a-secret', refreshToken: 'not-a-token' },
      });
      await both(connect());
      assert.deepEqual(sources.names, ['OIDC', 'SSO']);
    });

    it('fails as signInExpired when the token was revoked or cannot be renewed, and as roleRefused without access to the role', async () => {
      await files.write({ config: work_(bySession, session) });
      await cacheSsoToken(files.folder, 'corp');
      sources.refuse('SSO', 401, 'UnauthorizedException');
      assert.equal(await reasonOf(readSes(connect())), 'signInExpired');
      sources.refuse('SSO', 403, 'ForbiddenException');
      assert.equal(await reasonOf(readSes(connect())), 'roleRefused');
      await files.write({ config: work_(bySession.replace('corp', 'ended'), session.replace('corp', 'ended')) });
      await cacheSsoToken(files.folder, 'ended', {
        validFor: -hour,
        fields: { clientId: 'c', clientSecret: 'not-a-secret', refreshToken: 'not-a-token' },
      });
      sources.refuse('OIDC', 400, 'InvalidGrantException');
      assert.equal(await reasonOf(readSes(connect())), 'signInExpired');
    });

    it('fails with a network failure when the portal cannot be reached', async () => {
      process.env.AWS_ENDPOINT_URL_SSO = 'http://127.0.0.1:1';
      await files.write({ config: work_(bySession, session) });
      await cacheSsoToken(files.folder, 'corp');
      assert.equal(await reasonOf(readSes(connect())), 'network');
    });
  });

  describe('aws login', () => {
    const login = 'login_session = arn:aws:iam::123456789012:user/ada\n';
    const id = 'arn:aws:iam::123456789012:user/ada';

    it('provides its cached keys to both services, and renews them', async () => {
      await files.write({ config: work_(login) });
      await cacheLogin(files.folder, id);
      await both(connect());
      assert.deepEqual(keysSeen(), ['SAMPLELOGIN']);
      await cacheLogin(files.folder, id, { validFor: 1000 });
      await both(connect());
      assert.deepEqual([keysSeen(), sources.names], [['SAMPLELOGIN', 'SAMPLELOGIN2'], ['signin']]);
    });

    it('fails as notSignedIn without a cache, and as signInExpired when it cannot be renewed', async () => {
      await files.write({ config: work_(login) });
      assert.equal(await reasonOf(readSes(connect())), 'notSignedIn');
      await cacheLogin(files.folder, id, { validFor: -hour });
      sources.refuse('signin', 400, 'AccessDeniedException');
      assert.equal(await reasonOf(readSes(connect())), 'signInExpired');
    });
  });

  describe('a process', () => {
    it('runs once for both services, and for a role that is assumed with its keys', async () => {
      await files.write({
        config: work_(`${role}source_profile = base\n`, `[profile base]\n${await process_(printsKeys)}`),
      });
      await both(connect());
      assert.deepEqual([runs(), sources.asked.map(({ accessKeyId }) => accessKeyId)], [1, ['SAMPLEPROCESS']]);
    });

    it('that fails reports how, without secrets', async () => {
      const script = `console.log('{"SecretAccessKey":"not-a-secret-1"}'); console.error('Trace of it\\nNo session for token=not-a-secret-2 (eyJhbGciOiJIUzI1NiJ9Xq3)'); process.exit(7);`;
      await files.write({ config: work_((await process_(script)).trim() + ' --password not-a-secret-3\n') });
      const failure = await failureOfRead(readSes(connect()));
      assert.deepEqual('output' in failure && failure.output, 'exit code 7: No session for token=… (…)');
      assert.doesNotMatch(JSON.stringify(failure) + lines.join('\n'), /not-a-secret|eyJ/);
    });

    it('that fails runs once for the default chain too', async () => {
      process.env.AWS_ENDPOINT_URL = server.url;
      await files.write({ config: `[default]\n${await process_('process.exit(3);')}` });
      const failure = await failureOfRead(
        readSes(connect({ id: 'chain', kind: 'aws', label: 'Chain', region: 'eu-west-1' })),
      );
      assert.deepEqual(['output' in failure && failure.output, runs()], ['exit code 3', 1]);
    });
  });

  it('web identity uses a token file of a profile or of the environment', async () => {
    const token = join(files.folder, 'token');
    appendFileSync(token, 'not-a-token');
    await files.write({ config: work_(`${role}web_identity_token_file = ${token}\n`) });
    await both(connect());
    Object.assign(process.env, {
      AWS_WEB_IDENTITY_TOKEN_FILE: token,
      AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/reader',
      AWS_ENDPOINT_URL: server.url,
    });
    await files.write({});
    await both(connect({ id: 'chain', kind: 'aws', label: 'Chain', region: 'eu-west-1' }));
    assert.deepEqual(sources.names, ['STS AssumeRoleWithWebIdentity', 'STS AssumeRoleWithWebIdentity']);
    assert.deepEqual(keysSeen(), ['SAMPLEWEB']);
  });

  describe('the default chain', () => {
    const chain: Connection = { id: 'chain', kind: 'aws', label: 'Chain', region: 'eu-west-1' };

    beforeEach(() => {
      process.env.AWS_ENDPOINT_URL = server.url;
    });

    it('uses a container’s, then an instance’s', async () => {
      process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI = `${sources.url}/creds`;
      await both(connect(chain));
      Reflect.deleteProperty(process.env, 'AWS_CONTAINER_CREDENTIALS_FULL_URI');
      Reflect.deleteProperty(process.env, 'AWS_EC2_METADATA_DISABLED');
      process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = sources.url;
      await both(connect(chain));
      assert.deepEqual(keysSeen(), ['SAMPLECONTAINER', 'SAMPLEINSTANCE']);
      assert.equal(sources.names.filter((name) => name === 'container').length, 1);
    });

    it('uses session keys, and reports problems of its profile', async () => {
      await files.write({ credentials: `${keys('default', 'SAMPLESESSION')}aws_session_token = not-a-token\n` });
      await both(connect(chain));
      assert.deepEqual(keysSeen(), ['SAMPLESESSION']);
      await files.write({ config: `[default]\n${bySession}${session}` });
      assert.equal(await reasonOf(readSes(connect(chain))), 'notSignedIn');
      process.env.AWS_PROFILE = 'missing';
      assert.equal(await reasonOf(readSes(connect(chain))), 'unknownProfile');
    });
  });
});
