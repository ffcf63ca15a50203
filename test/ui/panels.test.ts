import assert from 'node:assert/strict';
import { problemsOfPanel } from '../support/axe';
import { Connected, prod } from '../support/connected';
import { eventually } from '../support/eventually';
import { notification } from '../support/messages';
import { isOperation } from '../support/operations';
import { showsJob } from '../support/panel';
import { stateOf } from '../support/storedState';
import { sesJobsIn } from '../support/wire';

describe('The set of details panels', () => {
  let connected: Connected;
  let ids: readonly string[];

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 12 } });
    await connected.workbench.prepare(() => connected.workbench.openList('Suppression list'));
    ids = sesJobsIn(connected.answer('ListImportJobs').body).map(({ JobId }) => JobId);
  });
  beforeEach(async () => {
    await connected.workbench.openView();
    await connected.workbench.openList('Suppression list');
    // A test may have had it denied.
    if ((await connected.workbench.row(/^Access denied/).count()) > 0) {
      await connected.workbench.contextMenu(/^Access denied/, 'Try Again');
    }
    await connected.workbench.row(new RegExp(id(0))).waitFor();
  });
  afterEach(() => connected.workbench.closeEditors());
  after(() => connected.stop());

  const tabs = () => connected.workbench.page.locator('.editor-group-container [role=tab]');
  const id = (place: number) => ids[place] ?? assert.fail();
  const click = async (place: number) => {
    await connected.workbench.row(new RegExp(id(place))).click();
    await showsJob(connected.workbench, id(place));
  };
  const press = (key: string) => connected.workbench.page.keyboard.press(key);
  const pin = async () => {
    await connected.workbench.page.getByRole('button', { name: 'Pin Details' }).click();
    await connected.workbench.page.getByRole('button', { name: 'Unpin Details' }).waitFor();
  };
  const showResponse = async () => {
    await connected.workbench.details().getByText('Raw response').click();
    await connected.workbench.details().locator('pre').waitFor();
  };

  it('opens none for a selection by keyboard, and follows the selection when open', async () => {
    const { workbench } = connected;
    const toggle = () => press('ControlOrMeta+Shift+Enter');
    const selected = (place: number) =>
      workbench
        .row(new RegExp(id(place)))
        .and(workbench.page.locator('[aria-selected=true]'))
        .waitFor();
    // A click collapses the list.
    await workbench.row(/^Suppression list/).click();
    await press('ArrowRight');
    await workbench.row(new RegExp(id(1))).waitFor();
    const since = connected.answers.length;
    await press('ArrowDown');
    await toggle();
    await selected(0);
    // By the end of this command, a panel would have opened.
    await workbench.command('Import Jobs: Show Log');
    assert.equal(await workbench.page.locator('iframe.webview').count(), 0);
    assert.deepEqual(connected.asked(since), []);
    await click(1);
    assert.equal(await tabs().count(), 1);

    // Selects two and deselects the first, without a click that opens one.
    const toggleByMouse = (place: number) =>
      workbench.row(new RegExp(id(place))).click({ modifiers: ['ControlOrMeta'] });
    await toggleByMouse(2);
    await selected(2);
    await toggleByMouse(1);
    await showsJob(workbench, id(2));
    assert.deepEqual(connected.asked(since), ['ses GetImportJob', 'ses GetImportJob']);
    assert.equal(await tabs().count(), 1);
  });

  it('does not switch when more jobs are loaded', async () => {
    const { workbench } = connected;
    await click(2);
    const since = connected.answers.length;
    await workbench.row(/^Load more, Suppression list/).click();
    await eventually(() => {
      assert.deepEqual(connected.asked(since), ['ListImportJobs']);
    });
    const more = sesJobsIn(connected.answer('ListImportJobs').body).map(({ JobId }) => JobId);
    await workbench.row(new RegExp(more[0] ?? '')).waitFor();
    await showsJob(workbench, id(2));
    await press('ArrowDown');
    await press('Enter');
    await showsJob(workbench, more[0] ?? '');
    assert.deepEqual(connected.asked(since), ['ListImportJobs', 'ses GetImportJob']);
  });

  it('keeps pinned ones, and reveals them by a click on their job', async () => {
    const { workbench } = connected;
    await click(0);
    await pin();
    await click(1);
    assert.equal(await tabs().count(), 2);
    await click(3);
    assert.equal(await tabs().count(), 2);
    await click(0);
    assert.equal(await tabs().count(), 2);
    await workbench.page.getByRole('button', { name: 'Unpin Details' }).waitFor();
    await workbench.screenshot('panel-pinned');
    await click(1);
    await workbench.page.getByRole('button', { name: 'Pin Details' }).waitFor();
  });

  it('have their job and its state in their tabs, and select its row when they become active', async () => {
    const { workbench } = connected;
    await click(0);
    await pin();
    await click(1);
    for (const place of [0, 1]) {
      const tab = tabs().nth(place);
      assert.match(await tab.innerText(), /^Suppression list · \w+ \d+, \d+:\d+\s[AP]M/);
      const icons = await tab
        .locator('*')
        .evaluateAll((parts) =>
          parts.flatMap((part) =>
            [undefined, '::before'].map((pseudo) => getComputedStyle(part, pseudo).backgroundImage),
          ),
        );
      assert.match(icons.join(' '), /media(?:\/|%2F)tab(?:\/|%2F)\w+-dark\.svg/);
    }
    await workbench.screenshot('panel-tabs');
    const since = connected.answers.length;
    await tabs().first().click();
    const selected = (place: number) =>
      workbench.row(new RegExp(id(place))).and(workbench.page.locator('[aria-selected=true]'));
    await selected(0).waitFor();
    await tabs().last().click();
    await selected(1).waitFor();
    assert.equal(await workbench.view.locator('.monaco-list:focus').count(), 0);
    // A click collapses the list.
    await workbench.row(/^Suppression list/).click();
    await tabs().first().click();
    await showsJob(workbench, id(0));
    // The selected row is now the list, but the user looks at the job.
    await workbench.command('Import Jobs: Copy Job ID');
    assert.equal(await workbench.clipboard(), id(0));
    // By the end of this command, the list would have been expanded.
    await workbench.command('Import Jobs: Show Log');
    await workbench.row(new RegExp(id(0))).waitFor({ state: 'detached' });
    assert.deepEqual(connected.asked(since), []);
    assert.equal(await tabs().count(), 2);
  });

  it('is restored after a reload with pins, open folds and the filter', async () => {
    const { workbench } = connected;
    await click(0);
    await pin();
    await click(1);
    await showResponse();
    const stored = await eventually(async () => {
      const editors = (await stateOf(workbench.page)).filter((value) => value.includes(id(0)) && value.includes(id(1)));
      assert.ok(
        editors.length > 0 && editors.some((value) => /rawOpen\W*true/.test(value) && value.includes('pinned')),
      );
      return editors.join('\n');
    });
    assert.doesNotMatch(stored, /s3:|X-Amz|https:[^"]*failed-records/i, 'No URL of a job.');
    const since = connected.answers.length;
    await workbench.reload();
    await showsJob(workbench, id(1));
    await workbench.details().locator('pre').waitFor();
    assert.deepEqual(
      connected.asked(since).filter((operation) => operation.includes('GetImportJob')),
      ['ses GetImportJob'],
    );
    assert.equal(await tabs().count(), 2);
    await tabs().first().click();
    await showsJob(workbench, id(0));
    await workbench.page.getByRole('button', { name: 'Unpin Details' }).waitFor();
    await workbench.openView();
    await workbench.openList('Suppression list');
    await click(4);
    assert.equal(await tabs().count(), 2, 'The other one follows.');
  });

  it('says why a job could not be read after a reload, and keeps the view’s state', async () => {
    const { workbench } = connected;
    await click(4);
    await showResponse();
    await eventually(async () => {
      const editors = (await stateOf(workbench.page)).filter((value) => /rawOpen\W*true/.test(value));
      assert.ok(editors.some((value) => value.includes(id(4))));
      assert.ok(!editors.some((value) => value.includes(id(0))), 'The tabs of the test before are still stored.');
    });
    const denied = {
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      body: JSON.stringify({ message: 'No.' }),
    };
    // Lists are denied too, since their summary of the job would be shown.
    const undo = connected.server.answer(() => true, denied);
    await workbench.reload();
    await workbench.details().getByRole('heading', { name: 'The import job could not be read' }).waitFor();
    await workbench.details().locator('main').getByText('ses:GetImportJob').waitFor();
    assert.deepEqual(await problemsOfPanel(workbench), []);
    await workbench.screenshot('panel-not-read');
    const again = workbench.details().getByRole('button', { name: 'Try Again' });
    const busy = again.and(workbench.details().locator('[aria-busy=true]'));
    const hold = connected.server.hold(isOperation('ses GetImportJob'));
    await again.click();
    await hold.arrived;
    await busy.waitFor();
    hold.release();
    await busy.waitFor({ state: 'detached' });
    undo();
    await again.click();
    await showsJob(workbench, id(4));
    await workbench.details().locator('pre').waitFor();
    await workbench.page.getByRole('button', { name: 'Pin Details' }).waitFor();
    assert.deepEqual(await tabs().allInnerTexts(), [await tabs().first().innerText()]);
  });

  it('continues with a connection that was renamed, or removed and restored', async () => {
    const { workbench } = connected;
    const works = async () => {
      await showsJob(workbench, id(4));
      const since = connected.answers.length;
      await workbench.details().getByRole('button', { name: 'Refresh' }).click();
      await eventually(() => {
        // An expanded list is read again with its connection.
        const asked = connected.asked(since).filter((operation) => operation !== 'ListImportJobs');
        assert.deepEqual(asked, ['ses GetImportJob']);
      });
      await workbench.details().getByRole('button', { name: 'Copy Job ID' }).click();
      assert.equal(await workbench.clipboard(), id(4));
    };
    await click(4);
    await workbench.setSettings({ 'importJobs.connections': [{ ...prod, name: 'Production' }] });
    await workbench.details().locator('.trail').getByText('Production').waitFor();
    await works();
    await workbench.contextMenu(/^Production/, 'Remove Connection');
    await workbench.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await workbench.details().getByRole('heading', { name: 'Import job no longer available' }).waitFor();
    await (await notification(workbench, 'removed.')).getByRole('button', { name: 'Undo' }).click();
    await works();
    await workbench.setSettings({ 'importJobs.connections': [prod] });
    await workbench.details().locator('.trail').getByText('prod · eu-west-1').waitFor();
  });

  it('says that the job is no longer available when its connection was removed, even after a reload', async () => {
    const { workbench } = connected;
    const isGone = () => workbench.details().getByRole('heading', { name: 'Import job no longer available' }).waitFor();
    await click(4);
    await workbench.setSettings({ 'importJobs.connections': [] });
    await isGone();
    await eventually(async () => {
      assert.ok((await stateOf(workbench.page)).some((value) => value.includes('rawOpen') && value.includes(id(4))));
    });
    await workbench.reload();
    await isGone();
    await workbench.screenshot('panel-gone');
    await workbench.setSettings({ 'importJobs.connections': [prod] });
    await showsJob(workbench, id(4));
  });
});
