import assert from 'node:assert/strict';
import { escapeMarkdown } from '../../../src/ui/escape';

describe('escapeMarkdown', () => {
  /** Returns what a reader of the Markdown sees. */
  const read = (markdown: string) =>
    markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

  it('shows text unchanged, in any script', () => {
    for (const text of [
      'Café Ünïon 東京 № 7',
      'a_b *c* `d` <e> [f](command:g) ![h](i) $(j) &amp; | \\ #',
      '😀 1,204 · 3%',
    ]) {
      assert.equal(read(escapeMarkdown(text)), text);
    }
  });

  it('leaves no special characters, so that not even an address becomes a link', () => {
    const markdown = escapeMarkdown('https://example.com www.example.com me@example.com [x](command:y) <b> $(trash)');
    assert.match(markdown, /^(?:[\w ]|&#\d+;)+$/);
    assert.doesNotMatch(markdown, /www\.|:\/\/|@/);
  });

  it('returns one line, without hidden characters or the secret of a URL', () => {
    assert.equal(read(escapeMarkdown('one\ntwo\u202E\u0007')), 'one two');
    assert.doesNotMatch(read(escapeMarkdown('https://bucket.s3.amazonaws.com/f?X-Amz-Signature=5ec2e7')), /5ec2e7/);
  });
});
