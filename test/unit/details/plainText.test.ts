import assert from 'node:assert/strict';
import { plain, plainJson, plainLines } from '../../../src/core/text/plainText';

describe('plain', () => {
  it('removes invisible and directional characters', () => {
    assert.equal(plain('in\u202Evoice\u0000\u0007\u001B[31m\u007F\u009F\uFEFF\u2066x\u2069\u200E'), 'invoice[31mx');
  });

  it('returns one line', () => {
    assert.equal(plain('a\r\nb\tc\u2028d'), 'a b c d');
  });

  it('leaves every script and emoji unchanged', () => {
    for (const text of ['Grüße', 'שלום', 'مرحبا', '日本語', '👩‍👩‍👧', 'a\u00A0b', '<img src=x>']) {
      assert.equal(plain(text), text);
    }
  });

  it('replaces lone surrogates', () => {
    assert.equal(plain('a\uD83D'), 'a\uFFFD');
  });
});

describe('plainLines', () => {
  it('keeps lines and tabs and removes the rest', () => {
    assert.equal(plainLines('a\r\nb\rc\u2029d\te\u0000\u202Ef'), 'a\nb\nc\nd\tef');
  });
});

describe('plainJson', () => {
  it('escapes hidden characters, and stays the same JSON', () => {
    const value = { 'k\u202E': 'a\u0001\u009F\u2028\uFEFFb\n' };
    const json = plainJson(JSON.stringify(value, undefined, 2));
    assert.match(json, /^[\n -~]*$/u);
    assert.deepEqual(JSON.parse(json), value);
  });
});
