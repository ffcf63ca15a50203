import assert from 'node:assert/strict';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { pinpointJob } from '../unit/details/jobs';

const model = modelOf({
  ...pinpointJob,
  raw: { Id: '2', Failures: ['Line 2: no channel type', '<b>bold</b> and \u202eturned'], Definition: { Size: 1 } },
});

describe('The raw response on the page', () => {
  let bare: BarePage;
  beforeEach(async () => {
    bare = await BarePage.open();
    await bare.show(model);
  });
  const summary = () => bare.page.getByText('Raw response', { exact: true });
  const text = () => bare.page.getByRole('region', { name: 'Raw response as JSON' });

  it('stays open across a reload', async () => {
    await summary().click();
    await text().waitFor();
    assert.equal((await bare.state()).rawOpen, true);
    const next = await BarePage.open({ state: await bare.state() });
    await next.show(modelOf(pinpointJob));
    assert.ok(await next.page.locator('pre').isVisible());
  });

  it('is plain, indented text, and in the DOM only while its fold is open', async () => {
    assert.equal(await bare.page.locator('pre').count(), 0);
    await summary().click();
    await text().waitFor();
    assert.equal(await text().innerText(), model.rawJson);
    assert.match(model.rawJson, /^\{\n {2}"Id": "2",\n/);
    assert.deepEqual(await text().evaluate((pre) => [...pre.querySelectorAll('*')].map(({ localName }) => localName)), [
      'code',
    ]);
    await summary().click();
    await bare.page.locator('pre').waitFor({ state: 'detached' });
    assert.equal((await bare.state()).rawOpen, false);
  });

  it('is copied and opened as JSON', async () => {
    await summary().click();
    for (const [name, action] of [
      ['Copy as JSON', 'copyAsJson'],
      ['Open as JSON', 'openAsJson'],
    ] as const) {
      await bare.page.getByRole('button', { name }).click();
      assert.deepEqual(await bare.sent(), [{ type: 'act', action }]);
    }
    await bare.send({ type: 'acted', action: 'copyAsJson', ok: true });
    assert.equal(await bare.spoken(), 'JSON copied');
  });
});

describe("Keys that open VS Code's find widget", () => {
  it('reach VS Code wherever the focus is', async () => {
    const bare = await BarePage.open({ state: { rawOpen: true } });
    const entries = Array.from({ length: 6 }, (_, index) => `Reason ${'i'.repeat(index + 1)}`);
    await bare.show(modelOf({ ...pinpointJob, failures: { entries } }));
    // VS Code's listener runs after the page's own handlers.
    await bare.page.evaluate(() => {
      window.addEventListener('keydown', (event) => {
        document.body.dataset.keys = `${document.body.dataset.keys ?? ''}${event.key} ${event.defaultPrevented} `;
      });
    });
    const focusable = bare.page.locator('#page').locator('button, input, summary, [tabindex]');
    const count = await focusable.count();
    assert.ok(count > 10);
    for (const one of await focusable.all()) {
      await one.focus();
      for (const key of ['f', 'g']) await bare.page.keyboard.press(`Control+${key}`);
    }
    const keys = await bare.page.evaluate(() => document.body.dataset.keys ?? '');
    assert.equal(keys.match(/\bf false/g)?.length, count);
    assert.equal(keys.match(/\bg false/g)?.length, count);
  });
});
