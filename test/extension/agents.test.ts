import assert from 'node:assert/strict';
import { CancellationError, CancellationTokenSource, LanguageModelTextPart, lm } from 'vscode';
import { isOperation } from '../support/operations';
import { pinpointJobsIn, sesJobsIn, type SesJob } from '../support/wire';
import { ConnectedHost, type Host } from './support/host';
import { confirmationOf, dataIn, useTool } from './support/useTool';

const day = 24 * 3_600_000;
const isFailed = ({ JobStatus, FailedRecordsCount = 0 }: SesJob) =>
  JobStatus === 'FAILED' || (JobStatus === 'COMPLETED' && FailedRecordsCount > 0);

describe('Tools for language models', () => {
  let connected: ConnectedHost;
  let host: Host;

  beforeEach(async () => {
    connected = await ConnectedHost.start({ services: ['ses', 'pinpoint'], pageSize: 20, notifications: 'off' });
    ({ host } = connected);
  });
  afterEach(async () => {
    await host.stop();
    await host.set({ services: undefined });
  });

  const list = (input: object) => host.within(useTool(host, 'listJobs', input));
  const get = (input: object) => host.within(useTool(host, 'getJob', input));
  const failedInWeek = { states: ['failed', 'succeededWithFailures'], createdInLastDays: 7 };

  it('are two, which VS Code knows with their descriptions', () => {
    const tools = lm.tools.filter(({ name }) => name.startsWith('importJobs_'));
    assert.deepEqual(tools.map(({ name }) => name).sort(), ['importJobs_getJob', 'importJobs_listJobs']);
    for (const { description, inputSchema } of tools) {
      assert.match(description, /Read-only/);
      assert.ok(inputSchema !== undefined);
    }
  });

  it('are used through VS Code, once confirmed', async () => {
    // During tests, VS Code confirms its own dialogs.
    const use = async (name: string, input: object) => {
      const { content } = await host.within(
        Promise.resolve(lm.invokeTool(name, { input, toolInvocationToken: undefined })),
      );
      return content.map((part) => (part instanceof LanguageModelTextPart ? part.value : '')).join('');
    };
    assert.match(await use('importJobs_listJobs', { connection: 'nowhere' }), /^No connection matches\./);
    assert.match(await use('importJobs_getJob', { job: '?' }), /^No AWS service has import jobs with IDs of this form/);
  });

  it('say which imports failed this week and why', async () => {
    const text = await list(failedInWeek);
    const since = new Date(host.time.now());
    since.setHours(0, 0, 0, 0);
    const start = since.setDate(since.getDate() - 6);
    const listed = new Map(
      connected.answers
        .filter(({ operation }) => operation === 'ListImportJobs')
        .flatMap(({ body }) => sesJobsIn(body).map((job) => [job.JobId, job])),
    );
    const expected = [...listed.values()].filter((job) => isFailed(job) && (job.CreatedTimestamp ?? 0) * 1000 >= start);
    const jobs = dataIn(text).filter(({ kind, service }) => kind === 'job' && service === 'ses');
    assert.ok(expected.length > 0);
    assert.deepEqual(jobs.map(({ id }) => id).sort(), expected.map(({ JobId }) => JobId).sort());
    const details = connected.answers.filter(({ operation }) => operation === 'ses GetImportJob');
    const reasons = details.map(({ body }) => JSON.parse(body) as SesJob).filter(({ FailureInfo }) => FailureInfo);
    assert.ok(reasons.length > 0);
    for (const { JobId, FailureInfo } of reasons) {
      const job = jobs.find(({ id }) => id === JobId) ?? assert.fail(JobId);
      assert.equal(job.reason, FailureInfo?.ErrorMessage);
      assert.equal(job.failedRecordsFile, FailureInfo?.FailedRecordsS3Url === undefined ? undefined : true);
    }
    // From the tree, without a request.
    const asked = connected.asked().length;
    assert.deepEqual(dataIn(await list({ ...failedInWeek, services: ['ses'] })).length > 0, true);
    assert.equal(connected.asked().length, asked);
    const old = dataIn(await list({ createdTo: new Date(host.time.now() - 7 * day).toISOString().slice(0, 10) }));
    assert.ok(old.filter(({ kind }) => kind === 'job').every(({ id }) => !expected.some(({ JobId }) => JobId === id)));
  });

  it('list the jobs of several services, within the token budget', async () => {
    const whole = await list({});
    assert.deepEqual([...new Set(dataIn(whole).map(({ service }) => service))].sort(), ['pinpoint', 'ses']);
    const countTokens = (text: string) => Promise.resolve(text.length / 4);
    const short = await host.within(
      useTool(host, 'listJobs', {}, { tokenizationOptions: { tokenBudget: 800, countTokens } }),
    );
    assert.ok(short.length / 4 <= 800);
    assert.match(
      short,
      /^\d+ of the \d+ import jobs read match\. Only the newest \d+ are listed; \d+ older ones were left out/,
    );
    assert.ok(dataIn(short).length > 0 && dataIn(short).length < dataIn(whole).length);
  });

  it('get a job by its ID, read or not, with its failures', async () => {
    const { body } = await connected.server.account.transport(
      ...([
        { method: 'POST', path: '/v2/email/import-jobs/list', query: {}, headers: {}, body: '{"PageSize":100}' },
        AbortSignal.timeout(5_000),
      ] as const),
    );
    const job = sesJobsIn(body).find(({ JobStatus }) => JobStatus === 'FAILED') ?? assert.fail();
    const [found] = dataIn(await get({ job: job.JobId }));
    const { FailureInfo } = JSON.parse(connected.answer('ses GetImportJob').body) as SesJob;
    assert.deepEqual([found?.id, found?.state, found?.reason], [job.JobId, 'failed', FailureInfo?.ErrorMessage]);
    const asked = connected.asked().length;
    await get({ job: `arn:aws:ses:eu-west-1:111122223333:import-job/${job.JobId}` });
    assert.equal(connected.asked().length, asked, 'All of a finished job is known.');

    await list({ services: ['pinpoint'] });
    const pinpoint = connected.answers
      .filter(({ operation }) => operation === 'GetImportJobs')
      .flatMap((answer) => pinpointJobsIn(answer.body))
      .find(({ Failures = [] }) => Failures.length > 3);
    assert.ok(pinpoint !== undefined);
    const lines = dataIn(await get({ job: pinpoint.Id }));
    assert.deepEqual(
      lines.filter(({ kind }) => kind === 'failure').map((line) => line.text),
      pinpoint.Failures?.slice(3),
    );
    assert.match(
      await get({ job: '01234567-89ab-cdef-0123-456789abcdef' }),
      /^No import job with this ID was found\. It may be in another account or region, or no longer exist\.$/,
    );
  });

  it('say in a sentence what is wrong', async () => {
    connected.server.answer(isOperation('ListImportJobs'), {
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      body: JSON.stringify({ message: 'User is not authorized' }),
    });
    const denied = await list({ services: ['ses'] });
    assert.match(denied, /^0 of the 0 import jobs read match\. .*1 problem kept jobs from being read/);
    assert.equal(dataIn(denied)[0]?.problem, 'Access denied: ses:ListImportJobs');
    assert.match(await list({ state: 'failed' }), /^There is no input "state"\. Inputs: /);
    assert.match(await list({ connection: 'nowhere' }), /^No connection matches\./);
    await host.set({ connections: undefined });
    assert.match(await list({}), /^Import Jobs has no connection to an AWS account\./);
  });

  it('stop all requests when cancelled', async () => {
    const cancelled = new CancellationTokenSource();
    cancelled.cancel();
    await assert.rejects(useTool(host, 'listJobs', {}, { token: cancelled.token }), CancellationError);
    assert.deepEqual(connected.asked(), []);

    const source = new CancellationTokenSource();
    const hold = connected.server.hold(isOperation('ListImportJobs'));
    const listing = useTool(host, 'listJobs', { services: ['ses'] }, { token: source.token });
    const rejected = assert.rejects(listing, CancellationError);
    await host.within(hold.arrived);
    source.cancel();
    await rejected;
    await host.within(hold.left);
    hold.release();
    const { length } = connected.server.requests;
    await host.time.pass(60_000);
    assert.equal(connected.server.requests.length, length);
  });

  it('are confirmed by the user, who sees what is read', async () => {
    assert.equal(
      await confirmationOf(host, 'listJobs', failedInWeek),
      [
        'Let the language model list import jobs?',
        `Reads import jobs of Amazon SES and Amazon Pinpoint in ${connected.label}.`,
        'Sends requests to AWS for what was not read within the last minute. Nothing in AWS is changed.',
        'The language model receives IDs, names, sources, counts and failure messages, which can contain data of the imported file. It receives no links and no credentials.',
      ].join('\n'),
    );
    const hostile = '[x](command:importJobs.showLog)';
    const text = await confirmationOf(host, 'getJob', { job: hostile });
    assert.ok(text.includes(`Reads the import job ${hostile} with its failures in ${connected.label}.`), text);
    assert.deepEqual(connected.asked(), []);
    await host.set({ connections: undefined, sampleAccount: true });
    assert.match(
      await confirmationOf(host, 'listJobs', { services: ['ses'] }),
      /\nReads import jobs of Amazon SES in .*\nSends no request to AWS\./,
    );
  });
});
