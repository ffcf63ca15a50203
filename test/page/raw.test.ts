import assert from 'node:assert/strict';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { pinpointJob } from '../unit/details/jobs';

const failures = ['Line 2: no channel type', 'The address is not valid', 'valid twice, valid', 'no channel'];

describe('The raw response on the page', () => {
  let bare: BarePage;
  beforeEach(async () => {
    bare = await BarePage.open();
    await bare.show(modelOf({ ...pinpointJob, raw: { Id: '2', Failures: failures } }));
    await bare.page.getByText('Raw response').click();
    // A fold opens at once, and says so in a later task: then the page draws what is in it.
    await bare.page.locator('pre').waitFor();
  });
  const search = () => bare.page.getByRole('searchbox', { name: 'Search the raw response' });
  const hint = () => bare.page.locator('.card-raw .hint').innerText();

  it('is remembered open', async () => {
    assert.equal((await bare.state()).rawOpen, true);
    const next = await BarePage.open({ state: await bare.state() });
    await next.show(modelOf(pinpointJob));
    assert.ok(await next.page.locator('pre').isVisible());
  });

  it('is searched, from match to match and around', async () => {
    await search().fill('valid');
    assert.equal(await hint(), '1 of 3');
    await search().press('Enter');
    assert.equal(await hint(), '2 of 3');
    await search().press('Shift+Enter');
    await search().press('Shift+Enter');
    assert.equal(await hint(), '3 of 3');
    assert.equal(await bare.page.locator('mark.current').count(), 1);
    await search().fill('nowhere');
    assert.equal(await hint(), 'No matches');
    await search().press('Escape');
    assert.equal(await search().inputValue(), '');
  });

  it('folds, and unfolds what a search finds', async () => {
    const fold = bare.page.getByRole('button', { name: 'Fold Failures' });
    await fold.click();
    assert.equal(await fold.getAttribute('aria-expanded'), 'false');
    assert.doesNotMatch(await bare.page.locator('pre').innerText(), /no channel type/);
    await search().fill('channel');
    assert.equal(await hint(), '1 of 2');
    await search().press('Escape');
    await fold.click();
    const shown = JSON.parse(await bare.page.locator('pre').innerText()) as { readonly Failures: unknown };
    assert.deepEqual(shown.Failures, failures);
  });
});
