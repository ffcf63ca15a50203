import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually';
import { showsJob } from '../support/panel';
import { allRows, jobIdOf } from '../support/rows';
import { Workbench } from '../support/workbench';

describe('The keyboard', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.start({
      settings: { 'importJobs.sampleAccount': true, 'importJobs.pageSize': 10, 'editor.detectIndentation': false },
      window: { height: 1400 },
    });
  });
  afterEach(() => workbench.closeEditors());
  after(() => workbench.stop());

  const press = (key: string) => workbench.page.keyboard.press(key);
  /** The row with the focus. */
  const focusedRow = () => workbench.view.locator('.monaco-list:focus .monaco-list-rows .monaco-list-row.focused');
  const heading = () => workbench.details().locator('h1:focus');

  /** Describes what has the focus, in VS Code or in the panel. */
  const focus = async () => {
    const inPage = await workbench.details().locator(':focus').count();
    const inTree = await focusedRow().count();
    return inPage > 0
      ? workbench
          .details()
          .locator(':focus')
          .evaluate((element) => element.outerHTML)
      : inTree > 0
        ? focusedRow().evaluate((element) => element.id)
        : workbench.page.evaluate(() => document.activeElement?.outerHTML ?? '');
  };

  /** Presses a key that moves the focus until it is on something. */
  async function pressUntil(key: string, target: Locator): Promise<void> {
    while (!(await target.isVisible())) {
      const before = await focus();
      await press(key);
      await eventually(async () => {
        assert.notEqual(await focus(), before);
      });
    }
  }

  /** Returns the id of a job with a file of failed records, whose list is open. */
  async function failedJob(): Promise<string> {
    const row = (await allRows(workbench)).find(({ name }) => name.startsWith('Completed with failures'));
    return jobIdOf(row ?? assert.fail()) ?? assert.fail();
  }

  it('leads from the activity bar to the URL of failed records, and back to the row', async () => {
    await workbench.page.getByRole('tab', { name: 'Import Jobs' }).focus();
    // In a second attempt, Enter would close the view.
    if (!(await workbench.view.isVisible())) await press('Enter');
    await workbench.row(/^Sample account/).waitFor();
    await pressUntil('Tab', workbench.view.locator('.monaco-list:focus'));
    await pressUntil('ArrowDown', focusedRow().and(workbench.row(/^Suppression list/)));
    await press('ArrowRight');
    await workbench
      .row(/^Completed with failures/)
      .first()
      .waitFor();
    const id = await failedJob();
    await pressUntil('ArrowDown', focusedRow().and(workbench.row(new RegExp(id))));
    await press('Enter');
    await showsJob(workbench, id);
    await heading().waitFor();
    await workbench.screenshot('keyboard-heading');
    const copy = workbench.details().getByRole('button', { name: 'Copy Failed Records URL' });
    await pressUntil('Tab', copy.and(workbench.details().locator(':focus')));
    await press('Enter');
    assert.match(await workbench.clipboard(), new RegExp(`^https://files\\.sample-account\\.invalid/.*${id}`));
    await press('Escape');
    await focusedRow()
      .and(workbench.row(new RegExp(id)))
      .waitFor();
  });

  it('stays in the tree after Space and a click, and enters the panel by Open Details', async () => {
    await workbench.openView();
    await workbench.openList('Suppression list');
    const id = await failedJob();
    const row = workbench.row(new RegExp(id));
    await row.click();
    await showsJob(workbench, id);
    await focusedRow().and(row).waitFor();
    await press('ArrowDown');
    await press('Space');
    const shown = workbench.details().locator('[data-row=jobId] code');
    const next = await eventually(async () => {
      const jobId = await shown.innerText();
      assert.notEqual(jobId, id);
      return jobId;
    });
    await focusedRow()
      .and(workbench.row(new RegExp(next)))
      .waitFor();
    await workbench.command('Import Jobs: Open Details');
    await heading().waitFor();
    // One that is pressed while the palette is closing is the palette's.
    await eventually(async () => {
      await press('Escape');
      await focusedRow()
        .and(workbench.row(new RegExp(next)))
        .waitFor({ timeout: 2_000 });
    });
    await workbench.contextMenu(new RegExp(id), 'Open Details');
    await showsJob(workbench, id);
    await heading().waitFor();
  });

  it('has keys for Filter, Find Job and help in the view', async () => {
    await workbench.openView();
    await workbench.openList('Suppression list');
    const id = await failedJob();
    const row = workbench.row(new RegExp(id));
    await row.click();
    // A panel that opens later could close the picker.
    await showsJob(workbench, id);
    const title = workbench.page.locator('.quick-input-title');
    for (const [key, shown] of [
      ['f', /^Filter Jobs$/],
      ['j', /^Find Job: /],
    ] as const) {
      await focusedRow().and(row).waitFor();
      await press('Control+k');
      await press(`Control+${key}`);
      await title.getByText(shown).waitFor();
      await press('Escape');
      await title.waitFor({ state: 'hidden' });
    }
    await focusedRow().and(row).waitFor();
    await press('Alt+F1');
    const help = workbench.page.getByRole('dialog', { name: 'Import Jobs: Accessibility Help' });
    await help.getByText('Escape returns to the row.').waitFor();
    await workbench.screenshot('accessibility-help');
    await press('Escape');
    await help.waitFor({ state: 'detached' });
    await focusedRow().and(row).waitFor();
    // Find Job has loaded the whole list, which would leave no room for others.
    await press('ArrowLeft');
    await focusedRow()
      .and(workbench.row(/^Suppression list/))
      .waitFor();
    await press('ArrowLeft');
    await row.waitFor({ state: 'detached' });
  });

  it('leaves the same keys to VS Code elsewhere', async () => {
    await workbench.command('Preferences: Open User Settings (JSON)');
    const lines = workbench.page.locator('.editor-instance .view-line');
    const second = lines.nth(1);
    await second.filter({ hasText: /^\s\s\S/ }).waitFor();
    const count = await lines.count();
    // Format Selection
    await press('Control+a');
    await eventually(async () => {
      await press('Control+k');
      await press('Control+f');
      await second.filter({ hasText: /^\s{4}\S/ }).waitFor({ timeout: 1_000 });
    });
    await press('Control+z');
    await second.filter({ hasText: /^\s\s\S/ }).waitFor();
    // Fold All, then Unfold All
    await press('Control+k');
    await press('Control+0');
    await eventually(async () => {
      assert.ok((await lines.count()) < count);
    });
    await press('Control+k');
    await press('Control+j');
    await eventually(async () => {
      assert.equal(await lines.count(), count);
    });
    assert.ok(!(await workbench.page.locator('.quick-input-widget').isVisible()));
  });

  describe('in the panel of a job with a list of failures', () => {
    let id: string;

    beforeEach(async () => {
      await workbench.openView();
      await workbench.openList('Amazon Pinpoint', 'Newsletter', 'All import jobs');
      const rows = await allRows(workbench);
      const row = rows.findLast(({ name }) => name.startsWith('Completed with failures') && name.includes('Segment'));
      id = jobIdOf(row ?? assert.fail()) ?? assert.fail();
      await workbench.contextMenu(new RegExp(id), 'Open Details');
      await heading().waitFor();
    });

    it('clears the filter by Escape first', async () => {
      const filter = workbench.details().locator('input:focus');
      await pressUntil('Tab', filter);
      await press('x');
      assert.equal(await filter.inputValue(), 'x');
      await press('Escape');
      await eventually(async () => {
        assert.equal(await filter.inputValue(), '');
      });
      await press('Escape');
      await focusedRow()
        .and(workbench.row(new RegExp(id)))
        .waitFor();
    });

    it('closes the find widget by Escape first', async () => {
      const find = workbench.page.locator('.simple-find-part.visible');
      await press('ControlOrMeta+f');
      await find.waitFor();
      await press('Escape');
      await find.waitFor({ state: 'hidden' });
      assert.equal(await focusedRow().count(), 0);
      // VS Code considers the widget open until another Escape.
      await eventually(async () => {
        await press('Escape');
        await focusedRow()
          .and(workbench.row(new RegExp(id)))
          .waitFor({ timeout: 2_000 });
      });
    });
  });
});
