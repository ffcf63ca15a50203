import assert from 'node:assert/strict';
import { expiryOf, withoutSecrets, withoutSecretsInText } from '../../../src/core/text/presignedUrl';

describe('expiryOf', () => {
  const at = (query: string) => expiryOf(`https://user:word@host.example:8443/a/b%20c?${query}#part`);
  const signed = Date.UTC(2026, 10, 22, 10, 41);

  it('returns when a URL expires', () => {
    assert.equal(at('X-Amz-Date=20261122T104100Z&X-Amz-Expires=3600'), signed + 3_600_000);
    assert.equal(at(`Expires=${signed / 1000}&Signature=x`), signed);
    assert.equal(at('x-amz-date=20261122T104100Z&x-amz-expires=1'), signed + 1000);
  });

  for (const query of [
    '',
    'X-Amz-Date=20261122T104100Z',
    'X-Amz-Expires=3600',
    'X-Amz-Date=20260230T104100Z&X-Amz-Expires=3600',
    'X-Amz-Date=20261122T256100Z&X-Amz-Expires=3600',
    'X-Amz-Date=2026-11-22T10:41:00Z&X-Amz-Expires=3600',
    'X-Amz-Date=20261122T104100Z&X-Amz-Expires=-1',
    'X-Amz-Date=20261122T104100Z&X-Amz-Expires=1e3',
    'X-Amz-Date=bad&X-Amz-Expires=3600&Expires=1800000000',
    'Expires=soon',
    'Expires=9999999999999',
  ]) {
    it(`returns nothing for the query "${query}"`, () => {
      assert.equal(at(query), undefined);
    });
  }

  for (const url of ['', 'text', 's3://bucket/key', 'file:///etc/passwd', 'javascript:alert(1)', 'https://']) {
    it(`returns nothing for "${url}"`, () => {
      assert.equal(expiryOf(url), undefined);
    });
  }
});

describe('withoutSecrets', () => {
  for (const [text, safe] of [
    ['https://h/p?X-Amz-Signature=S', 'https://h/p?…'],
    ['https://h/p?a=1&x-amz-signature=S&b=2', 'https://h/p?…'],
    ['https://h/p?AWSAccessKeyId=K&Signature=S&Expires=1', 'https://h/p?…'],
    ['https://h/p?X-Amz-Security-Token=S', 'https://h/p?…'],
    ['https://h/p?x%2Damz%2Dsignature=S', 'https://h/p?…'],
    ['see https://h/p?Signature=S, then https://h/q?page=2', 'see https://h/p?… then https://h/q?page=2'],
    ['<a href="https://h/p?a=b&amp;Signature=S">', '<a href="https://h/p?…">'],
    ['https://h/?url=https%3A%2F%2Fh%2Fp%3FX-Amz-Signature%3DS', 'https://h/?…'],
    ['https://h/?url=https%253A%252F%252Fh%252Fp%253FSignature%253DS', 'https://h/?…'],
    ['{"u":"https://h/p?a=1\\u0026Signature=S"}', '{"u":"https://h/p?…"}'],
    ['https://h/a b?x="1"&X-Amz-Signature=S', 'https://h/a b?x="1"&X-Amz-Signature=…'],
    ['X-Amz-Signature=S', 'X-Amz-Signature=…'],
  ] as const) {
    it(`removes the secret of ${text}`, () => {
      assert.equal(withoutSecretsInText(text), safe);
      assert.equal(withoutSecretsInText(safe), safe);
    });
  }

  for (const text of [
    's3://bucket/signature=1/file.csv',
    'https://h/p?page=2&signatures=3',
    'What is a signature?',
    'https://h/mysignature?x=signature',
    '100 % done?',
  ]) {
    it(`leaves ${text} unchanged`, () => {
      assert.equal(withoutSecretsInText(text), text);
    });
  }

  it('finds URLs at any depth, and changes nothing else', () => {
    const url = 'https://h/p?Signature=S';
    assert.deepEqual(withoutSecrets({ a: [url, 1, null, true, { [url]: url }], b: 'text' }), {
      a: ['https://h/p?…', 1, null, true, { 'https://h/p?…': 'https://h/p?…' }],
      b: 'text',
    });
    const odd = withoutSecrets(JSON.parse('{"__proto__": {"x": 1}}') as { x: number });
    assert.equal(JSON.stringify(odd), '{"__proto__":{"x":1}}');
  });
});
