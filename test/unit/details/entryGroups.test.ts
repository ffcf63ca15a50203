import assert from 'node:assert/strict';
import { failureCount, groupsOf, matches, reasonOf, searchFor } from '../../../src/webview/details/entryGroups';

describe('failures of one reason', () => {
  it('are counted in words that fit', () => {
    assert.deepEqual([0, 1, 12].map(failureCount), ['0 failures', '1 failure', '12 failures']);
  });

  const placed = (...texts: readonly string[]) => texts.map((text, index) => ({ text, index }));
  const groups = (...texts: readonly string[]) =>
    groupsOf(placed(...texts)).map(({ reason, entries, isEqual }) => [
      reason,
      entries.map(({ index }) => index),
      isEqual,
    ]);

  it('are one each, the most frequent first', () => {
    assert.deepEqual(groups('b', 'a', 'c', 'a', 'A'), [
      ['a', [1, 3], true],
      ['b', [0], true],
      ['c', [2], true],
      ['A', [4], true],
    ]);
    assert.deepEqual(
      groupsOf(placed('b', 'a', 'a')).map(({ place, total }) => [place, total]),
      [
        [1, 2],
        [0, 1],
      ],
    );
  });

  it('are told by what is not of one record alone: its line, an address, an identifier', () => {
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

  it('are found in no time, however long they are', () => {
    const start = performance.now();
    reasonOf(`${'a.'.repeat(50_000)}@`);
    reasonOf('line '.repeat(50_000));
    assert.ok(performance.now() - start < 500);
  });

  it('are searched for as text, whatever the case', () => {
    assert.ok(matches('a.b', searchFor('A.B')));
    assert.ok(!matches('axb', searchFor('a.b')));
    assert.ok(matches('anything', searchFor('  ')));
  });
});
