import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { connect, diagnose, diagnosisReport, Gates, type ReadingOptions } from '../../../src/aws/index';
import { systemClock } from '../../../src/core/clock';
import type { Connection } from '../../../src/core/connection';
import type { GateState } from '../../../src/core/diagnosis';
import { eventually } from '../../support/eventually';
import { FakeClock } from '../../support/fakeClock';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { TestServer } from '../../support/testServer';
import { isOperation } from '../../support/operations';
import { Choices, failureOfRead, found, never } from './connected';

const limit = { burst: 2, interval: 100 };
const refusal = { status: 429, headers: { 'x-amzn-errortype': 'TooManyRequestsException' }, body: '{}' };

describe('What holds calls back', () => {
  let server: TestServer;
  let files: OwnAwsFiles;
  let gates: Gates;
  let lines: string[];

  beforeEach(async () => {
    server = await TestServer.start({ freeze: true });
    // Three profiles, of which two say that they are of the same account.
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
    gates = new Gates(systemClock, (line) => lines.push(line), { SES: limit });
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
    const options: ReadingOptions = Object.assign(new Choices(), { gates });
    const ses = found(connect(connection, options).find(({ service }) => service === 'ses'));
    await found(ses.root.fixed?.[0]).readPage(undefined, never);
  };
  const diagnosed = (connection: Connection) =>
    diagnose(connection, { clock: systemClock, gates, signal: never, trace: () => undefined, onStep: () => undefined });
  const stateOf = async (connection: Connection): Promise<GateState | undefined> =>
    (await diagnosed(connection)).services.find(({ name }) => name === 'Amazon SES')?.gate;

  it('is shared by all connections to an account and region, and by no others', async () => {
    server.answer(isOperation('ListImportJobs'), refusal, { times: 1 });
    await failureOfRead(read(connectionOf('reader')));
    const refusals = async (...where: Parameters<typeof connectionOf>) =>
      (await stateOf(connectionOf(...where)))?.refusals;
    assert.deepEqual(
      [
        await refusals('reader'),
        await refusals('writer'),
        await refusals('other'),
        await refusals('reader', 'us-east-1'),
      ],
      [1, 1, 0, 0],
    );
  });

  it('learns of a refusal that the SDK has got over by itself, and tells the log', async () => {
    process.env.AWS_MAX_ATTEMPTS = '2';
    server.answer(isOperation('ListImportJobs'), refusal, { times: 1 });
    await read(connectionOf('other'));
    assert.equal(server.requests.length, 2);
    assert.equal(lines[0], 'SES eu-west-1 other@eu-west-1: asked too often: from now on a request each 100 ms');
  });

  describe('while the SDK tries again by itself', () => {
    /** A rest of 0.6 s after the first refusal. */
    const slow = { burst: 1, interval: 300 };
    let sent: { readonly at: number; readonly signedAt: number; readonly path: string }[];

    beforeEach(() => {
      // As in production.
      delete process.env.AWS_MAX_ATTEMPTS;
      // The SDK's own delay before it tries again is none.
      mock.method(Math, 'random', () => 0);
      gates = new Gates(systemClock, (line) => lines.push(line), { SES: slow, Pinpoint: slow });
      sent = [];
      server.answer(({ path, headers }) => {
        const [, ...parts] = /^(....)(..)(..)T(..)(..)(..)Z$/.exec(headers['x-amz-date'] ?? '') ?? [];
        const [year = 0, month = 0, ...rest] = parts.map(Number);
        sent.push({ at: Date.now(), signedAt: Date.UTC(year, month - 1, ...rest), path });
        return true;
      }, refusal);
    });
    afterEach(() => {
      mock.restoreAll();
    });

    const gapsOf = () => sent.slice(1).map(({ at }, place) => at - (sent[place]?.at ?? at));
    const sesOf = (profile: string) =>
      found(
        connect(connectionOf(profile), Object.assign(new Choices(), { gates })).find(
          ({ service }) => service === 'ses',
        ),
      );
    const get = (id: string, signal = never) => sesOf('reader').getJob({ service: 'ses', id }, signal);
    const waiting = async (count: number) => {
      await eventually(() => {
        assert.equal(gates.of('SES', connectionOf('reader'), '111122223333').waiting, count);
      });
    };

    it('has each attempt wait for its turn', async () => {
      assert.equal((await failureOfRead(get('a'))).kind, 'throttled');
      const [second = 0, third = 0, ...others] = gapsOf();
      assert.ok(second >= 590 && third >= 1190, `after ${second} and ${third} ms`);
      assert.deepEqual(others, []);
      // To the second below.
      const [, { at: refusedAt } = { at: 0 }, { signedAt } = { signedAt: 0 }] = sent;
      assert.ok(signedAt + 1000 > refusedAt + 1190, 'signed after it had waited');
    });

    it('ends a call that is given up while a further attempt waits', async () => {
      const abort = new AbortController();
      const failure = failureOfRead(get('a', abort.signal));
      await waiting(1);
      abort.abort();
      assert.equal((await failure).kind, 'cancelled');
      await waiting(0);
      assert.equal(sent.length, 1);
    });

    it('has further attempts of what nobody waits for wait behind a click', async () => {
      const abort = new AbortController();
      const look = failureOfRead(
        sesOf('reader').refresh([{ service: 'ses', id: 'a' }], abort.signal, {
          onFound: () => assert.fail(),
          onDeleted: () => assert.fail(),
        }),
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

  it('is in the report of a diagnosis: that nothing was refused, what was learnt, that it has recovered', async () => {
    const connection = connectionOf('other');
    const report = async () => diagnosisReport(await diagnosed(connection));
    assert.match(
      await report(),
      /^All calls .* one gate: 2 in any 0\.1 s at most\. No request was refused as too fast since this window opened\.$/m,
    );
    server.answer(isOperation('ListImportJobs'), refusal);
    const failure = await failureOfRead(read(connection));
    assert.equal(failure.kind, 'throttled');
    const refused = await report();
    assert.match(
      refused,
      /at most\. \d requests were refused as too fast since this window opened, last at 20\S+Z\. Learnt from that: one call each 0\.\d s for now\./,
    );
    server.clearFaults();
    for (let call = 0; call < 4; call++) await read(connection);
    assert.match(await report(), /\. It has recovered: that limit alone holds calls back\.$/m);
  });

  it('is one for each service: all who ask Pinpoint go slower after a refusal, and nobody who asks SES', async () => {
    gates = new Gates(systemClock, (line) => lines.push(line), { Pinpoint: { burst: 1, interval: 200 } });
    const appsOf = async (profile: string) => {
      const options = Object.assign(new Choices(), { gates });
      await found(connect(connectionOf(profile), options).find(({ service }) => service === 'pinpoint')).root.readPage(
        undefined,
        never,
      );
    };
    server.answer(isOperation('GetApps'), refusal, { times: 1 });
    assert.equal((await failureOfRead(appsOf('reader'))).kind, 'throttled');
    assert.deepEqual(lines, ['Pinpoint eu-west-1 111122223333: asked too often: from now on a request each 400 ms']);
    const refusedAt = performance.now();
    await appsOf('writer');
    const waited = performance.now() - refusedAt;
    assert.ok(waited > 350, `${waited} ms`);
    const { services } = await diagnosed(connectionOf('writer'));
    assert.deepEqual(
      services.map(({ gate }) => gate?.refusals),
      [0, 1],
    );
  });

  it('lets everyone open lists of Pinpoint at once, and read page after page', async () => {
    const clock = new FakeClock();
    const gate = new Gates(clock, () => undefined).of('Pinpoint', connectionOf('reader'), undefined);
    let passed = 0;
    const ask = () => void gate.pass(() => Promise.resolve(passed++), 'user', never);
    for (let list = 0; list < 20; list++) ask();
    assert.equal(passed, 20);
    for (let page = 0; page < 100; page++) {
      await clock.pass(50);
      ask();
      assert.equal(passed, 20 + page + 1);
    }
  });

  it('says nothing of the sample account, whose calls are not held back', async () => {
    const sample = { id: 'sample', kind: 'sample', label: 'Sample', region: 'eu-west-1' } as const;
    const options = { clock: systemClock, gates, signal: never, trace: () => undefined, onStep: () => undefined };
    assert.ok(
      (await diagnose(sample, options, server.account.transport)).services.every(({ gate }) => gate === undefined),
    );
  });
});
