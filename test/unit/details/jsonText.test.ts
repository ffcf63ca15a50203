import assert from 'node:assert/strict';
import { failureCount, groupsOf, matches, reasonOf, searchFor } from '../../../src/webview/details/entryGroups';
import { jsonLines, matchesIn, piecesOf } from '../../../src/webview/details/jsonText';

const value = { a: { b: ['x', 'y, {'], empty: {}, none: [] }, text: 'ends with {', n: -1.5e3, t: true };
const json = JSON.stringify(value, undefined, 2);

describe('the lines of indented JSON', () => {
  const lines = jsonLines(json);

  it('are all of it, each where it begins', () => {
    assert.equal(lines.map(({ text }) => text).join('\n'), json);
    for (const { text, start } of lines) assert.equal(json.slice(start, start + text.length), text);
  });

  it('know the blocks that they open, and only those', () => {
    const blocks = lines.flatMap(({ text, end }) =>
      end === undefined ? [] : [[text.trim(), lines[end]?.text.trim()]],
    );
    assert.deepEqual(blocks, [
      ['{', '}'],
      ['"a": {', '},'],
      ['"b": [', '],'],
    ]);
  });

  it('are cut at tokens and matches, and nothing is lost', () => {
    for (const search of [undefined, 'x', '": ', 'A', '.', '"', 'nothing']) {
      const found = matchesIn(json, search === undefined ? undefined : searchFor(search));
      const pieces = lines.map((line) => piecesOf(line, found));
      assert.equal(pieces.map((line) => line.map(({ text }) => text).join('')).join('\n'), json);
      const marked = new Map<number, string>();
      for (const { text, match } of pieces.flat())
        if (match !== undefined) marked.set(match, `${marked.get(match) ?? ''}${text}`);
      assert.deepEqual(
        [...marked.values()],
        found.map(([from, to]) => json.slice(from, to)),
        search,
      );
    }
  });

  it('are one without tokens where there is too much, and what is found in it is marked all the same', () => {
    const long = JSON.stringify(
      Array.from({ length: 20_000 }, (_, place) => `failure ${place}`),
      undefined,
      2,
    );
    const [whole, ...more] = jsonLines(long);
    assert.ok(whole !== undefined && more.length === 0);
    assert.deepEqual(piecesOf(whole, []), [{ text: long }]);
    const found = matchesIn(long, searchFor('failure'));
    const pieces = piecesOf(whole, found);
    assert.equal(pieces.length, 2 * found.length + 1);
    assert.equal(pieces.map(({ text }) => text).join(''), long);
    assert.deepEqual(
      pieces.flatMap(({ match }) => match ?? []),
      [...found.keys()],
    );
  });

  it('look at the matches in them, not at all that there are', () => {
    const many = JSON.stringify(
      Array.from({ length: 500 }, (_, place) => `failure ${place}`),
      undefined,
      2,
    );
    const found = matchesIn(many, searchFor('failure'));
    let looks = 0;
    const counting = new Proxy(found, {
      get: (all, name) => {
        looks++;
        return Reflect.get(all, name) as unknown;
      },
    });
    for (const line of jsonLines(many)) piecesOf(line, counting);
    assert.equal(found.length, 500);
    assert.ok(looks < 50 * found.length, `${looks} looks`);
  });

  it('tell names, strings, numbers and words apart', () => {
    const kinds = lines
      .flatMap((line) => piecesOf(line, []))
      .flatMap(({ kind, text }) => (kind === undefined ? [] : [`${kind} ${text}`]));
    for (const one of ['name "a"', 'string "x"', 'string "y, {"', 'number -1500', 'word true'])
      assert.ok(kinds.includes(one), one);
  });
});

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
