import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { formatsFor } from '../../../src/core/text/formats';
import { connect, diagnose, diagnosisReport, RateLimits, type ReadingOptions } from '../../../src/services/sdk';
import { systemClock } from '../../../src/core/base/clock';
import type { Connection } from '../../../src/core/connections/connection';
import type { RateLimitState } from '../../../src/core/diagnosis/diagnosis';
import { eventually } from '../../support/eventually';
import { FakeClock } from '../../support/fakeClock';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { TestServer } from '../../support/testServer';
import { isOperation } from '../../support/operations';
import { clicked, Choices, failureOfRead, found, never } from './connected';
import { ses } from '../../../src/services/ses/description';
import { pinpoint } from '../../../src/services/pinpoint/description';
import { backgroundPurpose } from '../../../src/core/base/request';

const limit = { burst: 2, interval: 100 };
const refusal = { status: 429, headers: { 'x-amzn-errortype': 'TooManyRequestsException' }, body: '{}' };

describe('Rate limits', () => {
  let server: TestServer;
  let files: OwnAwsFiles;
  let rateLimits: RateLimits;
  let lines: string[];

  beforeEach(async () => {
    server = await TestServer.start({ freeze: true });
    // Three profiles, two of them naming the same account.
    const names = { reader: '111122223333', writer: '111122223333', other: undefined };
    files = await OwnAwsFiles.make({
      config: Object.keys(names)
        .map((name) => `[profile ${name}]\nendpoint_url = ${server.url}\n`)
        .join(''),
      credentials: Object.entries(names)
        .map(
          ([name, id]) =>
            `[${name}]\naws_access_key_id = ${name}\naws_secret_access_key = s\n${id === undefined ? '' : `aws_account_id = ${id}\n`}`,
        )
        .join(''),
    });
    lines = [];
    rateLimits = new RateLimits(systemClock, (line) => lines.push(line), { ses: limit });
  });

  afterEach(async () => {
    await server.close();
    await files.takeAway();
  });

  const connectionOf = (profile: string, region = 'eu-west-1'): Connection => ({
    id: `${profile}@${region}`,
    kind: 'aws',
    label: profile,
    region,
    profile,
  });
  const read = async (connection: Connection) => {
    const options: ReadingOptions = Object.assign(new Choices(), { rateLimits });
    const ses = found(connect(connection, options).find(({ service }) => service === 'ses'));
    await found(ses.root.fixed?.[0]).readPage(undefined, clicked);
  };
  const diagnosed = (connection: Connection) =>
    diagnose(connection, {
      clock: systemClock,
      rateLimits,
      signal: never,
      setting: () => undefined,
      trace: () => undefined,
      onStep: () => undefined,
    });
  const stateOf = async (connection: Connection): Promise<RateLimitState | undefined> =>
    (await diagnosed(connection)).services.find(({ name }) => name === 'Amazon SES')?.rateLimit;

  it('are shared by all connections to an account and region, and by no others', async () => {
    server.answer(isOperation('ListImportJobs'), refusal, { times: 1 });
    await failureOfRead(read(connectionOf('reader')));
    const throttled = async (...where: Parameters<typeof connectionOf>) =>
      (await stateOf(connectionOf(...where)))?.throttledCount;
    assert.deepEqual(
      [
        await throttled('reader'),
        await throttled('writer'),
        await throttled('other'),
        await throttled('reader', 'us-east-1'),
      ],
      [1, 1, 0, 0],
    );
  });

  it('register a throttled request whose retry succeeded, and log it', async () => {
    process.env.AWS_MAX_ATTEMPTS = '2';
    server.answer(isOperation('ListImportJobs'), refusal, { times: 1 });
    await read(connectionOf('other'));
    assert.equal(server.requests.length, 2);
    assert.equal(lines[0], 'SES eu-west-1 other@eu-west-1: throttled: one request per 100 ms from now on');
  });

  describe('while a throttled request is retried', () => {
    /** With an age, so that the SDK does not set its signing clock by the response's date, which has whole seconds. */
    const aged = { ...refusal, headers: { ...refusal.headers, age: '0' } };
    /** A backoff of 0.6 s after the first throttled request. */
    const slow = { burst: 1, interval: 300 };
    let sent: { readonly at: number; readonly signedAt: number; readonly path: string }[];

    beforeEach(() => {
      // As in production.
      delete process.env.AWS_MAX_ATTEMPTS;
      // Removes the SDK's delay before retries.
      mock.method(Math, 'random', () => 0);
      rateLimits = new RateLimits(systemClock, (line) => lines.push(line), { ses: slow, pinpoint: slow });
      sent = [];
      server.answer(({ path, headers }) => {
        const [, ...parts] = /^(....)(..)(..)T(..)(..)(..)Z$/.exec(headers['x-amz-date'] ?? '') ?? [];
        const [year = 0, month = 0, ...rest] = parts.map(Number);
        sent.push({ at: Date.now(), signedAt: Date.UTC(year, month - 1, ...rest), path });
        return true;
      }, aged);
    });
    afterEach(() => {
      mock.restoreAll();
    });

    const gapsOf = () => sent.slice(1).map(({ at }, place) => at - (sent[place]?.at ?? at));
    const sesOf = (profile: string) =>
      found(
        connect(connectionOf(profile), Object.assign(new Choices(), { rateLimits })).find(
          ({ service }) => service === 'ses',
        ),
      );
    const get = (id: string, signal = never) => sesOf('reader').getJob({ service: 'ses', id }, { ...clicked, signal });
    const waiting = async (count: number) => {
      await eventually(() => {
        assert.equal(rateLimits.of(ses, connectionOf('reader'), '111122223333').waiting, count);
      });
    };

    it('make each attempt wait for a slot', async () => {
      assert.equal((await failureOfRead(get('a'))).kind, 'throttled');
      const [second = 0, third = 0, ...others] = gapsOf();
      assert.ok(second >= 590 && third >= 1190, `after ${second} and ${third} ms`);
      assert.deepEqual(others, []);
      // Rounded down to the second.
      const [, { at: refusedAt } = { at: 0 }, { signedAt } = { signedAt: 0 }] = sent;
      assert.ok(signedAt + 1000 > refusedAt + 1190, 'signed after it had waited');
    });

    it('end a call that is aborted while a retry waits', async () => {
      const abort = new AbortController();
      const failure = failureOfRead(get('a', abort.signal));
      await waiting(1);
      abort.abort();
      assert.equal((await failure).kind, 'cancelled');
      await waiting(0);
      assert.equal(sent.length, 1);
    });

    it('send a click before the retries of background requests', async () => {
      const abort = new AbortController();
      const look = failureOfRead(
        sesOf('reader').refresh(
          [{ service: 'ses', id: 'a' }],
          { ...backgroundPurpose, signal: abort.signal },
          {
            onFound: () => assert.fail(),
            onDeleted: () => assert.fail(),
          },
        ),
      );
      await waiting(1);
      const click = failureOfRead(get('clicked', abort.signal));
      await waiting(2);
      await eventually(() => {
        assert.equal(sent.length, 2);
      });
      assert.match(sent[1]?.path ?? '', /clicked$/);
      abort.abort();
      assert.deepEqual([(await look).kind, (await click).kind], ['cancelled', 'cancelled']);
    });
  });

  it('are in a diagnosis report: nothing throttled, the backoff, and its end', async () => {
    const connection = connectionOf('other');
    const report = async () => diagnosisReport(await diagnosed(connection), formatsFor('en', 'en-US'));
    assert.match(
      await report(),
      /^Rate limit: 2 requests per 0\.1 s\. AWS has not throttled any requests since this window was opened\.$/m,
    );
    server.answer(isOperation('ListImportJobs'), refusal);
    const failure = await failureOfRead(read(connection));
    assert.equal(failure.kind, 'throttled');
    const refused = await report();
    assert.match(
      refused,
      /AWS has throttled \d requests since this window was opened\. Last: .* 20.*\. Current backoff: one request per 0\.\d s\./,
    );
    server.clearFaults();
    for (let call = 0; call < 4; call++) await read(connection);
    assert.match(await report(), /\. No backoff at present\.$/m);
  });

  it('slow down all requests to Pinpoint after a throttled one, and none to SES', async () => {
    rateLimits = new RateLimits(systemClock, (line) => lines.push(line), { pinpoint: { burst: 1, interval: 200 } });
    const appsOf = async (profile: string) => {
      const options = Object.assign(new Choices(), { rateLimits });
      await found(connect(connectionOf(profile), options).find(({ service }) => service === 'pinpoint')).root.readPage(
        undefined,
        clicked,
      );
    };
    server.answer(isOperation('GetApps'), refusal, { times: 1 });
    assert.equal((await failureOfRead(appsOf('reader'))).kind, 'throttled');
    assert.deepEqual(lines, ['Pinpoint eu-west-1 111122223333: throttled: one request per 400 ms from now on']);
    const refusedAt = performance.now();
    await appsOf('writer');
    const waited = performance.now() - refusedAt;
    assert.ok(waited > 350, `${waited} ms`);
    const { services } = await diagnosed(connectionOf('writer'));
    assert.deepEqual(
      services.map(({ name, rateLimit }) => [name, rateLimit?.throttledCount]),
      [
        ['Amazon SES', 0],
        ['SES Mail Manager', 0],
        ['Amazon Connect Customer Profiles', 0],
        ['Amazon Pinpoint', 1],
      ],
    );
  });

  it('let the user open many Pinpoint lists at once, and read page after page', async () => {
    const clock = new FakeClock();
    const limiter = new RateLimits(clock, () => undefined).of(pinpoint, connectionOf('reader'), undefined);
    let passed = 0;
    const ask = () => void limiter.run(() => Promise.resolve(passed++), 'user', never);
    for (let list = 0; list < 20; list++) ask();
    assert.equal(passed, 20);
    for (let page = 0; page < 100; page++) {
      await clock.pass(50);
      ask();
      assert.equal(passed, 20 + page + 1);
    }
  });

  it('do not apply to the sample account', async () => {
    const sample = { id: 'sample', kind: 'sample', label: 'Sample', region: 'eu-west-1' } as const;
    const options = {
      clock: systemClock,
      rateLimits,
      signal: never,
      setting: () => undefined,
      trace: () => undefined,
      onStep: () => undefined,
    };
    assert.ok(
      (await diagnose(sample, options, server.account.transport)).services.every(
        ({ rateLimit }) => rateLimit === undefined,
      ),
    );
  });
});
