import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { problemsOfPanel } from '../support/axe';
import { Connected, prod } from '../support/connected';
import { eventually } from '../support/eventually';
import { isOperation } from '../support/operations';
import { fieldsOfSesJob, showsJob } from '../support/panel';
import { stateOf } from '../support/storedState';
import { sesJobsIn, type PinpointJob } from '../support/wire';
import { themes } from '../support/workbench';

/** Of a job with failures that repeat. */
const failingId = 'd'.repeat(32);
const failures = [
  ...Array.from({ length: 7 }, () => 'Endpoint has no address'),
  'Line 2: no channel type',
  'Line 9: <img src=x onerror=alert(1)> is no channel type',
  ...Array.from({ length: 3 }, () => 'The address is not valid'),
  'Line 11: no country: one@example.com',
  'Line 15: no country: two@example.com',
];

describe('The set of details panels', () => {
  let connected: Connected;
  let ids: readonly string[];

  before(async () => {
    await mkdir('out/screenshots', { recursive: true });
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 12 } });
    const { workbench } = connected;
    await workbench.expand(/^Suppression list/);
    await workbench.row(/^Load more, Suppression list/).waitFor();
    ids = sesJobsIn(connected.answer('ListImportJobs').body).map(({ JobId }) => JobId);
  });
  after(() => connected.stop());

  const tabs = () => connected.workbench.page.locator('.editor-group-container [role=tab]');
  const id = (place: number) => ids[place] ?? assert.fail();
  const click = async (place: number) => {
    await connected.workbench.row(new RegExp(id(place))).click();
    await showsJob(connected.workbench, id(place));
  };
  const press = (key: string) => connected.workbench.page.keyboard.press(key);

  it('opens none for a selection by keys, and follows one that is made in an open one', async () => {
    const { workbench } = connected;
    const toggle = () => press('ControlOrMeta+Shift+Enter');
    const selected = (place: number) => workbench.row(new RegExp(id(place))).and(workbench.page.locator('[aria-selected=true]')).waitFor();
    // A click shuts the list.
    await workbench.row(/^Suppression list/).click();
    await press('ArrowRight');
    await workbench.row(new RegExp(id(1))).waitFor();
    const since = connected.answers.length;
    await press('ArrowDown');
    await toggle();
    await selected(0);
    // Another round through VS Code, so that a panel would have come.
    await workbench.command('Import Jobs: Show Log');
    assert.equal(await workbench.page.locator('iframe.webview').count(), 0);
    assert.deepEqual(connected.asked(since), []);
    await click(1);
    assert.equal(await tabs().count(), 1);

    // Two are selected, then the first is not any more: none was clicked on to open it.
    const toggleByMouse = (place: number) => workbench.row(new RegExp(id(place))).click({ modifiers: ['ControlOrMeta'] });
    await toggleByMouse(2);
    await selected(2);
    await toggleByMouse(1);
    await showsJob(workbench, id(2));
    assert.deepEqual(connected.asked(since), ['ses GetImportJob', 'ses GetImportJob']);
    assert.equal(await tabs().count(), 1);
  });

  it('does not jump when more jobs are loaded', async () => {
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

  it('keeps those that are pinned, and reveals them by a click on their job', async () => {
    const { workbench } = connected;
    await click(0);
    await workbench.page.getByRole('button', { name: 'Pin Details' }).click();
    await workbench.page.getByRole('button', { name: 'Unpin Details' }).waitFor();
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

  it('comes back after a reload: pinned ones pinned, with the fold open and the filter kept', async () => {
    const { workbench } = connected;
    await workbench.details().getByText('Raw response').click();
    await workbench.details().locator('pre').waitFor();
    const stored = await eventually(async () => {
      const editors = (await stateOf(workbench.page)).filter((value) => value.includes(id(0)) && value.includes(id(1)));
      assert.ok(editors.length > 0 && editors.some((value) => /rawOpen\W*true/.test(value) && value.includes('pinned')));
      return editors.join('\n');
    });
    assert.doesNotMatch(stored, /s3:|X-Amz|https:[^"]*failed-records/i, 'No URL of a job.');
    const since = connected.answers.length;
    await workbench.reload();
    await showsJob(workbench, id(1));
    await workbench.details().locator('pre').waitFor();
    assert.deepEqual(connected.asked(since).filter((operation) => operation.includes('GetImportJob')), ['ses GetImportJob']);
    assert.equal(await tabs().count(), 2);
    await tabs().first().click();
    await showsJob(workbench, id(0));
    await workbench.page.getByRole('button', { name: 'Unpin Details' }).waitFor();
    await workbench.openView();
    await workbench.expand(/^Suppression list/);
    await click(4);
    assert.equal(await tabs().count(), 2, 'The other one follows.');
    await workbench.details().getByText('Raw response').click();
  });

  it('says why it could not be read after a reload, and loses nothing of how it was looked at', async () => {
    const { workbench } = connected;
    await workbench.details().getByText('Raw response').click();
    await eventually(async () => {
      assert.ok((await stateOf(workbench.page)).some((value) => /rawOpen\W*true/.test(value) && value.includes(id(4))));
    });
    const denied = { status: 403, headers: { 'x-amzn-errortype': 'AccessDeniedException' }, body: JSON.stringify({ message: 'No.' }) };
    const undo = connected.server.answer(isOperation('ses GetImportJob'), denied);
    await workbench.reload();
    await workbench.details().getByRole('heading', { name: 'The import job could not be read' }).waitFor();
    await workbench.details().locator('main').getByText('ses:GetImportJob').waitFor();
    assert.deepEqual(await problemsOfPanel(workbench), []);
    await workbench.screenshot('panel-not-read');
    const again = workbench.details().getByRole('button', { name: 'Try Again' });
    const since = connected.server.requests.length;
    await again.click();
    await eventually(() => { assert.equal(connected.server.requests.length, since + 1); });
    await again.and(workbench.details().locator(':not([aria-busy])')).waitFor();
    undo();
    await again.click();
    await showsJob(workbench, id(4));
    await workbench.details().locator('pre').waitFor();
    await workbench.page.getByRole('button', { name: 'Pin Details' }).waitFor();
    assert.equal(await tabs().count(), 2);
    await workbench.details().getByText('Raw response').click();
  });

  it('goes on with the account of a connection that was renamed, or removed and put back', async () => {
    const { workbench } = connected;
    const works = async () => {
      await showsJob(workbench, id(4));
      const since = connected.answers.length;
      await workbench.details().getByRole('button', { name: 'Refresh' }).click();
      await eventually(() => { assert.deepEqual(connected.asked(since), ['ses GetImportJob']); });
      await workbench.details().getByRole('button', { name: 'Copy job ID' }).click();
      assert.equal(await workbench.clipboard(), id(4));
    };
    await workbench.setSettings({ 'importJobs.connections': [{ ...prod, name: 'Production' }] });
    await workbench.details().locator('.trail').getByText('Production').waitFor();
    await works();
    await workbench.openView();
    await workbench.contextMenu(/^Production/, 'Remove Connection');
    await workbench.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await workbench.details().getByRole('heading', { name: 'This import job is gone' }).waitFor();
    await workbench.command('Notifications: Show Notifications');
    await workbench.page.locator('.notification-list-item').getByRole('button', { name: 'Undo' }).click();
    await works();
    await workbench.setSettings({ 'importJobs.connections': [prod] });
    await workbench.details().locator('.trail').getByText('prod · eu-west-1').waitFor();
  });

  it('says that the job is gone when its connection is, after a reload too', async () => {
    const { workbench } = connected;
    const isGone = () => workbench.details().getByRole('heading', { name: 'This import job is gone' }).waitFor();
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

describe('The page of a job', () => {
  let connected: Connected;
  let failed: string;

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 12 } });
    const { workbench, server } = connected;
    await workbench.expand(/^Suppression list/);
    await workbench.row(/^Completed with failures/).first().waitFor();
    const jobs = sesJobsIn(connected.answer('ListImportJobs').body);
    failed = jobs.find((job) => fieldsOfSesJob(job).state === 'Completed with failures')?.JobId ?? assert.fail();
    await workbench.expand(/^Amazon Pinpoint/);
    await workbench.expand(/^Loyalty/);
    server.answer(isOperation('GetImportJobs'), (request) => reply(request.path));
    await workbench.expand(/^All import jobs/);
    await workbench.row(new RegExp(failingId)).waitFor();
  });
  after(() => connected.stop());

  function reply(path: string): { status: number; headers: Record<string, string>; body: string } {
    const job: PinpointJob = {
      Id: failingId,
      ApplicationId: path.split('/')[3] ?? '',
      JobStatus: 'COMPLETED',
      CreationDate: '2026-11-20T10:00:00.000Z',
      CompletionDate: '2026-11-20T10:03:20.000Z',
      TotalProcessed: 12345,
      TotalFailures: 1204,
      CompletedPieces: 13,
      TotalPieces: 13,
      Type: 'IMPORT',
      Failures: failures,
      Definition: { DefineSegment: true, Format: 'JSON', S3Url: 's3://example-imports/pinpoint/', SegmentId: 'b'.repeat(32), SegmentName: 'Everybody' },
    };
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ Item: [job], NextToken: null }) };
  }

  const page = () => connected.workbench.details();
  const show = async (id: string) => {
    await connected.workbench.row(new RegExp(id)).first().click();
    await showsJob(connected.workbench, id);
  };

  it('has failures of one reason together, filters them and copies one, those shown and all', async () => {
    const { workbench } = connected;
    await show(failingId);
    const items = page().locator('.entries .scroller > ol > li');
    await eventually(async () => { assert.equal(await items.count(), 5); });
    assert.match(await items.first().innerText(), /^7×\s+Endpoint has no address/);
    await items.nth(1).getByRole('button', { name: /^Copy failure/ }).click();
    assert.equal(await workbench.clipboard(), 'The address is not valid');
    await page().getByTitle('1 failure with this reason').first().waitFor();
    const country = items.filter({ hasText: 'no country: …' });
    await country.getByRole('button', { name: 'Copy 2 failures with this reason' }).click();
    assert.deepEqual((await workbench.clipboard()).split('\n'), failures.slice(-2));
    await country.getByText('no country: …').click();
    await country.getByText('Line 15: no country: two@example.com').waitFor();
    await country.getByRole('button', { name: `Copy failure ${failures.length}` }).click();
    assert.equal(await workbench.clipboard(), failures.at(-1));
    const filter = page().getByRole('searchbox', { name: 'Filter failures' });
    await filter.fill('ADDRESS');
    await eventually(async () => { assert.equal(await items.count(), 2); });
    await page().getByText('10 of 14', { exact: true }).waitFor();
    await page().getByRole('button', { name: 'Copy 10 Shown' }).click();
    assert.deepEqual((await workbench.clipboard()).split('\n'), failures.filter((text) => /address/i.test(text)));
    await filter.fill('Line 9');
    await page().getByRole('button', { name: 'Copy 1 Shown' }).click();
    assert.equal(await workbench.clipboard(), failures[8]);
    await page().locator('#live').getByText('1 failure copied').waitFor();
    await filter.fill('ADDRESS');
    await workbench.screenshot('panel-failures');
    await filter.press('Escape');
    assert.equal(await filter.inputValue(), '');
    await page().getByRole('button', { name: 'Copy All' }).click();
    assert.deepEqual((await workbench.clipboard()).split('\n'), failures);
    await page().getByRole('checkbox', { name: 'Group by reason' }).uncheck();
    await eventually(async () => { assert.equal(await items.count(), failures.length); });
    assert.equal(await page().locator('img').count(), 0);
    await page().getByRole('checkbox', { name: 'Group by reason' }).check();
  });

  it('leads to the application and to the segment in the tree', async () => {
    const { workbench } = connected;
    const isSelected = (name: RegExp) => workbench.row(name).and(workbench.page.locator('[aria-selected=true]')).waitFor();
    await workbench.expand(/^VIP customers/);
    const job = workbench.row(/job [0-9a-f]{32}, .*VIP customers|VIP customers.*job [0-9a-f]{32}/).first();
    const [, id = ''] = /job ([0-9a-f]{32})/.exec((await job.getAttribute('aria-label')) ?? '') ?? [];
    await show(id);
    await page().getByRole('button', { name: /^Loyalty, Application ID/ }).click();
    await isSelected(/^Loyalty/);
    await showsJob(workbench, id);
    await page().getByRole('button', { name: /^VIP customers, Segment name/ }).click();
    await isSelected(/^VIP customers/);
    await showsJob(workbench, id);
    // Shut again, so that the rows of other tests stay in sight.
    await workbench.row(/^VIP customers/).locator('.monaco-tl-twistie').click();
  });

  it('shows bucket and key of the source, and copies each and the whole URL', async () => {
    const { workbench } = connected;
    await show(failingId);
    const source = page().getByRole('region', { name: 'Source' });
    for (const [name, copied] of [
      ['Copy Bucket', 'example-imports'],
      ['Copy Key prefix', 'pinpoint/'],
      ['Copy Source S3 URL', 's3://example-imports/pinpoint/'],
    ] as const) {
      await source.getByRole('button', { name }).click();
      assert.equal(await workbench.clipboard(), copied);
      await source.getByText('Copied').waitFor();
      await source.getByText('Copied').waitFor({ state: 'detached' });
    }
  });

  it('searches the response and folds its parts', async () => {
    await show(failingId);
    await page().getByText('Raw response').click();
    const search = page().getByRole('searchbox', { name: 'Search the raw response' });
    const at = (text: string) => page().locator('.card-raw .hint').getByText(text, { exact: true }).waitFor();
    await search.fill('valid');
    await at('1 of 3');
    await search.press('Enter');
    await at('2 of 3');
    await search.press('Shift+Enter');
    await search.press('Shift+Enter');
    await at('3 of 3');
    assert.equal(await page().locator('mark.current').count(), 1);
    await connected.workbench.screenshot('panel-search');
    await search.fill('nowhere');
    await at('No matches');
    await search.press('Escape');
    assert.equal(await search.inputValue(), '');

    const fold = page().getByRole('button', { name: 'Fold Failures' });
    await fold.click();
    assert.equal(await fold.getAttribute('aria-expanded'), 'false');
    assert.doesNotMatch(await page().locator('pre').innerText(), /no channel type/);
    await search.fill('channel');
    await at('1 of 2');
    await search.press('Escape');
    await fold.click();
    const shown = JSON.parse(await page().locator('pre').innerText()) as PinpointJob;
    assert.deepEqual(shown.Failures, failures);
  });

  it('has the commands of the tree in its context menu', async () => {
    const { workbench } = connected;
    await show(failed);
    const open = () => page().locator('h1').click({ button: 'right' });
    const item = (name: string) => workbench.page.getByRole('menuitem', { name, exact: true });
    await open();
    await item('Save Failed Records As…').waitFor();
    for (const name of ['Open Failed Records', 'Copy Failed Records URL', 'Copy Job ID', 'Copy Source S3 URL', 'Copy as JSON', 'Open as JSON']) {
      assert.equal(await item(name).count(), 1, name);
    }
    await workbench.screenshot('panel-menu');
    await workbench.chooseFromMenu(open, 'Copy Job ID');
    assert.equal(await workbench.clipboard(), failed);
    const since = connected.answers.length;
    await workbench.chooseFromMenu(open, 'Refresh');
    await eventually(() => { assert.deepEqual(connected.asked(since), ['ses GetImportJob']); });
  });

  it('tells a time in UTC and in ISO on hover', async () => {
    await show(failed);
    const title = (await page().locator('[data-row=createdAt] time').getAttribute('title')) ?? '';
    assert.match(title, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\n\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('counts the failed records by reason once they were opened', async () => {
    const { workbench } = connected;
    await show(failed);
    await page().getByRole('button', { name: 'Open Failed Records' }).click();
    await workbench.page.getByRole('tab', { name: `failed-records-${failed}.csv` }).waitFor();
    await workbench.row(new RegExp(failed)).first().click();
    await page().getByRole('table', { name: 'Failed records by reason' }).waitFor();
    assert.ok((await page().getByRole('row').count()) > 1);
    await workbench.screenshot('panel-reasons');
  });

  for (const [theme, label] of Object.entries(themes)) {
    it(`passes axe, at 300 and at 1,600 px: ${label}`, async () => {
      const { workbench } = connected;
      await workbench.setSettings({ 'workbench.colorTheme': label });
      const shades: Readonly<Record<string, string>> = { dark: 'vscode-dark', light: 'vscode-light', hc: 'vscode-high-contrast', hcLight: 'vscode-high-contrast-light' };
      await show(failed);
      await page().locator(`body.${shades[theme] ?? ''}`).waitFor();
      for (const [name, width, height] of [['wide', 1950, 1500], ['narrow', 650, 1800]] as const) {
        await workbench.page.setViewportSize({ width, height });
        for (const id of [failed, failingId]) {
          await show(id);
          assert.deepEqual(await problemsOfPanel(workbench), [], `${name}, job ${id}`);
          assert.equal(await page().locator('h1').count(), 1);
          assert.equal(await page().locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), 0, 'Nothing sticks out.');
          await workbench.screenshot(`panel-${theme}-${name}-${id === failed ? 'ses' : 'pinpoint'}`);
        }
      }
    });
  }
});
