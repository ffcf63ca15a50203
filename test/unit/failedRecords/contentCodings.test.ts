import assert from 'node:assert/strict';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { downloadFrom, failureOf, sentenceOf, textOf } from './downloads';
import { FilesServer } from './filesServer';

const records = 'emailAddress,errorMessage\na@example.com,Invalid email address\n';

describe('A content coding of a failed-records file', () => {
  const server = new FilesServer();
  before(() => server.start());
  after(() => server.close());

  function read(encoding: string, body: string | Buffer): Promise<string> {
    server.answer = (_, response) => {
      response.setHeader('content-encoding', encoding);
      response.end(body);
    };
    return textOf(downloadFrom(`${server.url}/file`));
  }

  const codings: readonly (readonly [header: string, body: string | Buffer])[] = [
    ['identity', records],
    ['gzip', gzipSync(records)],
    ['X-GZIP', gzipSync(records)],
    ['deflate', deflateSync(records)],
    ['br', brotliCompressSync(records)],
    ['zstd', zstdCompressSync(records)],
    // Applied in this order, so decoded from the end.
    ['deflate, gzip', gzipSync(deflateSync(records))],
    ['br,gzip', gzipSync(brotliCompressSync(records))],
    ['aws-chunked', records],
    ['aws-chunked,gzip', gzipSync(records)],
    ['gzip, aws-chunked', gzipSync(records)],
    [' , gzip ,', gzipSync(records)],
  ];
  for (const [header, body] of codings) {
    it(`is decoded: ${header}`, async () => {
      assert.equal(await read(header, body), records);
    });
  }

  it('is ignored if it is not a content coding', async () => {
    for (const header of ['UTF-8', 'utf8', 'none', 'text/csv', 'binary', 'base64', 'UTF-8, none']) {
      assert.equal(await read(header, records), records, header);
    }
    assert.equal(await read('utf-8,gzip', gzipSync(records)), records);
  });

  it('is reported as unsupported if it cannot be decoded', async () => {
    for (const header of ['compress', 'gzip, x-compress', 'dcz', 'aes128gcm']) {
      assert.deepEqual(await failureOf(read(header, records)), { kind: 'encoding' });
    }
    assert.equal(await sentenceOf(read('compress', records)), 'Unsupported compression');
  });

  it('is reported as damaged if the content does not use it', async () => {
    for (const header of ['deflate', 'br', 'zstd', 'gzip']) {
      assert.deepEqual(await failureOf(read(header, records)), { kind: 'damaged' }, header);
    }
  });

  it('stops when the file decompresses to an implausible size', async () => {
    const zeros = Buffer.alloc(20_000_000);
    for (const [header, body] of [
      ['br', brotliCompressSync(zeros)],
      ['zstd', zstdCompressSync(zeros)],
    ] as const) {
      server.answer = (_, response) => {
        response.setHeader('content-encoding', header);
        response.end(body);
      };
      const failure = await failureOf(textOf(downloadFrom(`${server.url}/file`, { limit: 1e9 })));
      assert.deepEqual(failure, { kind: 'bomb' }, header);
    }
  });
});
