import assert from 'node:assert/strict';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { sesJob } from '../unit/details/jobs';

describe('Numbers and times on the page', () => {
  let bare: BarePage;
  beforeEach(async () => {
    bare = await BarePage.open();
  });

  it('have a time in UTC and in ISO on hover', async () => {
    await bare.show(modelOf(sesJob));
    assert.equal(
      await bare.page.locator('[data-row=createdAt] time').getAttribute('title'),
      '2026-11-22 09:15:00 UTC\n2026-11-22T09:15:00.000Z',
    );
  });
});
