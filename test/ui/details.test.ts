import assert from 'node:assert/strict';
import { problemsOfPanel } from '../support/axe';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { isOperation } from '../support/operations';
import { fieldsOfPinpointJob, fieldsOfSesJob, panelFields, showsJob } from '../support/panel';
import { pinpointJobsIn, sesJobsIn, type PinpointJob, type SesJob } from '../support/wire';

/** Of a job of Pinpoint that has every field. */
const fullId = 'a'.repeat(32);

describe('The details panel', () => {
  let connected: Connected;

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 15 }, window: { height: 1600 } });
    await connected.workbench.expand(/^Suppression list/);
    await connected.workbench.row(/^Load more, Suppression list/).waitFor();
  });
  after(() => connected.stop());

  /** Has the server answer with a job of the test's own, for as long as `use` takes. */
  async function withJob(operation: string, job: object, use: () => Promise<void>): Promise<void> {
    const undo = connected.server.answer(isOperation(operation), {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(job),
    });
    await use();
    undo();
  }

  const tabs = () => connected.workbench.page.locator('.editor-group-container [role=tab]');

  it('shows what GetImportJob of SES says of jobs in every state, and nothing else', async () => {
    const { workbench } = connected;
    const jobs = sesJobsIn(connected.answer('ListImportJobs').body);
    const byStatus = [
      ...new Map(
        jobs.map((job) => [`${job.JobStatus ?? ''} ${Math.sign(job.FailedRecordsCount ?? -1)}`, job]),
      ).values(),
    ];
    assert.ok(byStatus.length >= 6, 'Jobs of many kinds are on the page.');
    for (const { JobId } of byStatus) {
      const since = connected.answers.length;
      await workbench.row(new RegExp(JobId)).click();
      await showsJob(workbench, JobId);
      assert.deepEqual(connected.asked(since), ['ses GetImportJob']);
      const sent = JSON.parse(connected.answer('ses GetImportJob').body) as SesJob;
      assert.equal(sent.JobId, JobId);
      assert.deepEqual(await panelFields(workbench), fieldsOfSesJob(sent));
    }
  });

  it('shows every field that GetImportJob of SES has', async () => {
    const { workbench } = connected;
    const JobId = idOf('Waiting');
    const job: SesJob = {
      JobId,
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
    await withJob('ses GetImportJob', job, async () => {
      await workbench.row(new RegExp(JobId)).click();
      await showsJob(workbench, JobId);
      await workbench.details().getByRole('button', { name: 'Refresh' }).click();
      await workbench.details().getByText('Too many failed.', { exact: true }).waitFor();
      assert.deepEqual(await panelFields(workbench), fieldsOfSesJob(job));
    });
  });

  it('shows nothing of what a sparse answer leaves out', async () => {
    const { workbench } = connected;
    const JobId = idOf('Cancelled');
    await withJob('ses GetImportJob', { JobId, JobStatus: 'CANCELLED' }, async () => {
      await workbench.row(new RegExp(JobId)).click();
      await showsJob(workbench, JobId);
      await workbench.details().getByRole('button', { name: 'Refresh' }).click();
      await eventually(async () => {
        assert.deepEqual(await panelFields(workbench), { state: 'Cancelled', jobId: JobId, status: 'CANCELLED' });
      });
    });
  });

  it('shows what Pinpoint says of jobs in every state, from a full one to a minimal one', async () => {
    const { workbench } = connected;
    await workbench.expand(/^Amazon Pinpoint/);
    await workbench.expand(/^Loyalty/);
    const page = await pageOfAllJobs();
    const whole: PinpointJob = {
      Id: fullId,
      ApplicationId: page[0]?.ApplicationId ?? '',
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
    const minimal: PinpointJob = {
      Id: 'c'.repeat(32),
      ApplicationId: page[0]?.ApplicationId ?? '',
      JobStatus: 'CREATED',
      Type: 'IMPORT',
    };
    const jobs = [whole, ...page, minimal];
    await withJob('GetImportJobs', { Item: jobs, NextToken: null }, async () => {
      await workbench.expand(/^All import jobs/);
      await workbench.row(new RegExp(minimal.Id)).waitFor();
    });
    const byStatus = [
      ...new Map(
        page.map((job) => [`${job.JobStatus ?? ''} ${job.Definition?.SegmentId === undefined ? '' : 'segment'}`, job]),
      ).values(),
    ];
    assert.ok(byStatus.length >= 5, 'Jobs of many kinds are on the page.');
    for (const job of [whole, ...byStatus, minimal]) {
      await workbench.row(new RegExp(job.Id)).click();
      await showsJob(workbench, job.Id);
      assert.deepEqual(await panelFields(workbench), fieldsOfPinpointJob(job));
    }
  });

  it('shows the response in a fold, without the secret of the failed-records URL', async () => {
    const { workbench } = connected;
    const JobId = idOf('Completed with failures');
    await workbench.row(new RegExp(JobId)).click();
    await showsJob(workbench, JobId);
    await workbench.details().getByText('Raw response').click();
    const shown = JSON.parse(await workbench.details().locator('pre').innerText()) as SesJob;
    const answers = connected.answers
      .filter(({ operation }) => operation === 'ses GetImportJob')
      .map(({ body }) => JSON.parse(body) as SesJob);
    const { FailureInfo, ...sent } = answers.findLast((job) => job.JobId === JobId) ?? assert.fail();
    const { FailureInfo: failures, ...rest } = shown;
    const times = ({ CreatedTimestamp, CompletedTimestamp }: SesJob) =>
      [CreatedTimestamp, CompletedTimestamp].map((value = NaN) =>
        new Date(typeof value === 'number' ? value * 1000 : value).getTime(),
      );
    assert.deepEqual(
      { ...rest, CreatedTimestamp: 0, CompletedTimestamp: 0 },
      { ...sent, CreatedTimestamp: 0, CompletedTimestamp: 0 },
    );
    assert.deepEqual(times(rest), times(sent));
    assert.equal(failures?.FailedRecordsS3Url, FailureInfo?.FailedRecordsS3Url?.replace(/\?.*/, '?…'));
    assert.doesNotMatch(await workbench.details().locator('html').innerHTML(), /X-Amz-Signature/i);
    await workbench.details().getByText('Raw response').click();
  });

  it('is revealed, not opened again, by a second click on the same job', async () => {
    const { workbench } = connected;
    const JobId = idOf('Completed with failures');
    await workbench.row(new RegExp(JobId)).click();
    await showsJob(workbench, JobId);
    const since = connected.answers.length;
    await workbench.row(new RegExp(JobId)).click();
    await workbench.contextMenu(new RegExp(JobId), 'Open as JSON');
    await tabs().filter({ hasText: '.json' }).waitFor();
    assert.equal(await tabs().count(), 2);
    await workbench.details().locator('[data-row=jobId]').waitFor({ state: 'hidden' });

    await workbench.row(new RegExp(JobId)).click();
    await showsJob(workbench, JobId);
    assert.equal(await tabs().count(), 2);
    assert.deepEqual(connected.asked(since), [], 'It is known already.');
    const other = idOf('Failed');
    await workbench.row(new RegExp(other)).click();
    await showsJob(workbench, other);
    assert.equal(await tabs().count(), 2);
  });

  it('leaves the focus in the tree, so that arrows and Enter go from job to job', async () => {
    const { workbench } = connected;
    await workbench.row(new RegExp(idOf('Completed with failures'))).click();
    await showsJob(workbench, idOf('Completed with failures'));
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    const ids = sesJobsIn(connected.answer('ListImportJobs').body).map(({ JobId }) => JobId);
    await showsJob(workbench, ids[ids.indexOf(idOf('Completed with failures')) + 1] ?? '');
  });

  it('opens to the side', async () => {
    const { workbench } = connected;
    await workbench.command('View: Close All Editors');
    await tabs().first().waitFor({ state: 'detached' });
    const JobId = idOf('Completed with failures');
    await workbench.contextMenu(new RegExp(JobId), 'Open as JSON');
    await tabs().filter({ hasText: '.json' }).waitFor();
    const row = workbench.row(new RegExp(JobId));
    await row.hover();
    await row.getByRole('button', { name: 'Open Details to the Side' }).click();
    await showsJob(workbench, JobId);
    const groups = workbench.page.locator('.editor-group-container');
    assert.deepEqual(
      await groups.evaluateAll((all) => all.map((group) => group.querySelectorAll('[role=tab]').length)),
      [1, 1],
    );
    await workbench.command('View: Close All Editors');
    await tabs().first().waitFor({ state: 'detached' });
  });

  it('passes axe, in dark and in light, with failures of both services and the response open', async () => {
    const { workbench } = connected;
    const [pinpoint = assert.fail()] = (await pageOfAllJobs()).map(({ Id }) => Id);
    const ids = [idOf('Completed with failures'), idOf('Processing'), fullId, pinpoint];
    await workbench.row(new RegExp(ids[0] ?? '')).click();
    await showsJob(workbench, ids[0] ?? '');
    await workbench.details().getByText('Raw response').click();
    const isLight = () => workbench.details().locator('body.vscode-light').count();
    for (const light of [0, 1]) {
      if (light === 1) await workbench.command('Preferences: Toggle between Light/Dark Themes');
      await eventually(async () => {
        assert.equal(await isLight(), light);
      });
      for (const id of ids) {
        await workbench.row(new RegExp(id)).first().click();
        await showsJob(workbench, id);
        assert.deepEqual(await problemsOfPanel(workbench), [], `${light === 1 ? 'light' : 'dark'}, job ${id}`);
      }
    }
  });

  /** The newest SES job in the list that is in this state. */
  function idOf(state: string): string {
    const jobs = sesJobsIn(connected.answers.find(({ operation }) => operation === 'ListImportJobs')?.body ?? '');
    return jobs.find((job) => fieldsOfSesJob(job).state === state)?.JobId ?? assert.fail(`No job is ${state}.`);
  }

  async function pageOfAllJobs(): Promise<readonly PinpointJob[]> {
    const [{ id } = assert.fail()] = connected.server.account.applications;
    const request = {
      method: 'GET',
      path: `/v1/apps/${id}/jobs/import`,
      query: { 'page-size': '15' },
      headers: {},
      body: '',
    };
    return pinpointJobsIn((await connected.server.account.transport(request)).body);
  }
});
