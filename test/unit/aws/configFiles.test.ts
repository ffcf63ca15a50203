import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signInPlan } from '../../../src/aws/credentials/signInPlan';
import { readProfiles } from '../../../src/aws/credentials/profiles';
import { explain } from '../../../src/core/failures/explain';
import type { Profile } from '../../../src/core/connections/profile';
import type { Connection } from '../../../src/core/connections/connection';
import { Botocore, type BotocoreResult } from '../../support/botocore';
import { CredentialsServer } from '../../support/credentialsServer';
import { skip } from '../../support/mocha';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { cacheSsoToken } from '../../support/signInCaches';
import { TestServer } from '../../support/testServer';
import type { Case } from './configFileCase';
import { cases as taken } from './configFileCases';
import { mistakes } from './configFileMistakes';
import { Choices, failureOfRead, firstPage, found, servicesOf } from './connected';

const cases = [...taken, ...mistakes];

/** The product's result for a case. */
interface Outcome {
  readonly accessKeyId?: string;
  readonly token?: string;
  readonly failure?: string;
}

/** A credential process that returns its arguments as its key. */
const printsArguments = `const key = 'P' + Buffer.from(process.argv.slice(2).join('|')).toString('hex').toUpperCase();
console.log(JSON.stringify({ Version: 1, AccessKeyId: key, SecretAccessKey: 'not-a-secret' }));`;

const connectionOf = ({ profile }: Case): Connection => ({
  id: 'case',
  kind: 'aws',
  label: 'Case',
  region: 'eu-west-1',
  ...(profile === undefined ? {} : { profile }),
});

const regionOf = (profiles: readonly Profile[], wanted: string) => profiles.find(({ name }) => name === wanted)?.region;

describe('AWS files that the AWS CLI accepts or rejects', () => {
  let server: TestServer;
  let sources: CredentialsServer;
  let files: OwnAwsFiles;
  let home: string | undefined;
  let botocore: readonly BotocoreResult[] | string;

  before(async function () {
    // Starting Python takes a second, and more on a busy machine.
    this.timeout(60_000);
    server = await TestServer.start({ freeze: true });
    sources = await CredentialsServer.start();
    files = await OwnAwsFiles.make();
    home = process.env.HOME;
    process.env.HOME = files.folder;
    await cacheSsoToken(files.folder, 'test sso');
    await cacheSsoToken(files.folder, 'https://corp.invalid/start');
    await writeFile(join(files.folder, 'token'), 'not-a-token');
    await writeFile(join(files.folder, 'print.cjs'), printsArguments);
    const found = await Botocore.find();
    botocore =
      typeof found === 'string'
        ? found
        : await found.results(
            await Promise.all(
              cases.map(async (one, index) => ({
                env: await prepare(one, index),
                profile: one.profile,
                findsCredentials: true,
              })),
            ),
          );
  });

  after(async () => {
    process.env.HOME = home;
    await server.close();
    await sources.close();
    await files.takeAway();
  });

  /** Returns a case's variables, with its own files, since the SDK caches files by path. */
  async function prepare({ env = {}, ...one }: Case, index: number): Promise<Readonly<Record<string, string>>> {
    const folder = join(files.folder, String(index));
    await mkdir(folder, { recursive: true });
    for (const name of ['config', 'credentials'] as const) {
      const text = one[name] ?? '';
      const whole = typeof text === 'string' ? fill(text) : text;
      await writeFile(join(folder, name), whole);
    }
    return {
      ...sources.env,
      AWS_ENDPOINT_URL: server.url,
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '1',
      ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)])),
    };
  }

  const fill = (text: string) => text.replaceAll('{folder}', files.folder).replaceAll('{node}', process.execPath);

  async function outcomeOf(one: Case, index: number): Promise<Outcome> {
    for (const name of Object.keys(process.env).filter((variable) => variable.startsWith('AWS_'))) {
      Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, await prepare(one, index));
    const before = server.requests.length;
    const services = servicesOf(connectionOf(one), new Choices());
    const reading = firstPage(found(services.ses.root.fixed?.[0]));
    return reading.then(
      () => {
        const { accessKeyId = '', sessionToken } = found(server.requests[before]);
        return { accessKeyId, ...(sessionToken === undefined ? {} : { token: sessionToken }) };
      },
      async () => {
        const { sentence, next } = explain(await failureOfRead(reading));
        return { failure: `${sentence}. ${next}`.replaceAll(files.folder + `/${index}`, '') };
      },
    );
  }

  for (const [index, one] of cases.entries()) {
    it(one.what, async function () {
      this.timeout(20_000);
      const outcome = await outcomeOf(one, index);
      const { profiles, chainRegion } = await readProfiles();
      assert.deepEqual(outcome, one.expected);
      if (one.profiles !== undefined) {
        assert.deepEqual(
          profiles.map(({ name }) => name),
          one.profiles,
        );
      }
      if (one.region !== undefined) {
        assert.equal(one.profile === undefined ? chainRegion : regionOf(profiles, one.profile), one.region);
      }
      if (one.signIn !== undefined) {
        assert.equal((await signInPlan(connectionOf(one))).kind, one.signIn);
      }
    });

    it(`${one.what}: botocore agrees`, function () {
      const result = typeof botocore === 'string' ? skip(this, botocore) : found(botocore[index]);
      const { accessKeyId = null, token = null, error, message, region = null, profiles } = result;
      if ('failure' in one.expected) {
        assert.ok(error !== undefined || accessKeyId === null, `It has ${String(accessKeyId)}.`);
        return;
      }
      assert.equal(error, undefined, message);
      assert.deepEqual(
        [accessKeyId, token ?? undefined],
        [one.expected.accessKeyId, 'token' in one.expected ? one.expected.token : undefined],
      );
      if (one.profiles !== undefined) {
        assert.deepEqual(Object.keys(profiles ?? {}).sort(), [...one.profiles].sort());
      }
      if (one.region !== undefined) {
        assert.equal(region, one.region);
      }
    });
  }
});
