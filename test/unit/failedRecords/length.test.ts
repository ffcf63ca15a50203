import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { bytesOf, downloadFrom, failureOf, secret, sentenceOf } from './downloads';

describe('The length of a download', () => {
  let server: Server;
  let answer = '';

  before(async () => {
    // Node's HTTP server enforces the announced length; this server sends raw text.
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(answer));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => server.close());

  const download = (text: string) => {
    answer = text;
    return bytesOf(downloadFrom(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a.csv?${secret}`));
  };

  it('matches the announced length', async () => {
    assert.equal(
      (await download('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nabcde')).toString(),
      'abcde',
    );
  });

  it('is a failure when less arrives', async () => {
    const work = download('HTTP/1.1 200 OK\r\nContent-Length: 1500\r\n\r\nabcde');
    assert.equal(await sentenceOf(work), 'The file is incomplete: 5 bytes of 1.5 kB arrived');
  });

  it('is a failure when more arrives', async () => {
    const work = download('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcdefgh');
    assert.equal(await sentenceOf(work), 'The file is larger than announced (5 bytes)');
  });

  it('is a failure when chunks break off', async () => {
    assert.deepEqual(await failureOf(download('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n')), {
      kind: 'network',
      reason: 'reset',
    });
  });

  it('is counted for any source of bytes', async () => {
    for (const [length, arrived] of [
      [3, 5],
      [7, 5],
    ] as const) {
      const open = () =>
        Promise.resolve({
          status: 200,
          headers: { 'content-length': String(length) },
          body: Readable.from([Buffer.from('abcde')]),
        });
      const work = bytesOf(downloadFrom('https://example.com/', { open }));
      assert.deepEqual(await failureOf(work), { kind: 'wrongLength', announced: length, arrived });
    }
  });
});
