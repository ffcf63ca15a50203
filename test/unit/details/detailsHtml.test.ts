import assert from 'node:assert/strict';
import { isDetailsAction } from '../../../src/core/details/model';
import { detailsHtml } from '../../../src/ui/details/detailsHtml';

const parts = {
  cspSource: 'https://*.vscode-cdn.net',
  scriptUri: 'https://file.vscode-cdn.net/dist/details.js',
  styleUri: 'https://file.vscode-cdn.net/media/details.css',
  nonce: 'abc123',
  title: 'Import job',
  language: 'en-US',
  texts: {},
};

/** Returns the data of the page's texts, as a browser reads it. */
function textsIn(html: string): unknown {
  const [, json = ''] = /<script type="application\/json" id="texts">([^]*?)<\/script>/u.exec(html) ?? [];
  return JSON.parse(json);
}

describe('detailsHtml', () => {
  it('allows one script by its nonce, one style, their font, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/u
      .exec(detailsHtml(parts))?.[1]
      ?.replaceAll('&#39;', "'");
    assert.deepEqual(policy?.split('; '), [
      "default-src 'none'",
      "script-src 'nonce-abc123'",
      'style-src https://*.vscode-cdn.net',
      'font-src https://*.vscode-cdn.net',
      "img-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('has one script, one data block, no inline style and one heading', () => {
    const html = detailsHtml(parts);
    assert.equal(html.match(/<script/gu)?.length, 2);
    assert.match(html, /<script nonce="abc123" src="https:\/\/file\.vscode-cdn\.net\/dist\/details\.js"><\/script>/u);
    assert.doesNotMatch(html, /<style|style=|\son\w+=/u);
    assert.equal(html.match(/<h1>/gu)?.length, 1);
    assert.match(html, /<html lang="en-US">/u);
    assert.match(html, /<title>Import job<\/title>/u);
  });

  it('escapes its values', () => {
    const evil = `"'><script>alert(1)</script>&`;
    const texts = { [evil]: `</script>${evil}<!--<script>\u2028\u0000` };
    const html = detailsHtml({
      cspSource: evil,
      scriptUri: evil,
      styleUri: evil,
      nonce: evil,
      title: evil,
      language: evil,
      texts,
    });
    assert.equal(html.match(/<script/gu)?.length, 2);
    assert.equal(html.match(/<\/script/gu)?.length, 2);
    assert.equal(html.match(/<!--/gu), null);
    assert.deepEqual(textsIn(html), texts);
    assert.doesNotMatch(html, /alert\(1\)<\/script>/u);
    assert.match(html, /<title>&quot;&#39;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;&amp;<\/title>/u);
  });
});

describe('isDetailsAction', () => {
  it('accepts only known actions', () => {
    assert.ok(isDetailsAction('copyJobId'));
    for (const value of ['', 'copyjobid', 'constructor', 0, undefined, null, {}, ['copyJobId']]) {
      assert.ok(!isDetailsAction(value));
    }
  });
});
