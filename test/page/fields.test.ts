import assert from 'node:assert/strict';
import type { JobFact, JobRef } from '../../src/core/jobs/job';
import { isOperation } from '../support/operations';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { fieldsOfPinpointJob, fieldsOfSesJob, fieldsOn } from '../support/panel';
import { pinpointJobsIn, sesJobsIn, stateOfSesJob, type PinpointJob, type SesJob } from '../support/wire';
import { clicked, Connected } from '../unit/aws/connected';

const headers = { 'content-type': 'application/json' };

describe('Fields on the page', () => {
  let connected: Connected;
  Connected.forAll((one) => (connected = one));

  /** Responses of the sample account, as sent. */
  async function wire(method: 'GET' | 'POST', path: string, body = ''): Promise<string> {
    const request = { method, path, query: { 'page-size': '50' }, headers: {}, body };
    return (await connected.server.account.transport(request)).body;
  }

  /** Reads a job with the SDK and shows it. */
  async function show(bare: BarePage, source: 'ses' | 'pinpoint', ref: JobRef): Promise<void> {
    const { job } = await connected[source].getJob(ref, clicked);
    await bare.show(modelOf(job));
  }

  async function anyJob(): Promise<JobRef> {
    const [job] = sesJobsIn(await wire('POST', '/v2/email/import-jobs/list', '{"PageSize":1}'));
    return { service: 'ses', id: job?.JobId ?? assert.fail() };
  }

  function answer(operation: string, job: SesJob | PinpointJob): void {
    connected.server.answer(isOperation(operation), { status: 200, headers, body: JSON.stringify(job) });
  }

  it('are exactly those of SES GetImportJob, for jobs in every state', async () => {
    const jobs = sesJobsIn(await wire('POST', '/v2/email/import-jobs/list', '{"PageSize":100}'));
    const kinds = new Map(
      jobs.map((job) => [`${job.JobStatus ?? ''} ${Math.sign(job.FailedRecordsCount ?? -1)}`, job]),
    );
    assert.ok(kinds.size >= 6, 'Jobs of many kinds are on the page.');
    const bare = await BarePage.open();
    for (const { JobId } of kinds.values()) {
      const sent = JSON.parse(await wire('GET', `/v2/email/import-jobs/${JobId}`)) as SesJob;
      await show(bare, 'ses', { service: 'ses', id: JobId });
      assert.deepEqual(await fieldsOn(bare.page), fieldsOfSesJob(sent));
    }
  });

  it('are all that SES GetImportJob can have', async () => {
    const job: SesJob = {
      JobId: 'full',
      JobStatus: 'FAILED',
      CreatedTimestamp: 1795000000.5,
      CompletedTimestamp: 1795000125.75,
      ProcessedRecordsCount: 4821,
      FailedRecordsCount: 3,
      ImportDestination: {
        ContactListDestination: { ContactListName: 'weekly-digest', ContactListImportAction: 'DELETE' },
      },
      ImportDataSource: { S3Url: 's3://example-imports/a/b.csv', DataFormat: 'CSV' },
      FailureInfo: {
        FailedRecordsS3Url: 'https://files.example/f/1.csv?X-Amz-Signature=abc',
        ErrorMessage: 'Too many failed.',
      },
    };
    answer('ses GetImportJob', job);
    const bare = await BarePage.open();
    await show(bare, 'ses', { service: 'ses', id: 'full' });
    assert.deepEqual(await fieldsOn(bare.page), fieldsOfSesJob(job));
  });

  it('are absent if a sparse response leaves them out', async () => {
    answer('ses GetImportJob', { JobId: 'sparse', JobStatus: 'CANCELLED' });
    const bare = await BarePage.open();
    await show(bare, 'ses', { service: 'ses', id: 'sparse' });
    assert.deepEqual(await fieldsOn(bare.page), { state: 'Cancelled', jobId: 'sparse', status: 'CANCELLED' });
  });

  it('are exactly those of Pinpoint, for jobs in every state, from full to minimal', async () => {
    const [{ id: scope } = assert.fail()] = connected.server.account.applications;
    const whole: PinpointJob = {
      Id: 'a'.repeat(32),
      ApplicationId: scope,
      JobStatus: 'COMPLETED',
      CreationDate: '2026-11-20T10:00:00.000Z',
      CompletionDate: '2026-11-20T10:03:20.000Z',
      TotalProcessed: 12345,
      TotalFailures: 2,
      CompletedPieces: 11,
      FailedPieces: 2,
      TotalPieces: 13,
      Type: 'IMPORT',
      Failures: ['Line 2: no channel type', 'Line 9: no address'],
      Definition: {
        DefineSegment: true,
        ExternalId: '111122223333',
        Format: 'JSON',
        RegisterEndpoints: false,
        RoleArn: 'arn:aws:iam::111122223333:role/pinpoint-import',
        S3Url: 's3://example-imports/pinpoint/',
        SegmentId: 'b'.repeat(32),
        SegmentName: 'Everybody',
      },
    };
    const minimal: PinpointJob = { Id: 'c'.repeat(32), ApplicationId: scope, JobStatus: 'CREATED', Type: 'IMPORT' };
    const jobs = pinpointJobsIn(await wire('GET', `/v1/apps/${scope}/jobs/import`));
    const kinds = new Map(
      jobs.map((job) => [`${job.JobStatus ?? ''} ${job.Definition?.SegmentId === undefined ? '' : 'segment'}`, job]),
    );
    assert.ok(kinds.size >= 5, 'Jobs of many kinds are on the page.');
    const bare = await BarePage.open();
    for (const job of [whole, ...kinds.values(), minimal]) {
      answer('pinpoint GetImportJob', job);
      await show(bare, 'pinpoint', { service: 'pinpoint', id: job.Id, scope });
      assert.deepEqual(await fieldsOn(bare.page), fieldsOfPinpointJob(job));
    }
  });

  it('of Customer Profiles show the columns of the file as a table', async () => {
    const mapping: readonly JobFact[] = [
      ['email', '_profile.EmailAddress', 'EMAIL_ADDRESS'],
      ['a <b>column</b>', '_profile.Attributes.Tier', undefined],
    ].map(([label = '', value = '', note]) => {
      return { id: `column/${label}`, section: 'mapping', label, value, code: true, ...(note && { note }) };
    });
    const { job } = await connected.ses.getJob(await anyJob(), clicked);
    const bare = await BarePage.open();
    await bare.show(modelOf({ ...job, facts: [...job.facts, ...mapping] }));
    const table = bare.page.getByRole('table', { name: 'Column mapping' });
    const cells = (row: number) => table.getByRole('row').nth(row).locator('th, td').allInnerTexts();
    assert.deepEqual(await cells(0), ['Column', 'Imported into', 'Content type']);
    assert.deepEqual(await cells(1), ['email', '_profile.EmailAddress', 'EMAIL_ADDRESS']);
    assert.deepEqual(await cells(2), ['a <b>column</b>', '_profile.Attributes.Tier', '']);
    assert.equal(await table.getByRole('rowheader').count(), 2);
  });

  it('are unchanged in the raw response, without the secret of the failed-records URL', async () => {
    const jobs = sesJobsIn(await wire('POST', '/v2/email/import-jobs/list', '{"PageSize":100}'));
    const id = jobs.find((job) => stateOfSesJob(job) === 'Completed with failures')?.JobId ?? assert.fail();
    const bare = await BarePage.open({ state: { rawOpen: true } });
    await show(bare, 'ses', { service: 'ses', id });
    const sent = JSON.parse(await wire('GET', `/v2/email/import-jobs/${id}`)) as SesJob;
    const shown = JSON.parse(await bare.page.locator('pre').innerText()) as SesJob;
    const secret = sent.FailureInfo?.FailedRecordsS3Url ?? assert.fail();
    // Times are numbers in the response, and dates in the SDK.
    const date = (seconds = NaN) => new Date(seconds * 1000).toISOString();
    assert.deepEqual(shown, {
      ...sent,
      CreatedTimestamp: date(sent.CreatedTimestamp),
      CompletedTimestamp: date(sent.CompletedTimestamp),
      FailureInfo: { ...sent.FailureInfo, FailedRecordsS3Url: secret.replace(/\?.*/, '?…') },
    });
    assert.doesNotMatch(await bare.page.content(), /X-Amz-Signature/i);
  });
});
