import assert from 'node:assert/strict';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { downloadFrom, failureOf, sentenceOf, textOf } from './downloads';
import { FilesServer } from './filesServer';

const records = 'emailAddress,errorMessage\na@example.com,Invalid email address\n';

describe('A content coding of a file of failed records', () => {
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
    // Applied in this order, so undone from the end.
    ['deflate, gzip', gzipSync(deflateSync(records))],
    ['br,gzip', gzipSync(brotliCompressSync(records))],
    ['aws-chunked', records],
    ['aws-chunked,gzip', gzipSync(records)],
    ['gzip, aws-chunked', gzipSync(records)],
    [' , gzip ,', gzipSync(records)],
  ];
  for (const [header, body] of codings) {
    it(`is undone: ${header}`, async () => {
      assert.equal(await read(header, body), records);
    });
  }

  it('is none where the header holds what is no content coding', async () => {
    for (const header of ['UTF-8', 'utf8', 'none', 'text/csv', 'binary', 'base64', 'UTF-8, none']) {
      assert.equal(await read(header, records), records, header);
    }
    assert.equal(await read('utf-8,gzip', gzipSync(records)), records);
  });

  it('is named as unsupported where it is one that cannot be undone here', async () => {
    for (const header of ['compress', 'gzip, x-compress', 'dcz', 'aes128gcm']) {
      assert.deepEqual(await failureOf(read(header, records)), { kind: 'encoding' });
    }
    assert.equal(await sentenceOf(read('compress', records)), 'Unsupported compression');
  });

  it('is reported as damaged where the content is not in it', async () => {
    for (const header of ['deflate', 'br', 'zstd', 'gzip']) {
      assert.deepEqual(await failureOf(read(header, records)), { kind: 'damaged' }, header);
    }
  });

  it('stops where the file decompresses to an implausible size', async () => {
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
