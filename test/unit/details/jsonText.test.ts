import assert from 'node:assert/strict';
import { groupsOf, matches, searchFor } from '../../../src/webview/details/entryGroups';
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
    const blocks = lines.flatMap(({ text, end }) => (end === undefined ? [] : [[text.trim(), lines[end]?.text.trim()]]));
    assert.deepEqual(blocks, [['{', '}'], ['"a": {', '},'], ['"b": [', '],']]);
  });

  it('are cut at tokens and matches, and nothing is lost', () => {
    for (const search of [undefined, 'x', '": ', 'A', '.', '"', 'nothing']) {
      const found = matchesIn(json, search === undefined ? undefined : searchFor(search));
      const pieces = lines.map((line) => piecesOf(line, found));
      assert.equal(pieces.map((line) => line.map(({ text }) => text).join('')).join('\n'), json);
      const marked = new Map<number, string>();
      for (const { text, match } of pieces.flat()) if (match !== undefined) marked.set(match, `${marked.get(match) ?? ''}${text}`);
      assert.deepEqual([...marked.values()], found.map(([from, to]) => json.slice(from, to)), search);
    }
  });

  it('tell names, strings, numbers and words apart', () => {
    const kinds = lines.flatMap((line) => piecesOf(line, [])).flatMap(({ kind, text }) => (kind === undefined ? [] : [`${kind} ${text}`]));
    for (const one of ['name "a"', 'string "x"', 'string "y, {"', 'number -1500', 'word true']) assert.ok(kinds.includes(one), one);
  });
});

describe('equal failures', () => {
  const entries = ['b', 'a', 'c', 'a', 'A'];

  it('are one each, the most frequent first', () => {
    assert.deepEqual(groupsOf(entries, true), [
      { text: 'a', indices: [1, 3] },
      { text: 'b', indices: [0] },
      { text: 'c', indices: [2] },
      { text: 'A', indices: [4] },
    ]);
    assert.deepEqual(groupsOf(entries, false).map(({ indices }) => indices), [[0], [1], [2], [3], [4]]);
  });

  it('are searched for as text, whatever the case', () => {
    assert.ok(matches('a.b', searchFor('A.B')));
    assert.ok(!matches('axb', searchFor('a.b')));
    assert.ok(matches('anything', searchFor('  ')));
  });
});
