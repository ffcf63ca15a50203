import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { isOperation } from '../support/operations';
import { fieldsOfSesJob, panelFields, showsJob } from '../support/panel';
import { sesJobsIn, type SesJob } from '../support/wire';

describe('The details panel', () => {
  let connected: Connected;

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 15 }, window: { height: 1600 } });
    await connected.workbench.prepare(() => connected.workbench.openList('Suppression list'));
  });
  after(() => connected.stop());

  /** Makes the server respond with the test's own job until `use` is done. */
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

  it('shows every field of SES GetImportJob', async () => {
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

  it('leaves the focus in the tree, for moving between jobs with arrows and Space', async () => {
    const { workbench } = connected;
    await workbench.row(new RegExp(idOf('Completed with failures'))).click();
    await showsJob(workbench, idOf('Completed with failures'));
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Space');
    const ids = sesJobsIn(connected.answer('ListImportJobs').body).map(({ JobId }) => JobId);
    await showsJob(workbench, ids[ids.indexOf(idOf('Completed with failures')) + 1] ?? '');
  });

  it('opens to the side', async () => {
    const { workbench } = connected;
    await workbench.closeEditors();
    const JobId = idOf('Completed with failures');
    await workbench.contextMenu(new RegExp(JobId), 'Open as JSON');
    await tabs().filter({ hasText: '.json' }).waitFor();
    await workbench.contextMenu(new RegExp(JobId), 'Open Details to the Side');
    await showsJob(workbench, JobId);
    const groups = workbench.page.locator('.editor-group-container');
    assert.deepEqual(
      await groups.evaluateAll((all) => all.map((group) => group.querySelectorAll('[role=tab]').length)),
      [1, 1],
    );
    await workbench.closeEditors();
  });

  /** Returns the newest SES job of the list in this state. */
  function idOf(state: string): string {
    const jobs = sesJobsIn(connected.answers.find(({ operation }) => operation === 'ListImportJobs')?.body ?? '');
    return jobs.find((job) => fieldsOfSesJob(job).state === state)?.JobId ?? assert.fail(`No job is ${state}.`);
  }
});
