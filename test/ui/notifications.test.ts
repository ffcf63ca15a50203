import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { end, type FreshAccount } from '../support/freshAccount';
import { FreshBench } from '../support/freshBench';
import { buttonsOf, notification } from '../support/messages';
import { showsJob } from '../support/panel';
import { stateOf } from '../support/storedState';
import type { Workbench } from '../support/workbench';

const neverAgain = "Don't Show Again";

describe('Notifications of jobs that finish', () => {
  let bench: FreshBench;
  let busy: FreshAccount;
  let workbench: Workbench;

  before(async () => {
    bench = await FreshBench.start();
    ({ busy, workbench } = bench);
  });
  after(() => bench.stop());

  beforeEach(() => bench.openList());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await bench.settle();
    await workbench.clearNotifications();
    await workbench.closeEditors();
  });

  const toasts = () => workbench.page.locator('.notification-toast');
  const finished = /^busy · eu-west-1: suppression list import completed, 5,000 processed$/;

  it('are one toast for 14 that finish together, which opens the job picked', async () => {
    const jobs = Array.from({ length: 14 }, (_, index) => busy.begin(`together-${index}`, 'contact'));
    await bench.importing(15);
    for (const [index, job] of jobs.entries()) end(job, index < 2 ? 3 : 0);
    const toast = await notification(workbench, /^busy · eu-west-1: 14 import jobs finished, 2 with failures$/);
    assert.equal(await toasts().count(), 1);
    await toast.locator('.codicon-warning').waitFor();
    assert.deepEqual(await buttonsOf(toast), ['Open Details', 'Open Failed Records', neverAgain]);

    await toast.getByRole('button', { name: 'Open Details' }).click();
    const options = workbench.page.locator('.quick-input-list').getByRole('option');
    await options.first().waitFor();
    assert.equal(await options.first().getAttribute('aria-setsize'), '14');
    // Those with failures are first.
    await options.first().filter({ hasText: 'together-1' }).click();
    await showsJob(workbench, 'together-1');
    await toast.waitFor({ state: 'detached' });
  });

  it('appear once for a job; panel, row, badge and status bar agree', async () => {
    const job = await bench.begun('watched');
    await workbench.row(/job watched,/).click();
    await showsJob(workbench, 'watched');
    const state = workbench.details().locator('.state');
    assert.equal(await state.innerText(), 'Processing');
    await bench.importing(2);
    // The view's badge is for failures that its rows do not show.
    await bench.hide();
    end(job, 3);
    await state.getByText('Completed with failures').waitFor();
    await bench.importing(1);
    const toast = await notification(
      workbench,
      /^busy · eu-west-1: suppression list import completed, 3 of 5,000 failed$/,
    );
    assert.equal(await toasts().count(), 1);
    assert.deepEqual(await buttonsOf(toast), ['Open Details', 'Open Failed Records', neverAgain]);
    await workbench.screenshot('notification');
    await bench.tab.locator('.badge').getByText('1', { exact: true }).waitFor();
    assert.match(
      (await bench.tab.getAttribute('aria-label')) ?? '',
      /1 import job finished with failures: busy · eu-west-1/,
    );
    await toast.getByRole('button', { name: 'Open Details' }).click();
    await toast.waitFor({ state: 'detached' });

    await bench.openList();
    await workbench.row(/^Completed with failures, 5,000 processed, 3 failed, .*job watched,/).waitFor();
    await bench.tab.locator('.badge').waitFor({ state: 'hidden' });
    await bench.looks(3);
    assert.deepEqual(await bench.messages(), []);
  });

  it('accompany a status bar item that opens the only running job, or the one picked', async () => {
    const selected = (id: string) =>
      workbench
        .row(new RegExp(`job ${id},`))
        .and(workbench.page.locator('[aria-selected=true]'))
        .waitFor();
    await bench.closeList();
    await bench.hide();
    await bench.importing(1);
    await bench.statusBar.click();
    await selected('endless');
    await showsJob(workbench, 'endless');

    // Its list was never opened.
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
    await notification(workbench, /^news \(busy · eu-west-1\): contact list import completed/);
  });

  it('do not appear again after a reload of the window', async () => {
    end(await bench.begun('before the reload'));
    await notification(workbench, finished);
    await workbench.reload();
    await bench.openList();
    await bench.ended('before the reload');
    await bench.looks(3);
    assert.equal(await toasts().count(), 0);
    assert.deepEqual(await bench.messages(), []);
    await bench.importing(1);
  });

  it('appear for a job that finished while the window was closed, and its list is expanded again', async () => {
    const job = await bench.begun('across a restart');
    // VS Code writes a workspace's state a moment later.
    await eventually(async () => {
      assert.ok((await stateOf(workbench.page)).some((value) => value.includes('across a restart')));
    });
    let length = 0;
    await workbench.restart(() => {
      end(job, 2);
      ({ length } = busy.server.requests);
    });
    await workbench.openView();
    // The list is not opened by the test.
    await workbench.row(/^Completed with failures.*job across a restart,/).waitFor();
    await notification(workbench, /^busy · eu-west-1: suppression list import completed, 2 of 5,000 failed/);
    assert.equal(await toasts().count(), 1);
    assert.equal(busy.counts(length).GetApps, undefined);
    await bench.importing(1);
  });

  it("continue when Don't Show Again cannot be saved, which shows an error and opens the settings file", async () => {
    await workbench.breakSettings();
    end(await bench.begun('announced all the same'));
    await (await notification(workbench, finished)).getByRole('button', { name: neverAgain }).click();
    const toast = await notification(
      workbench,
      /^Notifications could not be turned off\. Unable to write into user settings\./,
    );
    await toast.locator('.codicon-error').waitFor();
    await toast.getByRole('button', { name: 'Open Settings' }).click();
    const tabOfFile = workbench.page.locator('.editor-group-container').getByRole('tab', { name: /^settings\.json/ });
    await tabOfFile.waitFor();
    await workbench.page.locator('.monaco-editor .view-line').first().click();
    for (const key of ['Control+End', 'Backspace', 'Control+S']) await workbench.page.keyboard.press(key);
    await eventually(async () => {
      JSON.parse(await workbench.userSettings());
    });
  });
});
