import assert from 'node:assert/strict';
import { problemsOfPanel } from '../support/axe';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { isOperation } from '../support/operations';
import { fieldsOfSesJob, showsJob } from '../support/panel';
import { sesJobsIn, type PinpointJob } from '../support/wire';
import { themeColors } from '../support/page/themeColors';

/** Id of a job with repeated failures. */
const failingId = 'd'.repeat(32);
const failures = [
  ...Array.from({ length: 7 }, () => 'Endpoint has no address'),
  'Line 2: no channel type',
  'Line 9: <img src=x onerror=alert(1)> is no channel type',
  ...Array.from({ length: 3 }, () => 'The address is not valid'),
  'Line 11: no country: one@example.com',
  'Line 15: no country: two@example.com',
];

describe('The page of a job', () => {
  let connected: Connected;
  let failed: string;

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 12 } });
    const { workbench, server } = connected;
    server.answer(isOperation('GetImportJobs'), (request) => reply(request.path));
    await workbench.prepare(async () => {
      await workbench.openList('Suppression list');
      await workbench.openList('Amazon Pinpoint', 'Loyalty', 'All import jobs');
    });
    const jobs = sesJobsIn(connected.answer('ListImportJobs').body);
    failed = jobs.find((job) => fieldsOfSesJob(job).state === 'Completed with failures')?.JobId ?? assert.fail();
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
      Definition: {
        DefineSegment: true,
        Format: 'JSON',
        S3Url: 's3://example-imports/pinpoint/',
        SegmentId: 'b'.repeat(32),
        SegmentName: 'Everybody',
      },
    };
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ Item: [job], NextToken: null }),
    };
  }

  const page = () => connected.workbench.details();
  const show = async (id: string) => {
    await connected.workbench.row(new RegExp(id)).first().click();
    await showsJob(connected.workbench, id);
  };

  it('copies failures, those that match the filter, and parts of the source', async () => {
    const { workbench } = connected;
    await show(failingId);
    const copy = async (name: string | RegExp) => {
      await page().getByRole('button', { name, exact: true }).click();
      return workbench.clipboard();
    };
    const filter = page().getByRole('searchbox', { name: 'Filter failures' });
    // The page remembers the filter of an attempt that failed.
    await filter.fill('');
    assert.deepEqual((await copy('Copy 2 failures with this reason')).split('\n'), failures.slice(-2));
    await page().getByText('no country: …').click();
    assert.equal(await copy('Copy failure 14'), failures.at(-1));
    assert.deepEqual((await copy('Copy All')).split('\n'), failures);
    await filter.fill('ADDRESS');
    // Announced once typing pauses; until then it would replace the announcement of the copy.
    await page().locator('#live').getByText('10 of 14 failures shown').waitFor();
    assert.deepEqual(
      (await copy('Copy 10 Matches')).split('\n'),
      failures.filter((text) => /address/i.test(text)),
    );
    await page().locator('#live').getByText('10 failures copied').waitFor();
    assert.equal(await copy('Copy Bucket'), 'example-imports');
    assert.equal(await copy('Copy Key prefix'), 'pinpoint/');
    assert.equal(await copy('Copy Source S3 URL'), 's3://example-imports/pinpoint/');
  });

  it('reveals the application and the segment in the tree', async () => {
    const { workbench } = connected;
    const isSelected = (name: RegExp) =>
      workbench.row(name).and(workbench.page.locator('[aria-selected=true]')).waitFor();
    await workbench.expand(/^VIP customers/);
    const job = workbench.row(/job [0-9a-f]{32}, .*VIP customers|VIP customers.*job [0-9a-f]{32}/).first();
    const [, id = ''] = /job ([0-9a-f]{32})/.exec((await job.getAttribute('aria-label')) ?? '') ?? [];
    await show(id);
    await page()
      .getByRole('button', { name: /^Loyalty, Application:/ })
      .click();
    await isSelected(/^Loyalty/);
    await showsJob(workbench, id);
    await page()
      .getByRole('button', { name: /^VIP customers, Segment name/ })
      .click();
    await isSelected(/^VIP customers/);
    await showsJob(workbench, id);
    const breadcrumb = page().getByRole('navigation', { name: 'Location' });
    await breadcrumb.getByRole('button', { name: 'Loyalty' }).click();
    await isSelected(/^Loyalty/);
    await breadcrumb.getByRole('button', { name: 'Amazon Pinpoint' }).click();
    await isSelected(/^Amazon Pinpoint/);
    await breadcrumb.getByRole('button').first().click();
    await isSelected(/^prod · eu-west-1/);
    await showsJob(workbench, id);
    // Collapsed again, so that the rows of other tests stay visible.
    await workbench
      .row(/^VIP customers/)
      .locator('.monaco-tl-twistie')
      .click();
  });

  it('shows the columns of an imported file of profiles as a table', async () => {
    const { workbench } = connected;
    const domain = /^marketing/;
    await workbench.openList('Customer Profiles', 'marketing');
    const job = workbench.row(/^Completed, .*Domain marketing/).first();
    const [, id = ''] = /job ([0-9a-f]{32})/.exec((await job.getAttribute('aria-label')) ?? '') ?? [];
    await show(id);
    const table = page().getByRole('table', { name: 'Column mapping' });
    await table.getByRole('row', { name: 'email _profile.EmailAddress EMAIL_ADDRESS', exact: true }).waitFor();
    await page()
      .getByText(/^\d+ days after the import$/)
      .waitFor();
    await page()
      .getByRole('navigation', { name: 'Location' })
      .getByRole('button', { name: 'marketing', exact: true })
      .click();
    await workbench.row(domain).and(workbench.page.locator('[aria-selected=true]')).waitFor();
    // Collapsed again, so that the rows of other tests stay visible.
    await workbench.row(domain).locator('.monaco-tl-twistie').click();
  });

  it('has the commands of the tree in its context menu', async () => {
    const { workbench } = connected;
    await show(failed);
    const open = () => page().locator('h1').click({ button: 'right' });
    const item = (name: string) => workbench.page.getByRole('menuitem', { name, exact: true });
    await eventually(async () => {
      if (!(await item('Copy Job ID').isVisible())) await open();
      await item('Save Failed Records As…').waitFor({ timeout: 2_000 });
    });
    for (const name of [
      'Open Failed Records',
      'Copy Failed Records URL',
      'Copy Job ID',
      'Copy Source S3 URL',
      'Copy as JSON',
      'Open as JSON',
    ]) {
      assert.equal(await item(name).count(), 1, name);
    }
    for (const name of ['Cut', 'Copy', 'Paste']) assert.equal(await item(name).count(), 0, name);
    await workbench.screenshot('panel-menu');
    await workbench.chooseFromMenu(open, 'Copy Job ID');
    assert.equal(await workbench.clipboard(), failed);
    const since = connected.answers.length;
    await workbench.chooseFromMenu(open, 'Refresh');
    await eventually(() => {
      assert.deepEqual(connected.asked(since), ['ses GetImportJob']);
    });
  });

  it('copies selected text from its context menu', async () => {
    const { workbench } = connected;
    await show(failed);
    const heading = page().locator('h1');
    const position = { x: 20, y: 12 };
    await heading.dblclick({ position });
    const word = await heading.evaluate(() => getSelection()?.toString() ?? '');
    assert.match(word, /^\w/);
    await workbench.chooseFromMenu(() => heading.click({ button: 'right', position }), 'Copy');
    assert.equal(await workbench.clipboard(), word);
  });

  it('is searched with VS Code’s find widget', async () => {
    const { workbench } = connected;
    await show(failed);
    await page().getByText('Raw response', { exact: true }).click();
    await page().locator('pre').waitFor();
    // This name is only in the response, once.
    const name = 'ImportDataSource';
    assert.equal((await page().locator('#page').innerText()).split(name).length, 2);
    await page().locator('h1').click();
    await workbench.page.keyboard.press('ControlOrMeta+f');
    const widget = workbench.page.locator('.simple-find-part.visible');
    const input = widget.getByRole('textbox');
    for (const text of ['Completed with failures', name]) {
      await input.fill(text);
      await eventually(async () => {
        const selected = await page()
          .locator('html')
          .evaluate(() => getSelection()?.toString());
        assert.equal(selected, text);
      });
    }
    await workbench.screenshot('panel-find');
    await input.press('Escape');
    await widget.waitFor({ state: 'detached' });
    await page().getByText('Raw response', { exact: true }).click();
  });

  it('shows the failed records by reason once they were opened', async () => {
    const { workbench } = connected;
    await show(failed);
    await page().getByRole('button', { name: 'Open Failed Records' }).click();
    await workbench.page.getByRole('tab', { name: `failed-records-${failed}.csv` }).waitFor();
    await workbench.row(new RegExp(failed)).first().click();
    await page().getByRole('table', { name: 'Failed records by reason' }).waitFor();
    assert.ok((await page().getByRole('row').count()) > 1);
    await workbench.screenshot('panel-reasons');
  });

  it('passes axe in the real VS Code, with the colors of the page tests', async () => {
    const { workbench } = connected;
    await show(failed);
    assert.deepEqual(await problemsOfPanel(workbench), []);
    const names = Object.keys(themeColors.dark);
    const colors = await page()
      .locator('html')
      .evaluate((html, wanted) => {
        const style = getComputedStyle(html);
        return Object.fromEntries(wanted.map((name) => [name, style.getPropertyValue(name)]));
      }, names);
    assert.deepEqual(colors, themeColors.dark, 'Capture the colors again: see captureThemeColors.ts.');
  });
});
