import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpRequest } from '../../src/core/base/http';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { buttonsOf, notification } from '../support/messages';
import { showsJob } from '../support/panel';
import { sesJobsIn } from '../support/wire';

const isFile = ({ path }: Pick<HttpRequest, 'path'>) => path.startsWith('/failed-records/');
const expired = {
  status: 403,
  headers: { 'content-type': 'application/xml' },
  body: '<Error><Message>Request has expired</Message></Error>',
};

describe('The failed records', () => {
  let connected: Connected;
  let folder: string;
  let id: string;
  let row: RegExp;
  /** Id of another job with failures. */
  let otherId: string;
  let other: RegExp;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'import-jobs-ui-save-'));
    connected = await Connected.start();
    const { workbench } = connected;
    await workbench.expand(/^Suppression list/);
    await workbench
      .row(/^Completed with failures/)
      .first()
      .waitFor();
    const [job, second] = sesJobsIn(connected.answer('ListImportJobs').body).filter(
      ({ JobStatus, FailedRecordsCount = 0 }) => JobStatus === 'COMPLETED' && FailedRecordsCount > 0,
    );
    assert.ok(job !== undefined && second !== undefined);
    id = job.JobId;
    otherId = second.JobId;
    row = new RegExp(`job ${id}, prod`);
    other = new RegExp(`job ${otherId}, prod`);
  });
  after(async () => {
    await connected.stop();
    await rm(folder, { recursive: true });
  });
  afterEach(async () => {
    await connected.workbench.closeEditors();
    await connected.workbench.clearNotifications();
  });

  const tab = (name = `failed-records-${id}.csv`) =>
    connected.workbench.page.locator('.editor-group-container').getByRole('tab', { name });
  const notice = (text: string) => notification(connected.workbench, text);
  const fileSent = () => connected.answers.findLast(({ request }) => isFile(request))?.body;

  /** Returns the editor's whole text, copied like by a user. */
  async function editorText(): Promise<string> {
    const { page } = connected.workbench;
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+C');
    return connected.workbench.clipboard();
  }

  /** Saves in VS Code's file dialog, whose field has the name proposed by the extension. */
  async function choose(file: string, job = id): Promise<void> {
    const { page } = connected.workbench;
    const input = page.locator('.quick-input-widget input[type=text]').first();
    await eventually(async () => {
      assert.match(await input.inputValue(), new RegExp(`/failed-records-${job}\\.csv$`));
    });
    await input.fill(file);
    // It ignores Enter while it reads the folder.
    await eventually(async () => {
      if (await input.isVisible()) await input.press('Enter', { timeout: 2_000 });
      await input.waitFor({ state: 'hidden', timeout: 3_000 });
    });
  }

  it('open from a job’s row in a read-only editor, and are counted', async () => {
    const { workbench } = connected;
    const { page } = workbench;
    await workbench.contextMenu(row, 'Open Failed Records');
    await tab().waitFor();
    await page
      .getByRole('status')
      .or(page.locator('.statusbar'))
      .getByText(/^ ?\d[\d,]* failed records?, \d+ reasons?$/)
      .first()
      .waitFor();
    const text = await editorText();
    assert.equal(text, fileSent());
    assert.match(text, /^line,emailAddress,errorMessage\n\d+,/);
    await page.keyboard.type('x');
    await page.getByText('This file is in memory only.').first().waitFor();
    assert.equal(await editorText(), text);
    assert.doesNotMatch((await tab().getAttribute('class')) ?? '', /\bdirty\b/);
    await workbench.screenshot('failed-records');
  });

  it('lead from their editor to the details of their job', async () => {
    const { workbench } = connected;
    await workbench.contextMenu(row, 'Open Failed Records');
    await tab().waitFor();
    await workbench.page.locator('.editor-actions').getByRole('button', { name: 'Open Details' }).click();
    await showsJob(workbench, id);
    await workbench.details().getByRole('table', { name: 'Failed records by reason' }).waitFor();
  });

  it('open from the panel', async () => {
    const { workbench } = connected;
    await workbench.row(row).click();
    await showsJob(workbench, id);
    await workbench.details().getByRole('button', { name: 'Open Failed Records' }).click();
    await tab().waitFor();
    assert.equal(await editorText(), fileSent());
  });

  it('leave the panel usable while the offer to save is shown', async () => {
    const { workbench, server } = connected;
    await workbench.row(row).click();
    await showsJob(workbench, id);
    server.answer(isFile, { status: 200, headers: { 'content-length': '50000001' }, body: '' }, { times: 1 });
    const open = workbench.details().getByRole('button', { name: 'Open Failed Records' });
    await open.click();
    await notice('larger than 50 MB');
    await open.and(workbench.details().locator('[aria-busy=true]')).waitFor({ state: 'detached' });
    await open.click();
    await tab().waitFor();
    await notice('larger than 50 MB');
  });

  it('are saved to a file', async () => {
    const { workbench } = connected;
    const file = join(folder, 'records.csv');
    await workbench.contextMenu(row, 'Save Failed Records As…');
    await choose(file);
    const saved = await notice('Failed records saved to “records.csv”');
    assert.equal(await readFile(file, 'utf8'), fileSent());
    assert.deepEqual(await readdir(folder), ['records.csv']);
    await workbench.screenshot('failed-records-saved');
    // This window has no file manager.
    assert.deepEqual(await buttonsOf(saved), ['Open']);
    await saved.getByRole('button', { name: 'Open' }).click();
    await tab('records.csv').waitFor();
    await rm(file);
  });

  it('show as busy in the panel while saved, even if it was hidden meanwhile, and then with counts', async () => {
    const { workbench, server } = connected;
    const file = join(folder, 'records.csv');
    const gate = server.hold(isFile);
    await workbench.row(other).click();
    await showsJob(workbench, otherId);
    const save = workbench.details().getByRole('button', { name: 'Save Failed Records As…' });
    await save.click();
    await choose(file, otherId);
    await gate.arrived;
    await save.and(workbench.details().locator('[aria-busy=true]')).waitFor();
    await (await notice('Saving the failed records')).getByRole('button', { name: 'Cancel' }).waitFor();
    await workbench.contextMenu(other, 'Open as JSON');
    await workbench.details().locator('h1').waitFor({ state: 'hidden' });
    await workbench.row(other).click();
    await showsJob(workbench, otherId);
    await save.and(workbench.details().locator('[aria-busy=true]')).waitFor();
    // Another job is not busy.
    await workbench.row(row).click();
    await showsJob(workbench, id);
    assert.equal(await workbench.details().locator('[aria-busy=true]').count(), 0);
    await workbench.row(other).click();
    await save.and(workbench.details().locator('[aria-busy=true]')).waitFor();
    gate.release();
    await notice('Failed records saved to “records.csv”');
    await workbench.details().getByRole('table', { name: 'Failed records by reason' }).waitFor();
    await workbench.details().locator('[aria-busy=true]').waitFor({ state: 'detached' });
    assert.deepEqual(await readdir(folder), ['records.csv']);
    await rm(file);
  });

  it('are not restored in another window, nor is their tab', async () => {
    const { workbench } = connected;
    await workbench.contextMenu(row, 'Open Failed Records');
    await tab().waitFor();
    await workbench.reload();
    await workbench.openView();
    await workbench.row(/^prod · eu-west-1/).waitFor();
    await eventually(async () => {
      assert.equal(await tab().count(), 0);
    });
  });

  it('are logged without a link', async () => {
    const { workbench, server } = connected;
    await workbench.expand(/^Suppression list/);
    const undo = server.answer(isFile, expired);
    await workbench.contextMenu(row, 'Open Failed Records');
    await notice('A new link was refused too');
    undo();
    await eventually(async () => {
      assert.match(await workbench.extensionLog(), /HTTP|refused/);
    });
    assert.doesNotMatch(await workbench.extensionLog(), /X-Amz-(Signature|Credential)=[^…]/i);
  });
});
