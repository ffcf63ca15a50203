import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { sesJob } from '../unit/details/jobs';

const notRead = {
  type: 'empty',
  title: 'The import job could not be read',
  text: 'Access denied: ses:GetImportJob. Copy the IAM policy.',
  action: 'refresh',
  busy: [],
} as const;

describe('The page without a job', () => {
  let bare: BarePage;
  beforeEach(async () => {
    bare = await BarePage.open();
  });
  const again = () => bare.page.getByRole('button', { name: 'Try Again' });

  it('shows the cause and an action, and is announced again when the action changed nothing', async () => {
    await bare.send(notRead);
    const spoken = 'The import job could not be read. Access denied: ses:GetImportJob. Copy the IAM policy.';
    const raw = () => bare.page.locator('#live').textContent();
    assert.equal(await raw(), spoken);
    await again().click();
    assert.deepEqual(await bare.sent(), [{ type: 'act', action: 'refresh' }]);
    await bare.send({ ...notRead, busy: ['refresh'] });
    assert.equal(await again().getAttribute('aria-busy'), 'true');
    assert.equal(await raw(), spoken);
    await bare.send(notRead);
    assert.equal(await again().getAttribute('aria-busy'), null);
    assert.equal(await bare.spoken(), spoken);
    assert.notEqual(await raw(), spoken, 'A screen reader speaks the same words only when the text differs.');
    await bare.send({ type: 'acted', action: 'refresh', ok: true });
    assert.equal(await bare.spoken(), spoken, 'It was not refreshed.');
  });

  it("becomes the page of the job that was read, and keeps the view's state", async () => {
    const state = { ...{ connection: 'prod', job: { service: 'ses', id: sesJob.id } }, rawOpen: true };
    bare = await BarePage.open({ state });
    await bare.send(notRead);
    await bare.show(modelOf(sesJob));
    await bare.send({ type: 'acted', action: 'refresh', ok: true });
    assert.equal(await bare.spoken(), 'Refreshed');
    assert.ok(await bare.page.locator('pre').isVisible());
  });

  it('moves the focus to the heading when its button is gone', async () => {
    const isFocused = (name: string) =>
      bare.page.getByRole('heading', { level: 1, name }).and(bare.page.locator(':focus')).waitFor();
    bare = await BarePage.open();
    await bare.send(notRead);
    await bare.page.getByRole('button', { name: 'Try Again' }).click();
    const model = modelOf(sesJob);
    await bare.show(model);
    await isFocused(model.title);
    await bare.page.getByRole('button', { name: 'Refresh' }).focus();
    await bare.send(notRead);
    await isFocused(notRead.title);
  });
});

describe('The page of a job', () => {
  it('says that it shows the last known state when a refresh failed', async () => {
    const bare = await BarePage.open();
    await bare.show(modelOf(sesJob));
    const read = { state: 'failed', sentence: 'No connection', next: 'Try again', action: 'refresh' } as const;
    await bare.show(modelOf(sesJob, { read }));
    assert.equal(await bare.spoken(), 'No connection');
    assert.deepEqual((await bare.page.getByRole('region', { name: 'Refresh failed' }).innerText()).split(/\n+/), [
      'No connection.',
      'Showing the last known state.',
      'Try Again',
    ]);
    await bare.page.getByRole('button', { name: 'Try Again' }).click();
    assert.deepEqual(await bare.sent(), [{ type: 'act', action: 'refresh' }]);
  });

  it('announces a job that has finished', async () => {
    const bare = await BarePage.open();
    await bare.show(modelOf({ ...sesJob, phase: 'running', status: 'PROCESSING' }));
    assert.equal(await bare.spoken(), '');
    await bare.show(modelOf(sesJob));
    assert.equal(await bare.spoken(), 'Completed with failures · 4,821 processed, 3 failed');
  });

  it('keeps its scroll position, and shows another job from its top', async () => {
    const scroll = (bare: BarePage) => bare.page.evaluate(() => window.scrollY);
    const bare = await BarePage.open({ height: 300 });
    await bare.show(modelOf(sesJob));
    await bare.page.evaluate(() => {
      window.scrollTo(0, 120);
    });
    await eventually(async () => {
      assert.equal((await bare.state()).scroll, 120);
    });
    const restored = await BarePage.open({ height: 300, state: await bare.state() });
    await restored.show(modelOf(sesJob));
    assert.equal(await scroll(restored), 120);
    await restored.show(modelOf({ ...sesJob, id: 'other' }));
    assert.equal(await scroll(restored), 0);
    assert.equal((await restored.state()).scroll, 0);
  });
});
