import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { isOperation } from '../support/operations';
import { showsJob } from '../support/panel';
import { stateOf } from '../support/storedState';
import type { PinpointJob } from '../support/wire';

const id = 'f'.repeat(32);
/** No two of the same reason. */
const reasons = Array.from({ length: 40 }, (_, place) => `No country for the ${'i'.repeat(place + 1)}-th`);

/** Has the server answer with one job of Pinpoint, as it is by then, and opens its panel. */
async function openPanel({ server, workbench }: Connected, job: () => PinpointJob): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  server.answer(isOperation('GetImportJobs'), () => ({
    status: 200,
    headers,
    body: JSON.stringify({ Item: [job()], NextToken: null }),
  }));
  server.answer(isOperation('pinpoint GetImportJob'), () => ({ status: 200, headers, body: JSON.stringify(job()) }));
  for (const name of [/^Amazon Pinpoint/, /^Loyalty/, /^All import jobs/]) await workbench.expand(name);
  await workbench.row(new RegExp(id)).click();
  await showsJob(workbench, id);
}

describe('The page of a job that goes on', () => {
  let connected: Connected;
  /** What the next look at it brings. Without the processed: a pace that is known by and by would move what is below it. */
  let job: PinpointJob = {
    Id: id,
    JobStatus: 'PROCESSING',
    TotalFailures: 41,
    Type: 'IMPORT',
    Failures: [...reasons, 'Line 7: no channel: one@example.com'],
    Definition: { Format: 'CSV', S3Url: 's3://example-imports/pinpoint/' },
  };

  before(async () => {
    const polling = {
      'importJobs.polling.enabled': true,
      'importJobs.polling.minimumInterval': 1,
      'importJobs.polling.maximumInterval': 2,
    };
    connected = await Connected.start({ settings: polling });
    const { workbench, server } = connected;
    job = { ...job, CreationDate: new Date(server.now()).toISOString() };
    await openPanel(connected, () => job);
    await workbench.page.setViewportSize({ width: 1000, height: 700 });
  });
  after(() => connected.stop());

  const page = () => connected.workbench.details();
  const scroll = () =>
    page()
      .locator('html')
      .evaluate(() => window.scrollY);
  const focused = () =>
    page()
      .locator('html')
      .evaluate(() => document.activeElement?.getAttribute('aria-label'));
  const scrollTo = (target: Locator) =>
    target.evaluate((element) => {
      element.scrollIntoView({ block: 'start' });
      window.scrollBy(0, -80);
    });
  const filter = () => page().getByRole('searchbox', { name: 'Filter failures' });

  it('stays where it is, focus and all, when the filter is cleared by mouse', async () => {
    await filter().fill('iii');
    const clear = page().getByRole('button', { name: 'Clear the filter' });
    await scrollTo(clear);
    const before = await scroll();
    assert.ok(before > 0, 'It is scrolled.');
    await clear.click();
    await clear.waitFor({ state: 'detached' });
    assert.equal(await focused(), 'Filter failures');
    assert.equal(await scroll(), before);
  });

  it('stays where it is, focus and all, when a failure joins another', async () => {
    const copy = page().getByRole('button', { name: `Copy failure ${reasons.length + 1}`, exact: true });
    await copy.focus();
    await scrollTo(copy);
    const before = await scroll();
    assert.ok(before > 0, 'It is scrolled.');
    job = { ...job, TotalFailures: 42, Failures: [...(job.Failures ?? []), 'Line 9: no channel: two@example.com'] };
    const both = 'Copy 2 failures with this reason';
    await page().getByRole('button', { name: both }).waitFor();
    assert.equal(await focused(), both);
    // What is in view is held by the browser: it has moved down by a row.
    assert.ok(Math.abs((await scroll()) - before) < 100);
  });

  it('keeps a reason open while the filter shows fewer of it, and over a reload', async () => {
    const { workbench } = connected;
    const open = page().locator('.members[open]');
    await page().locator('.members > summary').click();
    await open.waitFor();
    await filter().fill('two@');
    await page().getByRole('button', { name: 'Copy 1 of 2 failures with this reason' }).waitFor();
    assert.equal(await open.count(), 1);
    await filter().fill('');
    await page().getByRole('button', { name: 'Copy 2 failures with this reason' }).waitFor();
    assert.equal(await open.count(), 1);
    const stored = await eventually(async () => {
      const states = (await stateOf(workbench.page)).filter((value) => value.includes(id));
      assert.ok(states.some((value) => new RegExp(`opened\\W*${reasons.length}\\b`).test(value)));
      return states.join();
    });
    assert.doesNotMatch(stored, /no channel/, 'Nothing of a failure.');
    await workbench.reload();
    await showsJob(workbench, id);
    await open.getByText('two@example.com').waitFor();
  });
});

describe('The page of a job with large counts', () => {
  let connected: Connected;
  const most = 2_147_483_647;
  const large: PinpointJob = {
    Id: id,
    JobStatus: 'COMPLETED',
    TotalProcessed: most,
    TotalFailures: most,
    CompletedPieces: most,
    FailedPieces: 12_345_678,
    TotalPieces: most,
    Type: 'IMPORT',
    Definition: { Format: 'CSV', S3Url: 's3://example-imports/pinpoint/' },
  };

  before(async () => {
    connected = await Connected.start();
    await openPanel(connected, () => large);
    // The panel is 300 px wide then.
    await connected.workbench.page.setViewportSize({ width: 650, height: 1400 });
  });
  after(() => connected.stop());

  for (const size of ['13px', '26px']) {
    it(`has room for them at 300 px and ${size}`, async () => {
      const html = connected.workbench.details().locator('html');
      await html.evaluate((element, text) => {
        element.style.setProperty('--vscode-font-size', text);
      }, size);
      await eventually(async () => {
        assert.ok((await html.evaluate(({ clientWidth }) => clientWidth)) < 400);
      });
      assert.equal(
        await html.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
        0,
        'Nothing sticks out.',
      );
      const parts = connected.workbench.details().locator('.number, .number dt, .number dd, .figure');
      assert.ok((await parts.count()) >= 20);
      const cut = await parts.evaluateAll((all) =>
        all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML),
      );
      assert.deepEqual(cut, [], 'Nothing lies over its neighbour.');
    });
  }
});
