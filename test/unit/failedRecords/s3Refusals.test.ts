import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { explainDownload } from '../../../src/core/failedRecords/explainDownload';
import type { Open } from '../../../src/core/failedRecords/download';
import { downloadFrom, failureOf, secret, textOf } from './downloads';

const s3 = `https://bucket.s3.eu-west-1.amazonaws.com/failed.csv?${secret}`;

/** Sends every request this response, as if from the requested host. */
function answering(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Open {
  return () => Promise.resolve({ status, headers, body: Readable.from([Buffer.from(body)]) });
}

const xml = (code: string, more = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>What S3 says. ${secret}</Message>${more}</Error>`;

async function wordsOf(open: Open, url = s3) {
  const failure = await failureOf(textOf(downloadFrom(url, { open })));
  assert.ok(failure.kind !== 'tooLarge');
  return { failure, ...explainDownload(failure) };
}

describe('An error response from S3', () => {
  it("is reported with S3's code, and offers no retry when that cannot help", async () => {
    for (const [status, code] of [
      [400, 'InvalidRequest'],
      [400, 'AuthorizationQueryParametersError'],
      [301, 'PermanentRedirect'],
      [409, 'InvalidObjectState'],
      [501, 'NotImplemented'],
    ] as const) {
      const { failure, sentence, next } = await wordsOf(answering(status, xml(code)));
      assert.deepEqual(failure, { kind: 'status', status, code });
      assert.equal(sentence, `Amazon S3 responded with HTTP ${status} (${code})`);
      assert.doesNotMatch(next, /try again/i);
    }
  });

  it('offers a retry when S3 is busy or broken', async () => {
    for (const [status, code] of [
      [503, 'SlowDown'],
      [500, 'InternalError'],
      [400, 'RequestTimeout'],
    ] as const) {
      const { sentence, next } = await wordsOf(answering(status, xml(code)));
      assert.match(sentence, new RegExp(code));
      assert.match(next, /^Try again/);
    }
    const { sentence, next } = await wordsOf(answering(502, '<html>Bad gateway</html>'));
    assert.equal(sentence, 'The server responded with HTTP 502');
    assert.match(next, /^Try again/);
  });

  it('keeps the code of a denial', async () => {
    const { failure, sentence } = await wordsOf(answering(403, xml('AccessDenied')));
    assert.deepEqual(failure, { kind: 'refused', code: 'AccessDenied' });
    assert.match(sentence, /AccessDenied/);
  });

  it('provides nothing but a code, however long or malformed it is', async () => {
    for (const body of [
      xml('<script>'),
      xml('x'.repeat(500)),
      xml(secret),
      'x'.repeat(5_000_000),
      '',
      '{"Code":"No"}',
    ]) {
      const { failure } = await wordsOf(answering(400, body));
      assert.deepEqual(failure, { kind: 'status', status: 400 });
    }
  });
});

describe('A redirect to another host', () => {
  const elsewhere = 'https://other-bucket.s3.us-east-1.amazonaws.com/failed.csv';

  it('of S3 is blocked for safety, without a guess about a proxy', async () => {
    for (const host of [
      'bucket.s3.eu-west-1.amazonaws.com',
      's3.amazonaws.com',
      'bucket.s3.dualstack.eu-west-1.amazonaws.com',
      'bucket.s3-accelerate.amazonaws.com',
      'bucket.s3.cn-north-1.amazonaws.com.cn',
    ]) {
      const open = answering(307, '', { location: elsewhere });
      const { sentence, next } = await wordsOf(open, `https://${host}/failed.csv?${secret}`);
      assert.equal(sentence, 'Redirected to another host; blocked for safety');
      assert.doesNotMatch(next, /proxy/i);
    }
  });

  it('of any other host may come from a proxy', async () => {
    for (const host of ['files.example.com', 's3.amazonaws.com.example.net', 'amazonaws.com.evil.example']) {
      const open = answering(302, '', { location: elsewhere });
      const { next } = await wordsOf(open, `https://${host}/failed.csv?${secret}`);
      assert.match(next, /proxy/i);
    }
  });
});
