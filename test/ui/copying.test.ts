import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { notification, waitForMessage } from '../support/messages';
import { isOperation } from '../support/operations';
import { showsJob } from '../support/panel';
import { mayHaveFile, sesJobsIn, stateOfSesJob, type SesJob } from '../support/wire';

const rowOf = (id: string) => new RegExp(`job ${id}`);

describe('Copying', () => {
  let connected: Connected;
  let jobs: readonly SesJob[];

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 15 } });
    await connected.workbench.prepare(() => connected.workbench.openList('Suppression list'));
    jobs = sesJobsIn(connected.answer('ListImportJobs').body);
  });
  afterEach(async () => {
    // VS Code shows progress for 800 ms, even of what has ended, so there may be two.
    await connected.workbench.page.locator('.notification-toast').first().waitFor({ state: 'detached' });
  });
  after(() => connected.stop());

  /** Returns the ids of jobs in this state, newest first. */
  const idsOf = (state: string) => jobs.filter((job) => stateOfSesJob(job) === state).map(({ JobId }) => JobId);
  const withFile = () => idsOf('Completed with failures');

  /** Returns the jobs requested since the log had `since` responses, with their failed-records URLs. */
  const read = (since: number) =>
    connected.answers
      .slice(since)
      .filter(({ operation }) => operation === 'ses GetImportJob')
      .map(({ body }) => JSON.parse(body) as SesJob);
  const urlsIn = (answers: readonly SesJob[]) => answers.map(({ FailureInfo }) => FailureInfo?.FailedRecordsS3Url);

  it('shows a quick pick of jobs for a command from the palette without a selection', async () => {
    const { workbench } = connected;
    const [JobId = ''] = withFile();
    const since = connected.answers.length;
    await workbench.command('Import Jobs: Copy Failed Records URL');
    const picker = workbench.page.locator('.quick-input-widget');
    await picker.getByText('Copy Failed Records URL', { exact: true }).waitFor();
    const served = jobs.filter(mayHaveFile);
    assert.ok(served.length < jobs.length);
    assert.equal(await picker.getByRole('option').first().getAttribute('aria-setsize'), String(served.length));
    await workbench.screenshot('pick-job');
    await workbench.page.keyboard.type(JobId);
    await picker.getByRole('option', { name: JobId }).click();
    const url = await workbench.clipboard();
    assert.deepEqual([url], urlsIn(read(since)));
    assert.match(url, new RegExp(`${JobId}.*X-Amz-Signature=`));
  });

  it('copies a line for each selected job', async () => {
    const { workbench } = connected;
    const [one = '', two = ''] = withFile();
    const [none = ''] = idsOf('Completed');
    await workbench.row(rowOf(one)).click();
    await workbench.row(rowOf(none)).click({ modifiers: ['Control'] });
    await workbench.row(rowOf(two)).click({ modifiers: ['Control'] });
    const since = connected.answers.length;
    const held = connected.server.hold(isOperation('ses GetImportJob'));
    await workbench.contextMenu(rowOf(two), 'Copy Failed Records URL');
    try {
      const toast = await notification(workbench, 'Reading failed records URLs');
      await toast.getByRole('button', { name: 'Cancel' }).waitFor();
    } finally {
      held.release();
    }
    await workbench.page.locator('.statusbar-item', { hasText: '2 failed records URLs copied.' }).waitFor();
    const lines = (await workbench.clipboard()).split('\n');
    assert.equal(read(since).length, 3);
    assert.deepEqual(
      [...lines].sort(),
      urlsIn(read(since))
        .filter((url) => url !== undefined)
        .sort(),
    );
    assert.equal(lines.length, 2);

    await workbench.contextMenu(rowOf(two), 'Copy Job ID');
    assert.deepEqual((await workbench.clipboard()).split('\n').sort(), [one, two, none].sort());
    await workbench.contextMenu(rowOf(two), 'Copy as JSON');
    const copied = (await workbench.clipboard()).split('\n').map((line) => (JSON.parse(line) as SesJob).JobId);
    assert.deepEqual(copied.sort(), [one, two, none].sort());
  });

  it('copies a failed-records URL from the panel', async () => {
    const { workbench } = connected;
    const [, JobId = ''] = withFile();
    await workbench.row(rowOf(JobId)).click();
    await showsJob(workbench, JobId);
    const since = connected.answers.length;
    await workbench.details().getByRole('button', { name: 'Copy Failed Records URL' }).click();
    const url = await workbench.clipboard();
    assert.deepEqual([url], urlsIn(read(since)));
  });

  it('opens the response as JSON in a read-only editor', async () => {
    const { workbench } = connected;
    const [JobId = ''] = withFile();
    await workbench.contextMenu(rowOf(JobId), 'Copy as JSON');
    const copied = await workbench.clipboard();
    await workbench.contextMenu(rowOf(JobId), 'Open as JSON');
    const editor = workbench.page.locator('.monaco-editor[data-uri^="import-jobs:"]');
    const text = async () => (await linesOf(editor)).replace(/\s/g, '');
    await eventually(async () => {
      assert.equal(await text(), copied.replace(/\s/g, ''));
    });
    await editor.locator('.view-line').first().click();
    await workbench.page.keyboard.type('x');
    await workbench.page.getByRole('paragraph').getByText('Cannot edit in read-only editor').waitFor();
    assert.equal(await text(), copied.replace(/\s/g, ''));
    await workbench.page.locator('.statusbar-item').getByRole('button', { name: 'JSON', exact: true }).waitFor();
  });

  it('shows a failed read, and a log with the requests and no secrets', async () => {
    const { workbench, server } = connected;
    await workbench.traceLog();
    const [JobId = ''] = withFile();
    const undo = server.answer(isOperation('ses GetImportJob'), {
      status: 404,
      headers: { 'x-amzn-errortype': 'NotFoundException' },
      body: '{}',
    });
    await workbench.contextMenu(rowOf(JobId), 'Copy Failed Records URL');
    await waitForMessage(workbench, /^The import job could not be read\. \S/);
    undo();
    await workbench.contextMenu(rowOf(JobId), 'Copy Failed Records URL');
    await workbench.clipboard();
    await eventually(async () => {
      assert.match(await workbench.extensionLog(), /GetImportJob answered/);
    });
    assert.match(await workbench.extensionLog(), /NotFoundException|notFound/);
    assert.doesNotMatch(await workbench.extensionLog(), /X-Amz-|Signature|SAMPLEKEY|not-a-secret/);
  });
});

/** Returns the text of an editor. Its lines are ordered by their position on screen, not in the DOM. */
function linesOf(editor: Locator): Promise<string> {
  return editor.locator('.view-line').evaluateAll((all: HTMLElement[]) =>
    all
      .sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top))
      .map(({ innerText }) => innerText.replaceAll('\u00a0', ' '))
      .join('\n'),
  );
}
