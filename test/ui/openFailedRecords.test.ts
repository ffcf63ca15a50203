import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { HttpRequest } from '../../src/core/http';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
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
  /** Of another job with failures. */
  let otherId: string;
  let other: RegExp;
  let processing: RegExp;

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
    const [running] = sesJobsIn(connected.answer('ListImportJobs').body).filter(
      ({ JobStatus }) => JobStatus === 'PROCESSING',
    );
    processing = new RegExp(`job ${running?.JobId ?? ''}, prod`);
  });
  after(async () => {
    await connected.stop();
    await rm(folder, { recursive: true });
  });
  afterEach(async () => {
    await connected.workbench.command('View: Close All Editors');
    await connected.workbench.command('Notifications: Clear All Notifications');
  });

  const tab = (name = `failed-records-${id}.csv`) =>
    connected.workbench.page.locator('.editor-group-container').getByRole('tab', { name });
  /** A message of the extension. A VS Code under test shows them only when asked. */
  async function notice(text: string, timeout = 40_000): Promise<Locator> {
    await connected.workbench.command('Notifications: Show Notifications');
    const item = connected.workbench.page.locator('.notification-list-item').filter({ hasText: text });
    await item.waitFor({ timeout });
    return item;
  }
  const fileSent = () => connected.answers.findLast(({ request }) => isFile(request))?.body;
  const filesAsked = () => connected.server.requests.filter(isFile).length;

  /** All that the editor holds, as a user takes it. */
  async function editorText(): Promise<string> {
    const { page } = connected.workbench;
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+C');
    return connected.workbench.clipboard();
  }

  /** In VS Code's own file dialog: the field begins with what the extension proposes. */
  async function choose(file: string, job = id): Promise<void> {
    const { page } = connected.workbench;
    const input = page.locator('.quick-input-widget input[type=text]').first();
    await eventually(async () => {
      assert.match(await input.inputValue(), new RegExp(`/failed-records-${job}\\.csv$`));
    });
    await input.fill(file);
    // It takes no Enter while it still looks at the folder.
    await eventually(async () => {
      if (await input.isVisible()) await input.press('Enter', { timeout: 2_000 });
      await input.waitFor({ state: 'hidden', timeout: 3_000 });
    });
  }

  it('open from a job’s row in an editor that cannot be typed into, and are counted', async () => {
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
    await page.getByText('These failed records are in memory only.').first().waitFor();
    assert.equal(await editorText(), text);
    assert.doesNotMatch((await tab().getAttribute('class')) ?? '', /\bdirty\b/);
    await workbench.screenshot('failed-records');
  });

  it('open from the panel', async () => {
    const { workbench } = connected;
    await workbench.row(row).click();
    await showsJob(workbench, id);
    await workbench.details().getByRole('button', { name: 'Open Failed Records' }).click();
    await tab().waitFor();
    assert.equal(await editorText(), fileSent());
  });

  it('are shown as they are now, though they were open before', async () => {
    const { workbench, server } = connected;
    const body = 'line,emailAddress,errorMessage\n7,another@example.com,Newer\n';
    server.answer(isFile, { status: 200, headers: {}, body }, { times: 1 });
    await workbench.contextMenu(row, 'Open Failed Records');
    await tab().waitFor();
    await eventually(async () => {
      assert.equal(await editorText(), body);
    });
    await workbench.command('View: Close All Editors');
    await workbench.contextMenu(row, 'Open Failed Records');
    await tab().waitFor();
    await eventually(async () => {
      assert.equal(await editorText(), fileSent());
    });
  });

  it('open with a fresh link where the first has expired', async () => {
    const before = filesAsked();
    connected.server.answer(isFile, expired, { times: 1 });
    await connected.workbench.contextMenu(row, 'Open Failed Records');
    await tab().waitFor();
    assert.equal(filesAsked() - before, 2);
    assert.equal(await editorText(), fileSent());
  });

  it('say why they do not open', async () => {
    const { workbench, server } = connected;
    const undo = server.answer(isFile, expired);
    await workbench.contextMenu(row, 'Open Failed Records');
    await notice('A fresh link was refused too');
    undo();
    server.answer(
      ({ path }) => path.endsWith(id),
      { status: 404, headers: { 'x-amzn-errortype': 'NotFoundException' }, body: '{}' },
      { times: 1 },
    );
    await workbench.contextMenu(row, 'Open Failed Records');
    await notice('This item no longer exists in AWS');
    await workbench.contextMenu(processing, 'Open Failed Records');
    await notice('This import job has no file of failed records');
    assert.equal(await tab('failed-records').count(), 0);
  });

  it('are offered to be saved where an editor has no room for them', async () => {
    const { workbench, server } = connected;
    const undo = server.answer(isFile, { status: 200, headers: {}, body: 'line,reason\n'.repeat(4_200_000) });
    await workbench.contextMenu(row, 'Open Failed Records');
    await (await notice('larger than 50 MB')).getByRole('button', { name: 'Save Failed Records As…' }).click();
    const file = join(folder, 'large.csv');
    await choose(file);
    // Four million records are counted on the way.
    await notice('were saved to “large.csv” (50.4 MB)', 120_000);
    undo();
    assert.deepEqual(await readdir(folder), ['large.csv']);
    await rm(file);
  });

  it('leave the panel free for as long as that offer waits', async () => {
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

  it('are offered to be saved, too, where no editor takes them for text', async () => {
    const { workbench, server } = connected;
    const body = `line,emailAddress,errorMessage\n1,a\0b@example.com,bad\n`;
    const undo = server.answer(isFile, { status: 200, headers: {}, body });
    // Of another job: VS Code would know for a while that the file of the first one is text.
    await workbench.contextMenu(other, 'Open Failed Records');
    await (
      await notice('cannot be shown in an editor')
    )
      .getByRole('button', { name: 'Save Failed Records As…' })
      .click();
    const file = join(folder, 'binary.csv');
    await choose(file, otherId);
    await notice('were saved to “binary.csv”');
    undo();
    assert.equal(await tab(`failed-records-${otherId}`).count(), 0);
    assert.equal(await readFile(file, 'utf8'), body);
    await rm(file);
  });

  it('are saved to a file', async () => {
    const { workbench } = connected;
    const file = join(folder, 'records.csv');
    await workbench.contextMenu(row, 'Save Failed Records As…');
    await choose(file);
    await notice('were saved to “records.csv”');
    assert.equal(await readFile(file, 'utf8'), fileSent());
    assert.deepEqual(await readdir(folder), ['records.csv']);
    await rm(file);
  });

  it('are not saved where even a disk has no room for so many, and it says so', async () => {
    const { workbench, server } = connected;
    server.answer(isFile, { status: 200, headers: { 'content-length': '50000000001' }, body: '' }, { times: 1 });
    await workbench.contextMenu(row, 'Save Failed Records As…');
    await choose(join(folder, 'huge.csv'));
    await notice('The failed records were not saved: they are larger than 50 GB.');
    assert.deepEqual(await readdir(folder), []);
  });

  it('are busy in the panel for as long as they are saved, also when it was hidden meanwhile, and then counted there', async () => {
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
    await workbench.contextMenu(other, 'Open as JSON');
    await workbench.details().locator('h1').waitFor({ state: 'hidden' });
    await workbench.row(other).click();
    await showsJob(workbench, otherId);
    await save.and(workbench.details().locator('[aria-busy=true]')).waitFor();
    // Another job is not busy with it.
    await workbench.row(row).click();
    await showsJob(workbench, id);
    assert.equal(await workbench.details().locator('[aria-busy=true]').count(), 0);
    await workbench.row(other).click();
    await save.and(workbench.details().locator('[aria-busy=true]')).waitFor();
    gate.release();
    await notice('were saved to “records.csv”');
    await workbench.details().getByRole('table', { name: 'Failed records by reason' }).waitFor();
    await workbench.details().locator('[aria-busy=true]').waitFor({ state: 'detached' });
    assert.deepEqual(await readdir(folder), ['records.csv']);
    await rm(file);
  });

  it('are left alone when cancelled, and leave no file', async () => {
    const { workbench, server } = connected;
    const cancel = async (title: string) => {
      const item = await notice(title);
      await item.getByRole('button', { name: 'Cancel' }).click();
      await item.waitFor({ state: 'detached' });
    };
    const opening = server.hold(isFile);
    await workbench.contextMenu(row, 'Open Failed Records');
    await opening.arrived;
    await cancel('Opening the failed records');
    await opening.left;
    opening.release();
    const saving = server.hold(isFile);
    await workbench.contextMenu(row, 'Save Failed Records As…');
    await choose(join(folder, 'records.csv'));
    await saving.arrived;
    await eventually(async () => {
      assert.match(String(await readdir(folder)), /\.part$/);
    });
    await cancel('Saving the failed records');
    await saving.left;
    saving.release();
    await eventually(async () => {
      assert.deepEqual(await readdir(folder), []);
    });
    assert.equal(await tab().count(), 0);
    await eventually(async () => {
      assert.deepEqual(await workbench.page.locator('.notification-list-item').allInnerTexts(), []);
    });
  });

  it('are those of the sample account too, which asks no network', async () => {
    const { workbench } = connected;
    const before = connected.server.requests.length;
    await workbench
      .row(/^prod · eu-west-1/)
      .locator('.monaco-tl-twistie')
      .click();
    await workbench.setSettings({ 'importJobs.sampleAccount': true });
    await workbench.row(/^Sample account/).waitFor();
    await workbench.expand(/^Sample account/);
    await workbench.expand(/^Suppression list/);
    await workbench
      .row(/^Completed with failures.*Sample account/)
      .first()
      .waitFor();
    const [, sample = ''] =
      /job ([^,]+), Sample account/.exec(
        (await workbench
          .row(/^Completed with failures.*Sample account/)
          .first()
          .getAttribute('aria-label')) ?? '',
      ) ?? [];
    await workbench.contextMenu(new RegExp(`job ${sample}, `), 'Open Failed Records');
    const name = `failed-records-${sample}.csv`;
    await tab(name).waitFor();
    assert.match(await editorText(), /^line,emailAddress,errorMessage\n\d+,/);
    assert.equal(connected.server.requests.length, before);

    // What was open is not kept for another window, nor is its tab.
    await workbench.reload();
    await workbench.openView();
    await workbench.row(/^Sample account/).waitFor();
    await eventually(async () => {
      assert.equal(await tab(name).count(), 0);
    });
  });

  it('leave no link in the log', async () => {
    const log = await connected.workbench.extensionLog();
    assert.match(log, /HTTP|refused/);
    assert.doesNotMatch(log, /X-Amz-(Signature|Credential)=[^…]/i);
  });
});
