import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { problemsOf } from '../support/axe';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { themeColors } from '../support/page/themeColors';
import { colorNamesIn, themes, type PageTheme } from '../support/page/themes';
import { pinpointJob, sesJob, labels } from '../unit/details/jobs';

const records = {
  rows: 1_203,
  reasons: [
    { reason: 'BOUNCE', count: 1_000 },
    { reason: 'COMPLAINT', count: 203 },
  ],
  others: 0,
  withoutReason: 0,
  distinct: 2,
  more: false,
};
const mapping = ['email', 'first_name'].map((label) => {
  return {
    id: label,
    section: 'mapping',
    label,
    value: '_profile.EmailAddress',
    note: 'EMAIL_ADDRESS',
    code: true,
  } as const;
});
const failures = [
  ...Array.from({ length: 7 }, () => 'Endpoint has no address'),
  'Line 2: no channel type',
  'Line 11: no country: one@example.com',
  'Line 15: no country: two@example.com',
];
const pace = {
  rate: 204,
  timeLeft: 120_000,
  samples: [0, 5_000, 10_000].map((at) => ({ at, processed: at / 5, progress: at / 20_000 })),
};
const failed = { state: 'failed', sentence: 'No connection', next: 'Try again', action: 'refresh' } as const;

/** Pages that together show everything. */
const pages = {
  'a job of SES with failed records': async (bare: BarePage) => {
    await bare.show(modelOf({ ...sesJob, facts: [...sesJob.facts, ...mapping] }, { records }));
  },
  'a running job of Pinpoint with failures': async (bare: BarePage) => {
    const job = { ...pinpointJob, phase: 'running', failures: { entries: failures } } as const;
    await bare.show(modelOf(job, { labelOf: labels('Loyalty', 'VIP'), pace }));
    await bare.page.getByRole('searchbox', { name: 'Filter failures' }).fill('no');
  },
  'a job that could not be refreshed': async (bare: BarePage) => {
    await bare.show(modelOf({ ...sesJob, phase: 'failed' }, { read: failed }));
  },
  'no job': async (bare: BarePage) => {
    await bare.send({ type: 'empty', title: 'No job', text: 'Access denied.', action: 'refresh', busy: [] });
  },
};

describe('Axe on the page', () => {
  for (const [name, show] of Object.entries(pages)) {
    it(`finds nothing in any theme at 300 and at 1,600 px: ${name}`, async () => {
      const bare = await BarePage.open({ state: { rawOpen: true }, width: 300, height: 1800 });
      await show(bare);
      for (const width of [300, 1600]) {
        await bare.resize(width, 1800);
        assert.equal(await bare.page.locator('h1').count(), 1);
        for (const theme of Object.keys(themes) as PageTheme[]) {
          await bare.setTheme(theme);
          assert.deepEqual(await problemsOf(bare.page), [], `${theme}, ${String(width)} px`);
          assert.equal(
            await bare.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
            0,
            `Nothing sticks out: ${theme}, ${String(width)} px`,
          );
        }
      }
    });
  }

  it('has every color that the style uses', async () => {
    const captured = new Set(Object.values(themeColors).flatMap((colors) => Object.keys(colors)));
    const used = colorNamesIn(await readFile('dist/details.css', 'utf8'));
    assert.deepEqual(
      used.filter((name) => !captured.has(name)),
      [],
      'Capture the colors again: see captureThemeColors.ts.',
    );
  });
});
