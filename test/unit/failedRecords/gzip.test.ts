import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import { bytesOf, downloadFrom, failureOf, sentenceOf, textOf } from './downloads';
import { FilesServer } from './filesServer';

const bomb = 'Stopped: the file decompresses to an implausible size';

describe('Compressed failed records', () => {
  const server = new FilesServer();

  before(() => server.start());
  after(() => server.close());

  const serve = (body: Uint8Array, headers: Record<string, string> = {}) => {
    server.answer = (_, response) => response.writeHead(200, { 'content-length': body.length, ...headers }).end(body);
  };

  it('are decompressed by the header, by the content, or by both', async () => {
    const packed = gzipSync('line,reason\n2,Not valid\n');
    const cases: readonly (readonly [Uint8Array, Record<string, string>])[] = [
      [packed, { 'content-encoding': 'gzip' }],
      [packed, { 'content-encoding': 'GZIP' }],
      [packed, {}],
      [packed, { 'content-encoding': 'aws-chunked' }],
      [gzipSync(packed), { 'content-encoding': 'gzip' }],
      [Buffer.concat([gzipSync('line,reason\n'), gzipSync('2,Not valid\n')]), {}],
    ];
    for (const [body, headers] of cases) {
      serve(body, headers);
      assert.equal(await textOf(downloadFrom(server.url)), 'line,reason\n2,Not valid\n');
    }
  });

  it('are recognized by their first bytes, even received one by one', async () => {
    const packed = gzipSync('abc');
    server.answer = (_, response) => {
      response.write(packed.subarray(0, 1), () => response.end(packed.subarray(1)));
    };
    assert.equal(await textOf(downloadFrom(server.url)), 'abc');
    for (const short of ['', '\x1f', 'a', 'ab']) {
      serve(Buffer.from(short, 'latin1'));
      assert.equal((await bytesOf(downloadFrom(server.url))).toString('latin1'), short);
    }
  });

  it('are empty when the body is empty, with any header', async () => {
    serve(Buffer.alloc(0), { 'content-encoding': 'gzip' });
    assert.equal((await bytesOf(downloadFrom(server.url))).length, 0);
  });

  it('can be padded with zeros, unless lost data would follow them', async () => {
    const zeros = Buffer.alloc(512);
    const [first, second] = [gzipSync('line,reason\n'), gzipSync('2,Not valid\n')];
    const opened =
      (...pieces: readonly Uint8Array[]) =>
      () =>
        Promise.resolve({ status: 200, headers: {}, body: Readable.from(pieces) });
    for (const pieces of [
      [first, zeros],
      [first, zeros, zeros],
      [Buffer.concat([first, zeros])],
      [first, second, zeros],
    ]) {
      const text = await textOf(downloadFrom('https://example.com/', { open: opened(...pieces) }));
      assert.equal(text, pieces.includes(second) ? 'line,reason\n2,Not valid\n' : 'line,reason\n');
    }
    for (const pieces of [
      [first, zeros, second],
      [first, zeros, zeros, Buffer.concat([zeros, second])],
      [Buffer.concat([first, zeros, second])],
      [Buffer.concat([first, zeros]), second],
    ]) {
      assert.deepEqual(await failureOf(bytesOf(downloadFrom('https://example.com/', { open: opened(...pieces) }))), {
        kind: 'damaged',
      });
    }
  });

  it('are rejected when damaged', async () => {
    serve(Buffer.from('not packed'), { 'content-encoding': 'gzip' });
    assert.deepEqual(await failureOf(bytesOf(downloadFrom(server.url))), { kind: 'damaged' });
    serve(gzipSync('line,reason').subarray(0, -4));
    assert.equal(await sentenceOf(bytesOf(downloadFrom(server.url))), 'The compressed file is damaged');
  });

  it('stop at the limit of the decompressed size', async () => {
    serve(gzipSync(randomBytes(500).toString('hex').repeat(10)));
    assert.deepEqual(await failureOf(bytesOf(downloadFrom(server.url, { limit: 9_999 }))), {
      kind: 'tooLarge',
      limit: 9_999,
    });
    assert.equal((await bytesOf(downloadFrom(server.url, { limit: 10_000 }))).length, 10_000);
  });

  it('can be as repetitive as lists are', async () => {
    const rows = Array.from({ length: 240_000 }, (_, line) => `${line},The email address is not valid\n`).join('');
    serve(gzipSync(rows));
    assert.equal((await bytesOf(downloadFrom(server.url, { limit: 50_000_000 }))).length, rows.length);
  });

  it('stop when they decompress to an implausible size', async () => {
    serve(gzipSync(Buffer.alloc(30_000_000)));
    assert.equal(await sentenceOf(bytesOf(downloadFrom(server.url, { limit: 1e12 }))), bomb);
  });

  it('stop when they never end, and close the connection', async () => {
    const gone = Promise.withResolvers<undefined>();
    server.answer = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const gzip = createGzip();
      const zeros = Buffer.alloc(1_000_000);
      const write = () => {
        while (!response.destroyed && gzip.write(zeros));
      };
      gzip.on('drain', write).pipe(response);
      response.on('close', () => {
        gzip.destroy();
        gone.resolve(undefined);
      });
      write();
    };
    assert.equal(await sentenceOf(bytesOf(downloadFrom(server.url, { limit: 1e12 }))), bomb);
    await gone.promise;
  });
});
