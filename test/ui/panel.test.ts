import assert from 'node:assert/strict';
import { problemsOfPanel } from '../support/axe';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { isOperation } from '../support/operations';
import { fieldsOfSesJob, resize, showsJob } from '../support/panel';
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

describe('The page of a job', () => {
  let connected: Connected;
  let failed: string;

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 12 } });
    const { workbench, server } = connected;
    await workbench.expand(/^Suppression list/);
    await workbench
      .row(/^Completed with failures/)
      .first()
      .waitFor();
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

  it('has failures of one reason together, filters them and copies one, those shown and all', async () => {
    const { workbench } = connected;
    await show(failingId);
    const items = page().locator('.entries .scroller > ol > li');
    await eventually(async () => {
      assert.equal(await items.count(), 5);
    });
    assert.match(await items.first().innerText(), /^7×\s+Endpoint has no address/);
    await items
      .nth(1)
      .getByRole('button', { name: /^Copy failure/ })
      .click();
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
    await eventually(async () => {
      assert.equal(await items.count(), 2);
    });
    await page().getByText('10 of 14', { exact: true }).waitFor();
    await page().getByRole('button', { name: 'Copy 10 Shown' }).click();
    assert.deepEqual(
      (await workbench.clipboard()).split('\n'),
      failures.filter((text) => /address/i.test(text)),
    );
    await filter.fill('Line 9');
    // Said before the copy is, so that it does not speak over it.
    await page().locator('#live').getByText('1 of 14 failures shown').waitFor();
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
    await eventually(async () => {
      assert.equal(await items.count(), failures.length);
    });
    assert.equal(await page().locator('img').count(), 0);
    await page().getByRole('checkbox', { name: 'Group by reason' }).check();
  });

  it('leads to the application and to the segment in the tree', async () => {
    const { workbench } = connected;
    const isSelected = (name: RegExp) =>
      workbench.row(name).and(workbench.page.locator('[aria-selected=true]')).waitFor();
    await workbench.expand(/^VIP customers/);
    const job = workbench.row(/job [0-9a-f]{32}, .*VIP customers|VIP customers.*job [0-9a-f]{32}/).first();
    const [, id = ''] = /job ([0-9a-f]{32})/.exec((await job.getAttribute('aria-label')) ?? '') ?? [];
    await show(id);
    await page()
      .getByRole('button', { name: /^Loyalty, Application ID/ })
      .click();
    await isSelected(/^Loyalty/);
    await showsJob(workbench, id);
    await page()
      .getByRole('button', { name: /^VIP customers, Segment name/ })
      .click();
    await isSelected(/^VIP customers/);
    await showsJob(workbench, id);
    // Shut again, so that the rows of other tests stay in sight.
    await workbench
      .row(/^VIP customers/)
      .locator('.monaco-tl-twistie')
      .click();
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
      // It is said for two seconds.
      await Promise.all([source.getByText('Copied').waitFor(), source.getByRole('button', { name }).click()]);
      assert.equal(await workbench.clipboard(), copied);
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
    await workbench.screenshot('panel-menu');
    await workbench.chooseFromMenu(open, 'Copy Job ID');
    assert.equal(await workbench.clipboard(), failed);
    const since = connected.answers.length;
    await workbench.chooseFromMenu(open, 'Refresh');
    await eventually(() => {
      assert.deepEqual(connected.asked(since), ['ses GetImportJob']);
    });
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
      const shades: Readonly<Record<string, string>> = {
        dark: 'vscode-dark',
        light: 'vscode-light',
        hc: 'vscode-high-contrast',
        hcLight: 'vscode-high-contrast-light',
      };
      await show(failed);
      await page()
        .locator(`body.${shades[theme] ?? ''}`)
        .waitFor();
      for (const [name, width, height] of [
        ['wide', 1950, 1500],
        ['narrow', 650, 1800],
      ] as const) {
        await resize(workbench, width, height);
        for (const id of [failed, failingId]) {
          await show(id);
          assert.deepEqual(await problemsOfPanel(workbench), [], `${name}, job ${id}`);
          assert.equal(await page().locator('h1').count(), 1);
          assert.equal(
            await page()
              .locator('html')
              .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
            0,
            'Nothing sticks out.',
          );
          await workbench.screenshot(`panel-${theme}-${name}-${id === failed ? 'ses' : 'pinpoint'}`);
        }
      }
    });
  }
});
