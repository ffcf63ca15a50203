import assert from 'node:assert/strict';
import { entriesBlock } from '../../../src/webview/details/entries';
import { groupsOf, reasonOf } from '../../../src/webview/details/entryGroups';
import { drawn, elements, pageUi, textOf, type Drawn } from './drawn';

const entries = [
  'No address',
  'Line 2: no country: one@example.com',
  'No address',
  'Line 9: no country: two@example.com',
  'No channel',
];

describe('the failures on the page', () => {
  const parts = (more?: Parameters<typeof pageUi>[0], of: readonly string[] = entries) =>
    drawn(entriesBlock(of, undefined, pageUi(more)));
  /** Not those in a fold. */
  const items = (all: readonly Drawn[]) => elements(all.find(({ type }) => type === 'ol')?.props.children);
  const named = (all: readonly Drawn[], name: string) => all.filter(({ props }) => props['aria-label'] === name);
  const folds = (all: readonly Drawn[]) => all.filter(({ type }) => type === 'details');
  const keyOf = (all: readonly Drawn[], words: string) =>
    items(all).find(({ props }) => textOf(props.children).includes(words))?.key;

  it('stay what they are when the filter shows fewer of a reason', () => {
    const narrowed = parts({ filter: 'two@' });
    assert.equal(folds(narrowed).length, 1, 'Still a fold.');
    assert.equal(keyOf(narrowed, 'no country: …'), keyOf(parts(), 'no country: …'));
    assert.match(textOf(items(narrowed)[0]?.props.children), /^1×no country: …/);
    assert.equal(named(parts(), 'Copy 2 failures with this reason').length, 1);
    assert.equal(named(narrowed, 'Copy 1 of 2 failures with this reason').length, 1);
    assert.equal(folds(parts({ filter: 'channel' })).length, 0);
  });

  it('stay in their order when the filter shows fewer of a reason', () => {
    const three = ['a@x.example', 'b@x.example', 'd@x.example'].map((address) => `No country: ${address}`);
    const order = (filter: string) =>
      items(parts({ filter }, [...three, 'No address', 'No address'])).map(({ key }) => key);
    assert.deepEqual(order(''), ['0', '3']);
    assert.deepEqual(order('d'), ['0', '3']);
    assert.deepEqual(order('b@'), ['0']);
  });

  it('are open where they were opened, whatever the filter, and say when that changes', () => {
    const told: unknown[] = [];
    const all = parts({ opened: new Set([1]), setOpened: (...what) => told.push(what) });
    assert.deepEqual(
      folds(all).map(({ props }) => props.open),
      [true],
    );
    assert.deepEqual(
      folds(parts({ opened: new Set([1]), filter: 'two@' })).map(({ props }) => props.open),
      [true],
    );
    assert.deepEqual(
      folds(parts({ opened: new Set([0]) })).map(({ props }) => props.open),
      [false],
    );
    const toggle = folds(all)[0]?.props.onToggle as ((event: object) => void) | undefined;
    toggle?.({ currentTarget: { open: false } });
    assert.deepEqual(told, [[1, false]]);
  });

  it('copy of a reason what the filter shows', () => {
    const copied: unknown[] = [];
    const all = parts({ filter: 'two@', copyEntries: (...what) => copied.push(what) });
    const [button] = named(all, 'Copy 1 of 2 failures with this reason');
    (button?.props.onClick as (() => void) | undefined)?.();
    assert.deepEqual(copied, [['group 1', [3]]]);
  });

  it('have one button that says how many it copies, and keeps the focus when that changes', () => {
    const many = Array.from({ length: 6 }, (_, place) => `Reason ${'i'.repeat(place)}`);
    const button = (filter: string) => {
      const [only, ...others] = parts({ filter }, many).filter(
        ({ type, props }) => type === 'button' && String(props.class).includes('small-button'),
      );
      assert.deepEqual(others, []);
      return [only?.key, textOf(only?.props.children), only?.props.disabled];
    };
    assert.deepEqual(button(''), ['button', 'Copy All', false]);
    assert.deepEqual(button('iii'), ['button', 'Copy 3 Matches', false]);
    assert.deepEqual(button('nowhere'), ['button', 'Copy 0 Matches', true]);
  });

  it('go on as the same item when another of their reason comes, so that the focus stays', () => {
    const before = ['No address', 'No address', 'Line 2: no country: one@example.com'];
    const after = [...before, 'Line 9: no country: two@example.com'];
    assert.equal(keyOf(parts({}, before), 'no country'), '2');
    assert.equal(keyOf(parts({}, after), 'no country'), '2');
    const [single, ...more] = before.slice(1);
    assert.equal(keyOf(parts({}, [single ?? '', ...more]), 'no country'), '1', 'Each by itself.');
    assert.equal(keyOf(parts({}, [single ?? '', ...more, 'Line 9: no country: two@example.com']), 'no country'), '1');
  });
});

describe('the reason of a failure', () => {
  const count = (texts: readonly string[]) => groupsOf(texts.map((text, index) => ({ text, index }))).length;

  it('leaves out phone numbers, however they are written', () => {
    const numbers = [
      '+14255550142',
      '+1 (425) 555-0143',
      '+49 30 901820',
      '4255550144',
      '(425) 555-0145',
      '425.555.0146',
    ];
    for (const template of [
      'Invalid phone number: X',
      'X is not valid',
      'Line 3: "X": no such number',
      'Address=X; channel=SMS',
    ]) {
      assert.equal(count(numbers.map((number) => template.replace('X', number))), 1, template);
    }
    assert.equal(reasonOf('Invalid phone number: +1 (425) 555-0143.'), 'Invalid phone number: ….');
  });

  it('keeps numbers that tell reasons apart', () => {
    assert.equal(count(['HTTP 400', 'HTTP 404', 'Error 1024: too long', 'Error 2048: too long', 'API 2016-12-01']), 5);
    assert.equal(count(['Longer than 100 characters', 'Longer than 1,000 characters', 'Version 1.2.3']), 3);
  });
});
