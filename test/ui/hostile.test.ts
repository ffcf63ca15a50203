import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { Connected } from '../support/connected';
import {
  hostileHost as host,
  hostilePinpointJob as pinpointJob,
  hostileSesJob as sesJob,
  hostileText as nasty,
  shownHostileText as shown,
} from '../support/hostileJobs';
import { notification } from '../support/messages';
import { isOperation, tokenOf } from '../support/operations';
import { panelFields, showsJob } from '../support/panel';
import type { SesJob } from '../support/wire';

const answer = (body: object) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const runningJob: SesJob = { ...sesJob, JobId: 'job-3', JobStatus: 'PROCESSING' };

/** Compares without whitespace, since a tooltip's lines wrap anywhere. */
function assertHas(text: string | null, part: string): void {
  const [all, some] = [text ?? '', part].map((words) => words.replace(/\s+/g, ' ').trim());
  assert.ok(all?.includes(some ?? ''), `“${some ?? ''}” in “${all ?? ''}”`);
}

describe('Hostile text', () => {
  let connected: Connected;
  const urls: string[] = [];

  before(async () => {
    connected = await Connected.start({ hasTooltips: true });
    const { server, workbench } = connected;
    workbench.page.context().on('request', (request) => urls.push(request.url()));
    server.answer(isOperation('ListImportJobs'), answer({ ImportJobs: [sesJob, runningJob] }));
    server.answer(isOperation('ses GetImportJob'), answer(sesJob));
    server.answer(
      isOperation('GetApps'),
      answer({ Item: [{ Id: 'app', Name: `app ${nasty}`, Arn: nasty, tags: {} }] }),
    );
    const segment = {
      Id: 'segment',
      Name: `segment ${nasty}`,
      SegmentType: 'IMPORT',
      ImportDefinition: { S3Url: nasty, Size: 1, ChannelCounts: { [nasty]: 1 } },
    };
    server.answer(isOperation('GetSegments'), answer({ Item: [segment] }));
    const jobs = { Item: [pinpointJob], NextToken: 'more' };
    server.answer(isOperation('GetSegmentImportJobs'), answer(jobs));
    await workbench.prepare(async () => {
      await workbench.openList('Contact lists');
      await workbench.openList('Amazon Pinpoint', 'app ', 'segment ');
    });
  });
  /** Checks that nothing in the text runs, and that no host gets a request. */
  afterEach(async () => {
    const { page } = connected.workbench;
    // A tooltip would cover rows.
    await page.mouse.move(900, 600);
    assert.deepEqual(
      urls.filter((url) => url.includes(host)),
      [],
    );
    for (const frame of page.frames())
      assert.equal(await frame.evaluate(() => 'owned' in globalThis), false, frame.url());
  });
  after(() => connected.stop());

  const elements = (inside: Locator) =>
    inside
      .locator('img, script, b, iframe, strong:has-text("strong"):not(:has-text("**")), [onerror], [href], [data-href]')
      .count();

  it('is text in rows', async () => {
    const { workbench } = connected;
    const text = (name: RegExp) => workbench.row(name).locator('.monaco-icon-label').innerText();
    assertHas(await text(/^app /), `app ${shown}`);
    assertHas(await text(/^segment /), `segment ${shown}`);
    assertHas(await text(/job job-2/), `STATUS ${shown}`);
    assertHas(await workbench.row(/job job-1/).getAttribute('aria-label'), `Contact list list ${shown}`);
    assert.equal(await elements(workbench.view.locator('.monaco-list-rows .monaco-icon-label')), 0);
  });

  it('is text in tooltips', async () => {
    const { workbench } = connected;
    for (const [row, ...texts] of [
      [/^app /, `app ${shown}`, `ARN: ${shown}`],
      [/^segment /, `segment ${shown}`, `Source: ${shown}`, `Channels: ${shown} 1`],
      [/job job-2/, `STATUS ${shown}`, `Source: ${shown}`, `Format: ${shown}`],
      [/job job-1/, `Destination: Contact list list ${shown}`],
    ] as const) {
      const hover = await workbench.tooltip(workbench.row(row));
      for (const text of texts) assertHas(await hover.innerText(), text);
      assert.equal(await elements(hover), 0);
    }
  });

  it('is text in the tooltip of the status bar', async () => {
    const { page } = connected.workbench;
    await page.mouse.move(900, 600);
    await page.locator('.statusbar-item', { hasText: / (running|waiting)/ }).hover();
    const hover = page.locator('.workbench-hover', { hasText: 'Processing' });
    await hover.waitFor();
    assertHas(await hover.innerText(), `prod · eu-west-1 · Contact list list ${shown}`);
    assert.equal(await elements(hover), 0);
    await page.mouse.move(900, 600);
  });

  it('is text in the panel and its tab', async () => {
    const { workbench } = connected;
    await workbench.row(/job job-1/).click();
    await showsJob(workbench, 'job-1');
    assert.equal((await panelFields(workbench)).failureMessage, `message ${shown}`);
    assert.equal(await elements(workbench.details().locator('#page')), 0);
    await workbench.row(/job job-2/).click();
    await showsJob(workbench, 'job-2');
    assert.ok(urls.length > 0, 'Requests of the panel are seen.');
    assert.equal((await panelFields(workbench)).segmentName, `segment ${shown}`);
    assert.equal(await elements(workbench.details().locator('#page')), 0);
    assert.equal(await workbench.page.getByRole('tab', { name: /^segment <img/ }).count(), 1);
  });

  it('is text in the quick pick and in the row and the tooltip of a failure', async () => {
    const { workbench, server } = connected;
    await workbench.view.getByRole('tree').focus();
    await workbench.page.keyboard.press('Escape');
    await workbench.command('Import Jobs: Open Details');
    const options = workbench.page.locator('.quick-input-widget').getByRole('option');
    await options.filter({ hasText: 'job-1' }).waitFor();
    assertHas(await options.filter({ hasText: 'job-1' }).innerText(), `Contact list list ${shown}`);
    assertHas(await options.filter({ hasText: 'job-2' }).innerText(), `STATUS ${shown}`);
    assert.equal(await elements(options), 0);
    assert.equal(await options.locator('.codicon-trash').count(), 0);
    await workbench.page.keyboard.press('Escape');

    server.answer(isOperation('ListImportJobs'), {
      status: 400,
      headers: { 'x-amzn-errortype': 'BadRequestException' },
      body: JSON.stringify({ message: `said ${nasty}` }),
    });
    await workbench.expand(/^Suppression list/);
    const hover = await workbench.tooltip(workbench.row(/^AWS rejected the request/));
    assertHas(await hover.innerText(), `said ${shown}`);
    assert.equal(await elements(hover), 0);
  });

  it('is text in a notification', async () => {
    const { workbench, server } = connected;
    const gate = server.hold((request) => tokenOf(request) !== undefined);
    await workbench.contextMenu(/^Load more, segment/, 'Load All');
    await gate.arrived;
    const note = await notification(workbench, 'Loading all of');
    assertHas(await note.locator('.notification-list-item-message').innerText(), shown.replaceAll('](', '] ('));
    assert.equal(await elements(note.locator('.notification-list-item-message')), 0);
    gate.release();
    await note.waitFor({ state: 'detached' });
  });
});
