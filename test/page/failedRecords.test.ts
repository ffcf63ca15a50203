import assert from 'node:assert/strict';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { sesJob } from '../unit/details/jobs';

describe('The failed records on the page', () => {
  const url = (seconds: number) =>
    `https://files.example/f/1.csv?X-Amz-Date=20261122T090000Z&X-Amz-Expires=${seconds}&X-Amz-Signature=SIGNATURE`;
  const signed = Date.UTC(2026, 10, 22, 9);
  const job = { ...sesJob, failures: { failedRecordsUrl: url(900) } };
  const card = (bare: BarePage) => bare.page.locator('[data-row=failedRecords]');

  it('show no expiry or host of a link that was not copied, even an old one', async () => {
    const bare = await BarePage.open({ now: signed });
    await bare.show(modelOf(job));
    const fresh = await card(bare).innerText();
    assert.match(fresh, /Open Failed Records[^]*Copy Failed Records URL/);
    assert.doesNotMatch(fresh, /expire|valid|files\.example/i);
    await bare.page.clock.runFor(16 * 60_000);
    assert.equal(await card(bare).innerText(), fresh);
    await bare.show(modelOf(job));
    assert.equal(await card(bare).innerText(), fresh);
    assert.doesNotMatch(await bare.page.locator('body').innerText(), /expire/i);
  });

  it('show when a link expires once it was copied', async () => {
    const bare = await BarePage.open({ now: signed });
    await bare.show(modelOf(job));
    const copy = bare.page.getByRole('button', { name: 'Copy Failed Records URL' });
    await copy.click();
    assert.deepEqual(await bare.sent(), [{ type: 'act', action: 'copyFailedRecordsUrl' }]);
    await bare.send({ type: 'acted', action: 'copyFailedRecordsUrl', ok: true, note: 'Valid until 1:30 PM' });
    const words = copy.locator('.on');
    assert.equal(await words.innerText(), 'Copied. Valid until 1:30 PM');
    assert.equal(await bare.spoken(), 'Failed records URL copied. Valid until 1:30 PM');
    // Longer than "Copied" alone, since a time takes longer to read.
    await bare.page.clock.runFor(9_000);
    assert.equal(await words.innerText(), 'Copied. Valid until 1:30 PM');
    await bare.page.clock.runFor(1_000);
    assert.equal(await words.innerText(), 'Copy Failed Records URL');
  });

  it('show only that a link was copied when its expiry is unknown', async () => {
    const bare = await BarePage.open({ now: signed });
    await bare.show(modelOf(job));
    const copy = bare.page.getByRole('button', { name: 'Copy Failed Records URL' });
    await bare.send({ type: 'acted', action: 'copyFailedRecordsUrl', ok: true });
    assert.equal(await copy.locator('.on').innerText(), 'Copied');
    assert.equal(await bare.spoken(), 'Failed records URL copied');
  });

  it('are a table once they are counted by reason', async () => {
    const bare = await BarePage.open();
    const records = {
      rows: 1_203,
      reasons: [{ reason: 'BOUNCE', count: 1_000 }],
      others: 0,
      withoutReason: 203,
      distinct: 1,
      more: false,
    };
    await bare.show(modelOf(job, { records }));
    const table = bare.page.getByRole('table', { name: 'Failed records by reason' });
    assert.deepEqual(await table.getByRole('row').allInnerTexts(), ['Reason\tRecords', 'BOUNCE\t1,000']);
  });
  it('have a card of their own when they are the result of an export', async () => {
    const bare = await BarePage.open({ now: signed });
    await bare.show(modelOf({ ...sesJob, result: { url: url(900) } }));
    const result = bare.page.locator('[data-row=result]');
    assert.match(
      await result.innerText(),
      /Open Result[^]*Save Result As…[^]*Copy Result URL[^]*treat it like a password/,
    );
    assert.doesNotMatch(await bare.page.locator('body').innerText(), /SIGNATURE|files\.example/);
    await bare.page.getByRole('button', { name: 'Copy Result URL' }).click();
    assert.deepEqual(await bare.sent(), [{ type: 'act', action: 'copyResultUrl' }]);
    await bare.send({ type: 'acted', action: 'copyResultUrl', ok: true, note: 'Valid until 1:30 PM' });
    assert.equal(await bare.spoken(), 'Result URL copied. Valid until 1:30 PM');
    const vscodeContext = await bare.page.evaluate(() => document.body.dataset.vscodeContext ?? '');
    assert.equal((JSON.parse(vscodeContext) as { importJobsHasResult: boolean }).importJobsHasResult, true);
    await bare.show(modelOf({ ...sesJob, result: {} }));
    assert.equal(await result.count(), 0);
  });
});
