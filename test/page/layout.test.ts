import assert from 'node:assert/strict';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { pinpointJob, pinpointJobOf, pinpointResponse, without } from '../unit/details/jobs';

const most = 2_147_483_647;
const counted = {
  ...without(pinpointResponse, 'TotalPieces'),
  TotalProcessed: most,
  TotalFailures: most,
  CompletedPieces: most,
  FailedPieces: 12_345_678,
};
const large = pinpointJobOf({ ...counted, TotalPieces: most });
/** Has its pieces as numbers. */
const withoutTotal = pinpointJobOf(counted);

describe('The layout of the page', () => {
  const setFontSize = (bare: BarePage, size: string) =>
    bare.page.evaluate((text) => {
      document.documentElement.style.setProperty('--vscode-font-size', text);
    }, size);

  /** Checks that nothing overflows the page or overlaps its neighbor. */
  async function assertHasRoom(bare: BarePage, parts: string, least: number): Promise<void> {
    const beyond = await bare.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(beyond, 0, 'Nothing sticks out.');
    const all = bare.page.locator(parts);
    assert.ok((await all.count()) >= least);
    const cut = await all.evaluateAll((elements) =>
      elements.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML),
    );
    assert.deepEqual(cut, [], 'Nothing is cut.');
  }

  for (const size of ['13px', '26px']) {
    it(`has room for large counts at 300 px and ${size}`, async () => {
      const bare = await BarePage.open({ width: 300, height: 1400 });
      await setFontSize(bare, size);
      await bare.show(modelOf(large));
      await assertHasRoom(bare, '.number, .number dt, .number dd, .figure, .progress p', 9);
      await bare.show(modelOf(withoutTotal));
      await assertHasRoom(bare, '.number, .number dt, .number dd, .figure', 16);
    });
  }

  it('has room for text twice as large', async () => {
    const bare = await BarePage.open({ height: 1400 });
    await setFontSize(bare, '26px');
    const entries = Array.from({ length: 12 }, (_, index) => `Line ${index}: no channel type`);
    await bare.show(modelOf({ ...pinpointJob, phase: 'running', failures: { entries } }));
    for (const width of [900, 300]) {
      await bare.resize(width, 1400);
      await assertHasRoom(bare, 'h1, dt, dd, .figure, .count, .ordinal, .step, input[type=search]', 20);
    }
  });
});
