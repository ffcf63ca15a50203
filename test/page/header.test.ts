import assert from 'node:assert/strict';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { labels, pinpointJob, sesJob } from '../unit/details/jobs';
import { pieces } from '../support/jobs';

describe('The head of the page', () => {
  let bare: BarePage;
  beforeEach(async () => {
    bare = await BarePage.open();
  });

  it('has a breadcrumb whose steps reveal rows', async () => {
    await bare.show(modelOf(pinpointJob, { labelOf: labels('Loyalty') }));
    const steps = bare.page.getByRole('navigation', { name: 'Location' }).getByRole('button');
    assert.deepEqual(await steps.allInnerTexts(), ['prod · eu-west-1', 'Amazon Pinpoint', 'Loyalty']);
    for (const step of await steps.all()) await step.click();
    assert.deepEqual(
      (await bare.sent()).map((message) => 'action' in message && message.action),
      ['revealConnection', 'revealService', 'reveal applicationId'],
    );
  });

  it('shows state and id, which no card repeats', async () => {
    await bare.show(modelOf(sesJob));
    assert.equal(await bare.page.locator('.state').innerText(), 'Completed with failures');
    assert.equal(await bare.page.locator('.state').getAttribute('title'), 'Status in AWS: COMPLETED');
    assert.doesNotMatch(await bare.page.locator('main').innerText(), /Job ID|COMPLETED|Completed with/);
    await bare.show(modelOf({ ...sesJob, phase: 'unknown', status: 'PAUSED' }));
    assert.match(await bare.page.locator('header').innerText(), /PAUSED\s+Unknown to this version of Import Jobs/);
  });

  it('has an application by its name, with the id below', async () => {
    await bare.show(modelOf(pinpointJob, { labelOf: labels('Loyalty') }));
    const row = bare.page.locator('[data-row=applicationId]');
    assert.deepEqual((await row.innerText()).split(/\n+/), ['Application', 'Loyalty', 'app']);
    assert.equal(await row.getByRole('button', { name: 'Copy Application ID' }).count(), 1);
  });
});

describe('The result of a job', () => {
  const fillOf = async (bare: BarePage) => bare.style('.bar .good', 'fill');
  const resultOf = (phase: 'succeeded' | 'succeededWithFailures' | 'failed' | 'cancelled') =>
    modelOf({
      ...pinpointJob,
      phase,
      counts: [{ id: 'processed', label: 'Processed', value: 9000 }],
      progress: { done: 1, failed: 0, total: 1, unit: pieces },
    });

  it('has a bar that is green only if nothing failed', async () => {
    const bare = await BarePage.open();
    const colorOf = async (phase: Parameters<typeof resultOf>[0]) => {
      await bare.show(resultOf(phase));
      return fillOf(bare);
    };
    const green = await colorOf('succeeded');
    const others = [await colorOf('succeededWithFailures'), await colorOf('failed'), await colorOf('cancelled')];
    assert.ok(!others.includes(green));
    assert.equal(new Set(others).size, 3);
  });

  it('counts its pieces once', async () => {
    const bare = await BarePage.open();
    await bare.show(resultOf('succeeded'));
    const text = await bare.page.getByRole('region', { name: 'Result' }).innerText();
    assert.equal(text.match(/\b1\b/g)?.length, 2, text);
    assert.match(text, /Pieces: 1 of 1$/m);
  });

  it('says when the service gave no reason', async () => {
    const bare = await BarePage.open();
    await bare.show(modelOf({ ...sesJob, phase: 'failed', counts: [], failures: {} }));
    const card = bare.page.getByRole('region', { name: 'Failures' });
    assert.match(await card.innerText(), /Amazon SES reported no reason and no counts\./);
  });
});

describe('The context menu of the page', () => {
  const contextOf = (bare: BarePage, selector: string): Promise<Record<string, unknown>> =>
    bare.page.evaluate((target) => {
      // As VS Code does: the closest element wins.
      let context = {};
      let element: Element | null | undefined = document.querySelector(target);
      while ((element = element?.closest('[data-vscode-context]')) instanceof HTMLElement) {
        context = { ...(JSON.parse(element.dataset.vscodeContext ?? '') as object), ...context };
        element = element.parentElement;
      }
      return context;
    }, selector);

  it('has Copy while text is selected, and Cut and Paste only in the filter', async () => {
    const bare = await BarePage.open();
    assert.equal((await contextOf(bare, 'h1')).preventDefaultContextMenuItems, true);
    const entries = Array.from({ length: 6 }, (_, index) => `Reason ${index}`);
    await bare.show(modelOf({ ...pinpointJob, failures: { entries } }));
    const before = await contextOf(bare, 'h1');
    assert.deepEqual(
      [before.preventDefaultContextMenuItems, before.importJobsSelection, before.webviewSection],
      [true, '', 'job'],
    );
    await bare.page.locator('h1').dblclick({ position: { x: 20, y: 12 } });
    await bare.page.locator('h1').click({ button: 'right', position: { x: 20, y: 12 } });
    assert.equal((await contextOf(bare, 'h1')).importJobsSelection, 'Segment');
    const field = await contextOf(bare, 'input[type=search]');
    assert.deepEqual([field.preventDefaultContextMenuItems, field.webviewSection], [false, 'filter']);
    await bare.send({ type: 'empty', title: 'No job', text: 'Deleted.', busy: [] });
    assert.deepEqual(await contextOf(bare, 'h1'), { preventDefaultContextMenuItems: true, importJobsSelection: '' });
  });
});
