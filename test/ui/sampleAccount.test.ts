import assert from 'node:assert/strict';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uploadSecret } from '../support/addressLists';
import { eventually } from '../support/eventually';
import { panelFields, showsJob } from '../support/panel';
import { allRows, jobIdOf, jobIdsBelow } from '../support/rows';
import { stateOf } from '../support/storedState';
import { Workbench } from '../support/workbench';

describe('The view without connections', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.start({ settings: { 'importJobs.pageSize': 10 }, window: { height: 1400 } });
    await workbench.prepare(() => workbench.openView());
  });
  after(() => workbench.stop());

  const explore = () => workbench.view.getByRole('button', { name: 'Explore with sample data' });
  const sample = () => workbench.row(/^Sample account/);

  async function showSampleAccount(): Promise<void> {
    if (await explore().isVisible()) await explore().click();
    await sample().waitFor();
  }

  it('has a welcome text and a tab in the activity bar', async () => {
    await workbench.view.getByText('Your AWS account is only read, never changed.').waitFor();
    await explore().waitFor();
  });

  it('offers only commands that need no connection in the palette and its title', async () => {
    const { page } = workbench;
    const rows = page.locator('.quick-input-list .monaco-list-row .label-name');
    await page.keyboard.press('F1');
    await page.locator('.quick-input-filter input').fill('>Import Jobs: ');
    await rows.getByText('Import Jobs: Add Connection…', { exact: true }).waitFor();
    const offered = (await rows.allInnerTexts()).filter((text) => /^Import Jobs: (?!Focus on)/.test(text));
    assert.deepEqual(offered.map((text) => text.replace('Import Jobs: ', '')).sort(), [
      'Add Connection…',
      'Explore the Sample Account',
      'Open Help',
      'Open Settings',
      'Open a Saved Copy…',
      'Show Accessibility Help',
      'Show Log',
    ]);
    await page.keyboard.press('Escape');
    // The buttons of a view that is not alone appear with the mouse.
    await workbench.view.hover();
    const actions = page.getByRole('toolbar', { name: 'Jobs actions' });
    await actions.getByRole('button', { name: 'Add Connection…' }).waitFor();
    assert.equal(await actions.getByRole('button', { name: 'Refresh' }).count(), 0);
    await workbench.screenshot('welcome');
  });

  it('says how to get a profile when there is none', async () => {
    const { page } = workbench;
    await workbench.view.locator('.welcome-view').getByRole('button', { name: 'Add Connection…' }).click();
    const options = page.locator('.quick-input-widget').getByRole('option');
    await options.filter({ hasText: 'Run “aws configure sso” or “aws configure” in a terminal' }).waitFor();
    // Enter picks the chain.
    await page.locator('.quick-input-widget .focused').getByText('Default credential chain').waitFor();
    await page.keyboard.press('Escape');
  });

  it('opens its settings and its page', async () => {
    const { page } = workbench;
    await workbench.command('Import Jobs: Open Settings');
    await page.locator('.settings-editor').getByText('Import Jobs: Page Size').first().waitFor();
    await workbench.command('Import Jobs: Open Help');
    await page.getByRole('tab', { name: /^Extension: Import Jobs for/ }).waitFor();
    await workbench.closeEditors();
  });

  it('leads to the details of a job with failures by one click', async () => {
    await explore().click();
    const selected = workbench.row(/^Completed with failures/).and(workbench.page.locator('[aria-selected=true]'));
    await selected.waitFor();
    const id = jobIdOf({ name: (await selected.getAttribute('aria-label')) ?? '' }) ?? assert.fail();
    await showsJob(workbench, id);
    await workbench.details().getByRole('button', { name: 'Copy Failed Records URL' }).waitFor();
    await workbench.view.locator('.monaco-list:focus').waitFor();
    await workbench.screenshot('first-run');
    await workbench.closeEditors();
  });

  it('shows the sample account with jobs of its services', async () => {
    await showSampleAccount();
    await workbench.openList('Suppression list');
    await workbench.openList('Amazon Pinpoint', 'Newsletter', 'Digest readers');
    await workbench
      .row(/Segment Digest readers, .*job/)
      .first()
      .waitFor();
    await workbench.openList('SES Mail Manager', 'blocked-senders');
    await workbench
      .row(/^Waiting for upload, upload link valid until/)
      .first()
      .click();
    await eventually(async () => {
      const { uploadLink, status } = await panelFields(workbench);
      assert.match(uploadLink ?? '', /^Valid until /);
      assert.equal(status, 'CREATED');
    });
    assert.doesNotMatch(await workbench.details().locator('body').innerText(), uploadSecret);
    const row = (await allRows(workbench)).find(({ name }) => name.startsWith('Completed with failures'));
    const JobId = jobIdOf(row ?? assert.fail()) ?? assert.fail();
    await workbench.row(new RegExp(JobId)).click();
    await showsJob(workbench, JobId);
    await workbench.contextMenu(new RegExp(JobId), 'Copy Failed Records URL');
    assert.match(await workbench.clipboard(), new RegExp(`^https://files\\.sample-account\\.invalid/.*${JobId}`));
  });

  it('keeps the sample account after a reload, and shows the welcome text once that is hidden', async () => {
    await showSampleAccount();
    await workbench.reload();
    await workbench.openView();
    await sample().waitFor();
    await workbench.contextMenu(/^Sample account/, 'Hide the Sample Account');
    await explore().waitFor();
    assert.equal(await workbench.row(/^/).count(), 0);
    await workbench.command('Import Jobs: Explore the Sample Account');
    await sample().waitFor();
    await workbench.command('Import Jobs: Hide the Sample Account');
    await sample().waitFor({ state: 'detached' });
  });

  it('restores a saved copy after a reload, and says so when its file is missing by then', async () => {
    const { page } = workbench;
    const folder = await mkdtemp(join(tmpdir(), 'import-jobs-copies-'));
    const file = join(folder, 'archive.json');
    const job = (JobId: string) => ({ JobId, JobStatus: 'COMPLETED', CreatedTimestamp: 1_795_338_900 });
    await writeFile(file, JSON.stringify({ ImportJobs: [job('saved-1'), job('saved-2')] }));
    await workbench.command('Import Jobs: Open a Saved Copy…');
    const path = page.locator('.quick-input-widget input[type=text]').first();
    await path.waitFor();
    // While VS Code reads the folder, it ignores Enter and resets the path.
    await eventually(async () => {
      if (await path.isVisible()) {
        await path.fill(file, { timeout: 2_000 });
        await path.press('Enter', { timeout: 2_000 });
      }
      await path.waitFor({ state: 'hidden', timeout: 2_000 });
    });
    const ids = () => jobIdsBelow(workbench, /^Amazon SES/);
    await workbench.row(/saved-1/).waitFor();
    const opened = await ids();
    assert.deepEqual([...opened].sort(), ['saved-1', 'saved-2']);
    // No connection is needed for what works on its jobs.
    await workbench.command('Import Jobs: Find Job…');
    await page.keyboard.type('saved-2');
    await page.locator('.quick-input-list').getByText('saved-2').first().waitFor();
    await page.keyboard.press('Escape');

    const isStored = (values: readonly string[]) => values.some((value) => /openCopies.*archive\.json/s.test(value));
    await eventually(async () => {
      assert.ok(isStored(await stateOf(page)));
    });
    await rename(file, `${file}.moved`);
    await workbench.reload();
    await workbench.openView();
    await workbench.row(/^archive\.json, File not found/).waitFor();
    await workbench.expand(/^archive\.json/);
    const failure = workbench.row(/^The file “archive\.json” no longer exists/);
    await failure.waitFor();
    await workbench.screenshot('saved-copy-missing');
    await rename(`${file}.moved`, file);
    await failure.click();
    await workbench.openList('Amazon SES');
    assert.deepEqual(await ids(), opened);
    await workbench.contextMenu(/^archive\.json/, 'Close Saved Copy');
    await explore().waitFor();
    await rm(folder, { recursive: true });
  });
});
