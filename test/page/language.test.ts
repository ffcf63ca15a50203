import assert from 'node:assert/strict';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { pinpointJob, sesJob } from '../unit/details/jobs';

const german = {
  'en/The language code of this translation, for its plural rules': 'de',
  Refresh: 'Aktualisieren',
  'Updated at {0}': 'Aktualisiert um {0}',
  'Copy {0} Match': '{0} Treffer kopieren',
  'Copy {0} Matches': '{0} Treffer kopieren',
  '{0} of {1}': '{0} von {1}',
  'Copy {0}/{0} is a field, such as "Bucket"': '{0} kopieren',
  'Copy Failed Records URL': '</script><script>globalThis.owned = 1</script>',
};
const entries = Array.from({ length: 1234 }, (_, index) => `Reason ${'i'.repeat(index % 7)} ${index % 2 ? 'x' : 'y'}`);

describe('The language of the page', () => {
  it('is that of its translations, numbers and times', async () => {
    const bare = await BarePage.open({ language: 'de', texts: german });
    await bare.show(modelOf({ ...pinpointJob, failures: { entries } }, { read: { state: 'ready', at: 0 } }));
    assert.equal(await bare.page.locator('html').getAttribute('lang'), 'de');
    const time = new Intl.DateTimeFormat('de', { timeStyle: 'medium' }).format(0);
    assert.equal(await bare.page.locator('[data-read]').innerText(), `Aktualisiert um ${time}`);
    assert.equal(await bare.page.getByRole('button', { name: 'Aktualisieren' }).count(), 1);
    assert.equal(await bare.page.getByRole('button', { name: 'Bucket kopieren' }).count(), 1);
    await bare.page.getByRole('searchbox').fill('reason');
    assert.ok(await bare.page.getByText('1.234 von 1.234', { exact: true }).isVisible());
    assert.ok(await bare.page.getByRole('button', { name: '1.234 Treffer kopieren' }).isVisible());
  });

  it('may have a translation that looks like HTML', async () => {
    const bare = await BarePage.open({ language: 'de', texts: german });
    await bare.show(modelOf(sesJob));
    assert.ok(await bare.page.getByText('globalThis.owned').first().isVisible());
    assert.equal(await bare.page.evaluate(() => 'owned' in globalThis), false);
  });

  it('is English without translations, with the formats of its country', async () => {
    const bare = await BarePage.open({ language: 'en-GB' });
    await bare.show(modelOf(sesJob, { read: { state: 'ready', at: new Date(2026, 10, 22, 15, 4, 5).getTime() } }));
    assert.equal(await bare.page.locator('[data-read]').innerText(), 'Updated at 15:04:05');
    assert.equal(await bare.page.getByRole('button', { name: 'Refresh' }).count(), 1);
  });
});
