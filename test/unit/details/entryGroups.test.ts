import assert from 'node:assert/strict';
import { groupsOf, matches, reasonOf, searchFor } from '../../../src/webview/details/entryGroups';

describe('failures with the same reason', () => {
  const placed = (...texts: readonly string[]) => texts.map((text, index) => ({ text, index }));
  const groups = (...texts: readonly string[]) =>
    groupsOf(placed(...texts)).map(({ reason, entries, isEqual }) => [
      reason,
      entries.map(({ index }) => index),
      isEqual,
    ]);

  it('are grouped, the most frequent first', () => {
    assert.deepEqual(groups('b', 'a', 'c', 'a', 'A'), [
      ['a', [1, 3], true],
      ['b', [0], true],
      ['c', [2], true],
      ['A', [4], true],
    ]);
    assert.deepEqual(
      groupsOf(placed('b', 'a', 'a')).map(({ first, total }) => [first, total]),
      [
        [1, 2],
        [0, 1],
      ],
    );
  });

  it('are grouped without what concerns one record: its line, an address, an identifier', () => {
    assert.deepEqual(
      groups('Line 2: No address: a@b.example', 'Line 30: No address: <c.d@e.example>', 'Line 31: No channel'),
      [
        ['Line 2: No address: a@b.example', [0], true],
        ['Line 30: No address: <c.d@e.example>', [1], true],
        ['Line 31: No channel', [2], true],
      ],
    );
    assert.deepEqual(groups('Line 2: No address: a@b.example', 'line 30: No address: c.d@e.example'), [
      ['No address: …', [0, 1], false],
    ]);
    assert.equal(
      reasonOf('Endpoint 0f8fad5b-d9cb-469f-a165-70867728950e has more than 50 values'),
      'Endpoint … has more than 50 values',
    );
    assert.equal(reasonOf('4: ключ “x” 🗝️'), 'ключ “x” 🗝️');
    assert.equal(reasonOf(''), '');
  });

  it('are grouped quickly even if very long', () => {
    const start = performance.now();
    reasonOf(`${'a.'.repeat(50_000)}@`);
    reasonOf('line '.repeat(50_000));
    assert.ok(performance.now() - start < 500);
  });

  it('are searched for as text, in any letter case', () => {
    assert.ok(matches('a.b', searchFor('A.B')));
    assert.ok(!matches('axb', searchFor('a.b')));
    assert.ok(matches('anything', searchFor('  ')));
  });
});

describe('the reason of a failure', () => {
  const count = (texts: readonly string[]) => groupsOf(texts.map((text, index) => ({ text, index }))).length;

  it('leaves out phone numbers in any notation', () => {
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

  it('keeps numbers that distinguish reasons', () => {
    assert.equal(count(['HTTP 400', 'HTTP 404', 'Error 1024: too long', 'Error 2048: too long', 'API 2016-12-01']), 5);
    assert.equal(count(['Longer than 100 characters', 'Longer than 1,000 characters', 'Version 1.2.3']), 3);
  });
});
