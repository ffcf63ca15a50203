import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { end, type FreshAccount } from '../support/freshAccount';
import { FreshBench } from '../support/freshBench';
import { showsJob } from '../support/panel';
import type { Workbench } from '../support/workbench';

describe('Telling what became of jobs', () => {
  let bench: FreshBench;
  let busy: FreshAccount;
  let workbench: Workbench;

  before(async () => {
    bench = await FreshBench.start();
    ({ busy, workbench } = bench);
  });
  after(() => bench.stop());

  beforeEach(() => workbench.openView());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await bench.settle();
  });

  it('tells once of a job that ends; panel, row, badge and status bar agree', async () => {
    const job = await bench.begun('watched');
    await workbench.row(/job watched,/).click();
    await showsJob(workbench, 'watched');
    const state = workbench.details().locator('.state');
    assert.equal(await state.innerText(), 'Processing');
    await bench.importing(2);
    // With the view out of sight, its badge is what tells.
    await bench.hide();
    end(job, 3);
    await state.getByText('Completed with failures').waitFor();
    await bench.importing(1);
    await eventually(async () => {
      assert.match((await bench.tab.getAttribute('aria-label')) ?? '', /1 import job ended with failures/);
    });
    const said = ['Suppression list: Completed with failures · 5,000 processed, 3 failed'];
    await eventually(async () => {
      assert.deepEqual(await bench.messages(), said);
    });
    const buttons = workbench.page.locator('.notification-list-item-buttons-container .monaco-button');
    assert.deepEqual(await buttons.allInnerTexts(), ['Open Details', 'Copy Failed Records URL', "Don't Show Again"]);

    await bench.openBusyList();
    await workbench.row(/^Completed with failures, 5,000 processed, 3 failed, .*job watched,/).waitFor();
    await eventually(async () => {
      assert.equal(await bench.tab.getAttribute('aria-label'), 'Import Jobs');
    });
    await bench.looks(3);
    assert.deepEqual(await bench.messages(), said, 'Still the one.');
    await bench.clearMessages();
  });

  it('lists in the status bar what is in progress, and shows at a click the one, or the one that is picked', async () => {
    const selected = (id: string) =>
      workbench
        .row(new RegExp(`job ${id},`))
        .and(workbench.page.locator('[aria-selected=true]'))
        .waitFor();
    await workbench
      .row(/^Suppression list/)
      .first()
      .locator('.monaco-tl-twistie')
      .click();
    await bench.hide();
    await bench.importing(1);
    await bench.statusBar.click();
    await selected('endless');
    await showsJob(workbench, 'endless');

    // Its list has never been opened.
    const other = busy.begin('unopened', 'contact');
    await bench.importing(2);
    await workbench.page.mouse.move(900, 600);
    await workbench.page.locator('.workbench-hover').waitFor({ state: 'detached' });
    await bench.statusBar.hover();
    const hover = workbench.page.locator('.workbench-hover', { hasText: 'Processing' });
    await hover.waitFor();
    for (const line of [
      'busy · eu-west-1 · Contact list news · Processing',
      'busy · eu-west-1 · Suppression list · Processing',
    ]) {
      assert.ok((await hover.innerText()).replaceAll('\u00A0', ' ').includes(line), await hover.innerText());
    }
    await bench.statusBar.click();
    const choices = workbench.page.locator('.quick-input-list').getByRole('option');
    await eventually(async () => {
      assert.equal(await choices.count(), 2);
    });
    await choices.filter({ hasText: 'unopened' }).click();
    await selected('unopened');
    await showsJob(workbench, 'unopened');
    end(other);
    await bench.importing(1);
    await eventually(async () => {
      assert.equal((await bench.messages()).length, 1);
    });
    await bench.clearMessages();
    await workbench
      .row(/^Contact lists/)
      .first()
      .locator('.monaco-tl-twistie')
      .click();
  });

  it('says nothing anew after a reload of the window', async () => {
    const job = await bench.begun('before the reload');
    end(job);
    await bench.ended('before the reload');
    await eventually(async () => {
      assert.equal((await bench.messages()).length, 1);
    });
    await workbench.reload();
    await bench.openBusyList();
    await bench.ended('before the reload');
    await bench.looks(3);
    assert.deepEqual(await bench.messages(), []);
    await bench.importing(1);
  });

  it('announces a job that finished while the window was closed, and expands the lists that were expanded', async () => {
    const job = await bench.begun('across a restart');
    await workbench.page.goto('about:blank');
    end(job, 2);
    const before = busy.server.requests.length;
    await workbench.page.goBack();
    await workbench.openView();
    // Nobody opens the list.
    await workbench.row(/^Completed with failures.*job across a restart,/).waitFor();
    await eventually(async () => {
      const messages = await bench.messages();
      assert.equal(messages.length, 1);
      assert.match(messages[0] ?? '', /2 failed/);
    });
    const first = busy.counts(before);
    assert.equal(first.GetApps, undefined);
    await bench.clearMessages();
    await bench.importing(1);
  });

  it("says that it goes on telling where Don't Show Again cannot be kept, and leads to what is to be mended", async () => {
    await workbench.breakSettings();
    end(await bench.begun('told all the same'));
    await eventually(async () => {
      assert.equal((await bench.messages()).length, 1);
    });
    await workbench.page.locator('.notification-list-item').getByText("Don't Show Again").click();
    await eventually(async () => {
      assert.match(
        String(await bench.messages()),
        /^Notices could not be turned off\. Unable to write into user settings\./,
      );
    });
    await workbench.page.locator('.notification-list-item').getByRole('button', { name: 'Open Settings' }).click();
    const tabOfFile = workbench.page.locator('.editor-group-container').getByRole('tab', { name: /^settings\.json/ });
    await tabOfFile.waitFor();
    await workbench.page.locator('.monaco-editor .view-line').first().click();
    for (const key of ['Control+End', 'Backspace', 'Control+S']) await workbench.page.keyboard.press(key);
    await eventually(async () => {
      JSON.parse(await workbench.userSettings());
    });
    await workbench.command('View: Close All Editors');
  });
});
