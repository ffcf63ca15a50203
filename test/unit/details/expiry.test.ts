import assert from 'node:assert/strict';
import { expiryText, nextTick } from '../../../src/webview/details/expiry';

const now = Date.UTC(2026, 10, 22, 10, 41);
const minutes = (count: number) => count * 60_000;

describe('the time that a link has left', () => {
  for (const [left, text] of [
    [minutes(12) + 59_999, /^Link expires in 12 min, at /u],
    [59_999, /^Link expires in less than a minute, at /u],
    [minutes(65), /^Link expires in 1 h 5 min, at /u],
    [minutes(120), /^Link expires in 2 h, at /u],
    [minutes(60 * 49), /^Link expires in 2 d 1 h, at .*2026/u],
    [0, /^The link has expired\.$/u],
    [-minutes(1), /^The link has expired\.$/u],
  ] as const) {
    it(`is said ${left} ms before the end`, () => {
      assert.match(expiryText(now + left, now), text);
    });
  }

  it('is said anew when it has changed, until it has ended', () => {
    assert.equal(nextTick(now, now), undefined);
    for (const left of [1, 59_999, minutes(1), minutes(12) + 30_000]) {
      const wait = nextTick(now + left, now) ?? 0;
      assert.ok(wait > 0 && wait <= 60_000 + 1);
      assert.notEqual(expiryText(now + left, now + wait), expiryText(now + left, now));
      assert.equal(expiryText(now + left, now + wait - 1), expiryText(now + left, now));
    }
  });
});
