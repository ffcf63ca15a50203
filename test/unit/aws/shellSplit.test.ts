import assert from 'node:assert/strict';
import { posixSplit, windowsSplit } from '../../../src/aws/credentials/shellSplit';

describe('A command line', () => {
  for (const [line, words] of [
    ['a b  c', ['a', 'b', 'c']],
    ['./get "pa$$word"', ['./get', 'pa$$word']],
    [`'a b' "c d"e f\\ g`, ['a b', 'c de', 'f g']],
    [`"" '' a""`, ['', '', 'a']],
    [`"a\\"b\\\\c\\d" 'e\\f'`, [`a"b\\c\\d`, 'e\\f']],
    ['a # b ; c | d > $e `f` *', ['a', '#', 'b', ';', 'c', '|', 'd', '>', '$e', '`f`', '*']],
    ['  ', []],
  ] as const) {
    it(`is split like shlex: ${line}`, () => {
      assert.deepEqual(posixSplit(line), words);
    });
  }

  for (const line of ['"a', "a 'b", 'a\\']) {
    it(`is rejected when incomplete: ${line}`, () => {
      assert.throws(() => posixSplit(line));
    });
  }

  // From botocore's own tests.
  for (const [line, words] of [
    ['', []],
    ['spam \\', ['spam', '\\']],
    ['spam ', ['spam']],
    [' spam', ['spam']],
    ['spam eggs', ['spam', 'eggs']],
    ['spam\teggs', ['spam', 'eggs']],
    ['spam\neggs', ['spam\neggs']],
    ['""', ['']],
    ['" "', [' ']],
    ['"\t"', ['\t']],
    ['\\\\', ['\\\\']],
    ['\\\\ ', ['\\\\']],
    ['\\\\\t', ['\\\\']],
    ['\\"', ['"']],
    [`"C:\\Program Files\\x.exe" --a='b c'`, ['C:\\Program Files\\x.exe', `--a='b`, `c'`]],
    ['spam="eggs and ham\\\\"', ['spam=eggs and ham\\']],
  ] as const) {
    it(`is split like Windows: ${JSON.stringify(line)}`, () => {
      assert.deepEqual(windowsSplit(line), words);
    });
  }

  it('is rejected on Windows when a quote is open', () => {
    assert.throws(() => windowsSplit('"spam'));
  });
});
