import assert from 'node:assert/strict';
import { connectionPolicy } from '../../../src/core/connections/iamPolicy';
import type { Branch } from '../../../src/core/jobs/source';
import { ses } from '../../../src/services/ses/description';
import { isOperation } from '../../support/operations';
import { Connected, failureOfRead, firstPage, found, getJob, lookAt, readWhole } from '../aws/connected';

const result =
  'https://bucket.s3.eu-west-1.amazonaws.com/export.csv?X-Amz-Date=20261122T104100Z&X-Amz-Signature=secret';
const addresses = ['marketing@example.com', 'ana@example.net', 'ben@example.org'];

const summary = {
  JobId: 'export-1',
  ExportSourceType: 'MESSAGE_INSIGHTS',
  JobStatus: 'COMPLETED',
  CreatedTimestamp: 1795343000,
  CompletedTimestamp: 1795343060,
};

/** Every field of GetExportJob's response in AWS's reference. */
const everyField = {
  ...summary,
  ExportDestination: { DataFormat: 'JSON', S3Url: result },
  ExportDataSource: {
    MessageInsightsDataSource: {
      StartDate: 1793491200,
      EndDate: 1795996800,
      Include: { FromEmailAddress: addresses.slice(0, 1), Isp: ['Gmail'], LastDeliveryEvent: ['PERMANENT_BOUNCE'] },
      Exclude: { Destination: addresses.slice(1), Subject: ['Your invoice'] },
      MaxResults: 10_000,
    },
  },
  FailureInfo: { ErrorMessage: 'Some were left out', FailedRecordsS3Url: result },
  Statistics: { ProcessedRecordsCount: 4821, ExportedRecordsCount: 4000 },
};

describe('an export job of SES', () => {
  let connected: Connected;
  let list: Branch;
  const ref = { service: 'ses', scope: 'exports', id: 'export-1' };

  beforeEach(async () => {
    connected = await Connected.start();
    connected.choices.exports = true;
    list = found(connected.ses.root.fixed?.[2]);
  });
  afterEach(() => connected.close());

  const read = (answer: object = everyField) => {
    connected.answer(answer);
    return getJob(connected.ses, ref);
  };
  const factsOf = async (answer: object) =>
    Object.fromEntries((await read(answer)).facts.map(({ label, value }) => [label, value]));

  it('is in a list of its own, shown by a setting, without a request', () => {
    assert.deepEqual([list.id, list.label, list.icon], ['exportJobs', 'Export jobs', 'export']);
    connected.choices.exports = false;
    assert.equal(found(connected.ses.root.fixed).length, 2);
    assert.equal(connected.ses.hides?.(ref), true);
    assert.equal(connected.ses.hides({ service: 'ses', id: 'export-1' }), false);
    assert.deepEqual(connected.asked, []);
  });

  it('is read page by page, past empty ones', async () => {
    connected.server.maxPageSize = 7;
    let isEmptied = false;
    connected.server.answer(isOperation('ListExportJobs'), async (request) => {
      const answer = await connected.server.account.transport(request);
      const { NextToken } = JSON.parse(answer.body) as { readonly NextToken?: string };
      if (isEmptied || NextToken === undefined || !request.body.includes('NextToken')) return answer;
      isEmptied = true;
      return { ...answer, body: JSON.stringify({ ExportJobs: [], NextToken }) };
    });
    const { jobs } = await readWhole(list);
    assert.ok(jobs.length > 15 && isEmptied);
    assert.deepEqual([...new Set(jobs.map(({ name }) => name))].sort(), ['Message insights', 'Metrics']);
  });

  it('has every field of the response, but no link, address or subject in its raw response', async () => {
    const job = await read();
    assert.deepEqual(
      [job.key, job.phase, job.title, job.name, job.complete],
      ['ses/exports/export-1', 'succeeded', 'Export', 'Message insights', true],
    );
    assert.deepEqual(
      job.counts.map(({ id, value }) => [id, value]),
      [
        ['processed', 4821],
        ['exported', 4000],
      ],
    );
    assert.deepEqual(job.result, { url: result, format: 'JSON' });
    assert.deepEqual(job.source, {});
    const raw = JSON.stringify(job.raw);
    assert.doesNotMatch(raw, /X-Amz|secret|invoice/);
    for (const address of addresses) {
      assert.ok(!raw.includes(address), address);
      assert.ok(!JSON.stringify(job.facts).includes(address), address);
    }
    assert.deepEqual(await factsOf(everyField), {
      Data: 'Message insights',
      Start: 'Nov 1, 2026, 12:00 AM UTC',
      End: 'Nov 30, 2026, 12:00 AM UTC',
      Included: '1 sender · ISP: Gmail · Last delivery event: PERMANENT_BOUNCE',
      Excluded: '2 recipients · 1 subject',
      'Maximum number of results': '10,000',
      Format: 'JSON',
    });
  });

  it('names the metrics and dimensions that it exports', async () => {
    const MetricsDataSource = {
      Namespace: 'VDM',
      Dimensions: { ISP: ['*'], EMAIL_IDENTITY: ['example.com', 'marketing@example.com'] },
      Metrics: [{ Name: 'SEND', Aggregation: 'VOLUME' }, { Name: 'OPEN' }],
      StartDate: 1793491200,
      EndDate: 1795996800,
    };
    const answer = { ...summary, ExportSourceType: 'METRICS_DATA', ExportDataSource: { MetricsDataSource } };
    const facts = await factsOf(answer);
    assert.equal(facts.Metrics, 'SEND VOLUME and OPEN');
    assert.equal(facts.ISP, '*');
    assert.equal(facts.EMAIL_IDENTITY, 'example.com and …');
    assert.doesNotMatch(JSON.stringify((await read(answer)).raw), /@/);
  });

  it('maps every status', async () => {
    const phases = [];
    for (const JobStatus of ['CREATED', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED', 'PAUSED']) {
      phases.push((await read({ ...summary, JobStatus })).phase);
    }
    assert.deepEqual(phases, ['waiting', 'running', 'succeeded', 'failed', 'cancelled', 'unknown']);
  });

  it('is polled by one request, and read once when it has finished', async () => {
    const { jobs } = await firstPage(list);
    const running = jobs.filter(({ phase }) => phase === 'running' || phase === 'waiting');
    assert.equal(running.length, 2);
    const since = connected.asked.length;
    await lookAt(connected.ses, running);
    assert.equal(connected.asked.length, since + 1);
    connected.server.advance(100_000);
    const seen = await lookAt(connected.ses, running);
    const [done, ...others] = seen.filter(({ complete }) => complete);
    assert.deepEqual([done?.phase, done?.counts.length, others], ['succeeded', 2, []]);
    assert.ok(done?.result?.url?.includes('X-Amz-Signature='));
    assert.equal(connected.asked.length, since + 3);
  });

  it('is polled beside import jobs', async () => {
    const imports = await firstPage(found(connected.ses.root.fixed?.[0]));
    const { jobs } = await firstPage(list);
    const since = connected.asked.length;
    await lookAt(
      connected.ses,
      [...imports.jobs, ...jobs].filter(({ phase }) => phase === 'running'),
    );
    assert.deepEqual(
      connected.asked.slice(since).map((asked) => asked.split(' {')[0]),
      ['POST /v2/email/import-jobs/list', 'POST /v2/email/list-export-jobs'],
    );
  });

  it('reports a job that does not exist, a throttled call and a denied one', async () => {
    assert.equal((await failureOfRead(getJob(connected.ses, ref))).kind, 'notFound');
    connected.answer({ message: 'Slow down' }, 429, { 'x-amzn-errortype': 'TooManyRequestsException' });
    assert.equal((await failureOfRead(firstPage(list))).kind, 'throttled');
    connected.answer({ message: 'No' }, 403, { 'x-amzn-errortype': 'AccessDeniedException' });
    const denied = await failureOfRead(firstPage(list));
    assert.ok(denied.kind === 'denied' && denied.action === 'ses:ListExportJobs');
    assert.equal((await failureOfRead(getJob(connected.ses, { ...ref, id: '' }))).kind, 'badRequest');
  });

  it('is in the IAM policy only when it is shown', () => {
    const policy = (isOn: boolean) => connectionPolicy({ region: 'eu-west-1' }, [ses], () => isOn);
    assert.doesNotMatch(policy(false), /Export/);
    assert.match(policy(true), /"ses:ListExportJobs"[^}]*"Resource": "\*"/);
    assert.match(policy(true), /"ses:GetExportJob"[^}]*:export-job\/\*"/);
  });
});
