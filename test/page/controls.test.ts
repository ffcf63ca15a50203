import assert from 'node:assert/strict';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { pinpointJob, sesJob } from '../unit/details/jobs';

describe('Buttons of the page', () => {
  it('spin while the extension is busy, and show when it is done', async () => {
    const bare = await BarePage.open({ now: 0 });
    await bare.show(modelOf(sesJob));
    const refresh = bare.page.getByRole('button', { name: 'Refresh' });
    await refresh.click();
    assert.deepEqual(await bare.sent(), [{ type: 'act', action: 'refresh' }]);
    await bare.show(modelOf(sesJob), { busy: ['refresh'] });
    assert.equal(await refresh.getAttribute('aria-busy'), 'true');
    await bare.show(modelOf(sesJob));
    await bare.send({ type: 'acted', action: 'refresh', ok: true });
    assert.equal(await refresh.getAttribute('aria-busy'), null);
    assert.equal(await bare.spoken(), 'Refreshed');
  });

  it('copy parts of the source and the whole URL', async () => {
    const bare = await BarePage.open({ now: 0 });
    await bare.show(modelOf(pinpointJob));
    const source = bare.page.getByRole('region', { name: 'Source' });
    const copied = source.getByText('Copied', { exact: true });
    for (const [name, message, answer, spoken] of [
      [
        'Copy Bucket',
        { type: 'copyRow', id: 'bucket' },
        { type: 'rowCopied', id: 'bucket', ok: true },
        'Bucket copied',
      ],
      [
        'Copy Key prefix',
        { type: 'copyRow', id: 'key' },
        { type: 'rowCopied', id: 'key', ok: true },
        'Key prefix copied',
      ],
      [
        'Copy Source S3 URL',
        { type: 'act', action: 'copySourceUrl' },
        { type: 'acted', action: 'copySourceUrl', ok: true },
        'S3 URL copied',
      ],
    ] as const) {
      await source.getByRole('button', { name }).click();
      assert.deepEqual(await bare.sent(), [message]);
      assert.equal(await copied.count(), 0);
      await bare.send(answer);
      assert.equal(await bare.spoken(), spoken);
      assert.equal(await copied.count(), 1);
      await bare.page.clock.runFor(2_000);
      assert.equal(await copied.count(), 0);
    }
  });
});
