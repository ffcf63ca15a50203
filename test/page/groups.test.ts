import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { pinpointJob } from '../unit/details/jobs';

const failures = [
  'No address',
  'Line 2: no country: one@example.com',
  'No address',
  'Line 9: no country: two@example.com',
  'No channel',
  'No zone',
];

describe('Failures with the same reason on the page', () => {
  let bare: BarePage;
  const show = (entries: readonly string[]) => bare.show(modelOf({ ...pinpointJob, failures: { entries } }));
  const open = async (entries: readonly string[] = failures, state: object = {}) => {
    bare = await BarePage.open({ state });
    await show(entries);
  };
  const items = () => bare.page.locator('.entries .scroller > ol > li');
  const item = (text: string) => items().filter({ hasText: text });
  const filterBy = (text: string) => bare.page.getByRole('searchbox', { name: 'Filter failures' }).fill(text);
  const button = (name: string) => bare.page.getByRole('button', { name, exact: true });
  const folds = () => bare.page.locator('.members');
  const openFolds = () => bare.page.locator('.members[open]');
  const foot = () => bare.page.locator('.entries-foot').getByRole('button');

  it('stay the same when the filter shows fewer of a reason', async () => {
    await open();
    assert.equal(await button('Copy 2 failures with this reason').count(), 1);
    const before = await item('no country: …').elementHandle();
    await filterBy('two@');
    assert.equal(await folds().count(), 1, 'Still a fold.');
    assert.ok(await item('no country: …').evaluate((after, other) => after === other, before));
    assert.match(await items().first().innerText(), /^1×\s+no country: …/);
    assert.equal(await button('Copy 1 of 2 failures with this reason').count(), 1);
    await filterBy('channel');
    assert.equal(await folds().count(), 0);
  });

  it('keep their order when the filter shows fewer of a reason', async () => {
    const three = ['a@x.example', 'b@x.example', 'd@x.example'].map((address) => `No country: ${address}`);
    await open([...three, 'No address', 'No address', 'No zone']);
    const order = async () =>
      (await items().allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').replace(/^\d+× ?/, ''));
    assert.deepEqual(await order(), ['No country: …', 'No address', 'No zone']);
    await filterBy('d');
    assert.deepEqual(await order(), ['No country: …', 'No address']);
    await filterBy('b@');
    assert.deepEqual(await order(), ['No country: …']);
  });

  it('stay expanded with any filter and across a reload', async () => {
    await open(failures, { opened: [1] });
    assert.equal(await openFolds().count(), 1);
    await filterBy('two@');
    assert.equal(await openFolds().count(), 1);
    await bare.page.locator('.members > summary').click();
    await eventually(async () => {
      assert.deepEqual((await bare.state()).opened, []);
    });
    await open(failures, { opened: [0] });
    assert.equal(await folds().count(), 1);
    assert.equal(await openFolds().count(), 0, 'That is another reason.');
  });

  it('are not stored again when an unchanged fold is rendered', async () => {
    const countStored = async (opened: readonly number[]) => {
      bare = await BarePage.open({ state: { opened } });
      await bare.page.evaluate(() => {
        const { stub } = globalThis as unknown as { stub: { state: unknown } };
        let stored = 0;
        let state = stub.state;
        Object.defineProperty(stub, 'state', {
          get: () => state,
          set: (next: unknown) => {
            state = next;
            document.body.dataset.stored = String(++stored);
          },
        });
        document.addEventListener(
          'toggle',
          () => {
            document.body.dataset.toggled = '';
          },
          { capture: true },
        );
      });
      await show(failures);
      if (opened.length > 0) await bare.page.locator('body[data-toggled]').waitFor();
      return bare.page.locator('body').getAttribute('data-stored');
    };
    assert.equal(await countStored([1]), await countStored([]));
  });

  it('are copied only if they match the filter', async () => {
    await open();
    await filterBy('two@');
    await button('Copy 1 of 2 failures with this reason').click();
    assert.deepEqual(await bare.sent(), [{ type: 'copyEntries', what: 'group 1', indices: [3] }]);
  });

  it('have one button with the number that it copies, which stays when that changes', async () => {
    await open(Array.from({ length: 6 }, (_, index) => `Reason ${'i'.repeat(index)}`));
    const before = await foot().elementHandle();
    const isSame = () => foot().evaluate((after, other) => after === other, before);
    assert.deepEqual(await foot().allInnerTexts(), ['Copy All']);
    assert.ok(await foot().isEnabled());
    for (const [filter, words, isEnabled] of [
      ['iii', 'Copy 3 Matches', true],
      ['nowhere', 'Copy 0 Matches', false],
    ] as const) {
      await filterBy(filter);
      assert.deepEqual(await foot().allInnerTexts(), [words]);
      assert.equal(await foot().isEnabled(), isEnabled);
      assert.ok(await isSame());
    }
  });

  it('keep the focus when another failure with the same reason is added', async () => {
    const one = 'Line 2: no country: one@example.com';
    const two = 'Line 9: no country: two@example.com';
    for (const before of [
      ['No address', 'No address', one],
      ['No address', one, 'No channel'],
    ]) {
      await open(before);
      const item = await bare.page.getByText(one).locator('..').elementHandle();
      await show([...before, two]);
      assert.ok(
        await items()
          .filter({ hasText: 'no country: …' })
          .evaluate((after, other) => after === other, item),
      );
    }
  });
});
