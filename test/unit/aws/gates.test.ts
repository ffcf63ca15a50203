import assert from 'node:assert/strict';
import { connect, diagnose, diagnosisReport, Gates, type ReadingOptions } from '../../../src/aws/index';
import { systemClock } from '../../../src/core/clock';
import type { Connection } from '../../../src/core/connection';
import type { GateState } from '../../../src/core/diagnosis';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { TestServer } from '../../support/testServer';
import { isOperation } from '../../support/operations';
import { Choices, failureOfRead, found, never } from './connected';

const limit = { burst: 2, interval: 100 };
const refusal = { status: 429, headers: { 'x-amzn-errortype': 'TooManyRequestsException' }, body: '{}' };

describe('What holds calls of SES back', () => {
  let server: TestServer;
  let files: OwnAwsFiles;
  let gates: Gates;
  let lines: string[];

  beforeEach(async () => {
    server = await TestServer.start({ freeze: true });
    // Three profiles, of which two say that they are of the same account.
    const names = { reader: '111122223333', writer: '111122223333', other: undefined };
    files = await OwnAwsFiles.make({
      config: Object.keys(names).map((name) => `[profile ${name}]\nendpoint_url = ${server.url}\n`).join(''),
      credentials: Object.entries(names)
        .map(([name, id]) => `[${name}]\naws_access_key_id = ${name}\naws_secret_access_key = s\n${id === undefined ? '' : `aws_account_id = ${id}\n`}`)
        .join(''),
    });
    lines = [];
    gates = new Gates(systemClock, (line) => lines.push(line), limit);
  });

  afterEach(async () => {
    await server.close();
    await files.takeAway();
  });

  const connectionOf = (profile: string, region = 'eu-west-1'): Connection => ({ id: `${profile}@${region}`, kind: 'aws', label: profile, region, profile });
  const read = async (connection: Connection) => {
    const options: ReadingOptions = Object.assign(new Choices(), { gates });
    const ses = found(connect(connection, options).find(({ service }) => service === 'ses'));
    await found(ses.root.fixed?.[0]).readPage(undefined, never);
  };
  const diagnosed = (connection: Connection) =>
    diagnose(connection, { clock: systemClock, gates, signal: never, trace: () => undefined, onStep: () => undefined });
  const stateOf = async (connection: Connection): Promise<GateState | undefined> => (await diagnosed(connection)).services.find(({ name }) => name === 'Amazon SES')?.gate;

  it('is shared by all connections to an account and region, and by no others', async () => {
    server.answer(isOperation('ListImportJobs'), refusal, { times: 1 });
    await failureOfRead(read(connectionOf('reader')));
    const refusals = async (...where: Parameters<typeof connectionOf>) => (await stateOf(connectionOf(...where)))?.refusals;
    assert.deepEqual(
      [await refusals('reader'), await refusals('writer'), await refusals('other'), await refusals('reader', 'us-east-1')],
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

  it('is in the report of a diagnosis: that nothing was refused, what was learnt, that it has recovered', async () => {
    const connection = connectionOf('other');
    const report = async () => diagnosisReport(await diagnosed(connection));
    assert.match(await report(), /^All calls .* one gate: 2 in any 0\.1 s at most\. No request was refused as too fast since this window opened\.$/m);
    server.answer(isOperation('ListImportJobs'), refusal);
    const failure = await failureOfRead(read(connection));
    assert.equal(failure.kind, 'throttled');
    const refused = await report();
    assert.match(refused, /at most\. \d requests were refused as too fast since this window opened, last at 20\S+Z\. Learnt from that: one call each 0\.\d s for now\./);
    server.clearFaults();
    for (let call = 0; call < 4; call++) await read(connection);
    assert.match(await report(), /\. It has recovered: that limit alone holds calls back\.$/m);
  });

  it('says nothing of Pinpoint and of the sample account, whose calls are not held back', async () => {
    const { services } = await diagnosed(connectionOf('other'));
    assert.equal(services.find(({ name }) => name === 'Amazon Pinpoint')?.gate, undefined);
    const sample = { id: 'sample', kind: 'sample', label: 'Sample', region: 'eu-west-1' } as const;
    const options = { clock: systemClock, gates, signal: never, trace: () => undefined, onStep: () => undefined };
    assert.ok((await diagnose(sample, options, server.account.transport)).services.every(({ gate }) => gate === undefined));
  });
});
