import assert from 'node:assert/strict';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { sesJob, sesJobOf, sesResponse } from '../unit/details/jobs';

describe('Numbers and times on the page', () => {
  let bare: BarePage;
  beforeEach(async () => {
    bare = await BarePage.open();
  });

  it('have a time in UTC and ISO on hover', async () => {
    await bare.show(modelOf(sesJob));
    assert.equal(
      await bare.page.locator('[data-row=createdAt] time').getAttribute('title'),
      '2026-11-22 09:15:00 UTC\n2026-11-22T09:15:00.000Z',
    );
  });

  it('say that processed records appear to include failed ones only on hover, and only if they can', async () => {
    const label = bare.page.locator('[data-row=processed] dt');
    for (const [processed, failed, title] of [
      [4821, 3, '“Processed” appears to include failed records.'],
      [3, 3, '“Processed” appears to include failed records.'],
      [0, 3, ''],
      [2, 3, ''],
      [3, 0, ''],
    ] as const) {
      await bare.show(
        modelOf(sesJobOf({ ...sesResponse, ProcessedRecordsCount: processed, FailedRecordsCount: failed })),
      );
      assert.equal(
        await label.evaluate((element: HTMLElement) => element.title),
        title,
        `${processed} processed, ${failed} failed`,
      );
      assert.doesNotMatch(await bare.page.locator('body').innerText(), /include/);
    }
  });
});
