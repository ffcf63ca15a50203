import assert from 'node:assert/strict';
import { inMarkdown } from '../../../src/ui/inert';

describe('Text of a service in Markdown', () => {
  /** As a reader of the Markdown sees it. */
  const read = (markdown: string) =>
    markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

  it('is read as it is, in any script', () => {
    for (const text of [
      'Café Ünïon 東京 № 7',
      'a_b *c* `d` <e> [f](command:g) ![h](i) $(j) &amp; | \\ #',
      '😀 1,204 · 3%',
    ]) {
      assert.equal(read(inMarkdown(text)), text);
    }
  });

  it('has no sign in it that could mean anything, so that not even an address becomes a link', () => {
    const markdown = inMarkdown('https://example.com www.example.com me@example.com [x](command:y) <b> $(trash)');
    assert.match(markdown, /^(?:[\w ]|&#\d+;)+$/);
    assert.doesNotMatch(markdown, /www\.|:\/\/|@/);
  });

  it('is one line, with nothing hidden in it and no secret of a URL', () => {
    assert.equal(read(inMarkdown('one\ntwo\u202E\u0007')), 'one two');
    assert.doesNotMatch(read(inMarkdown('https://bucket.s3.amazonaws.com/f?X-Amz-Signature=5ec2e7')), /5ec2e7/);
  });
});
