import assert from 'node:assert/strict';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { FakeClock } from '../../support/fakeClock';
import { bytesOf, downloadFrom, downloadOf, failureOf, secret, sentenceOf } from './downloads';
import { FilesServer } from './filesServer';

const silent = 'The server did not respond for 30 seconds';
const cancelled = { kind: 'cancelled' };

describe('Waiting for failed records', () => {
  const server = new FilesServer();
  const url = () => `${server.url}/a.csv?${secret}`;

  before(() => server.start());
  after(() => server.close());

  it('ends after 30 seconds without a response', async () => {
    const clock = new FakeClock();
    const arrival = server.arrival();
    const failure = sentenceOf(bytesOf(downloadFrom(url(), { clock })));
    const response = await arrival;
    const closed = once(response, 'close');
    await clock.pass(29_999);
    assert.equal(clock.pending, 1);
    await clock.pass(1);
    assert.equal(await failure, silent);
    await closed;
    assert.equal(clock.pending, 0);
  });

  it('ends after 30 seconds without a byte, regardless of the total time', async () => {
    const clock = new FakeClock();
    const arrival = server.arrival();
    const chunks = downloadFrom(url(), { clock });
    const first = chunks.next();
    const response = await arrival;
    for (let piece = 0; piece < 5; piece += 1) {
      const next = piece === 0 ? first : chunks.next();
      await clock.pass(20_000);
      // Two, because the first bytes are read together.
      response.write('ab');
      assert.equal(Buffer.from((await next).value ?? []).toString(), 'ab');
    }
    const failure = sentenceOf(chunks.next());
    const closed = once(response, 'close');
    await clock.pass(30_000);
    assert.equal(await failure, silent);
    await closed;
  });

  it('does not include the reader’s own time', async () => {
    const clock = new FakeClock();
    server.answer = (_, response) => response.end('a'.repeat(1_000_000));
    const chunks = downloadFrom(url(), { clock });
    let length = 0;
    for await (const chunk of chunks) {
      length += chunk.length;
      await clock.pass(60_000);
    }
    assert.equal(length, 1_000_000);
  });

  it('can be cancelled before it begins', async () => {
    const signal = AbortSignal.abort();
    server.requests.length = 0;
    assert.deepEqual(await failureOf(bytesOf(downloadFrom(url(), { signal }))), cancelled);
    assert.deepEqual(server.requests, []);
  });

  it('can be cancelled while the link is requested', async () => {
    const abort = new AbortController();
    const freshUrl = () => new Promise<string>(() => undefined);
    const failure = failureOf(bytesOf(downloadOf({ freshUrl, signal: abort.signal })));
    abort.abort();
    assert.deepEqual(await failure, cancelled);
  });

  it('can be cancelled before the response', async () => {
    const abort = new AbortController();
    const arrival = server.arrival();
    const failure = failureOf(bytesOf(downloadFrom(url(), { signal: abort.signal })));
    const closed = once(await arrival, 'close');
    abort.abort();
    assert.deepEqual(await failure, cancelled);
    await closed;
  });

  it('can be cancelled while an expired link is replaced', async () => {
    const abort = new AbortController();
    server.answer = (_, response) => response.writeHead(403).end();
    let asked = 0;
    const freshUrl = () => {
      asked += 1;
      if (asked === 1) return Promise.resolve(url());
      abort.abort();
      return new Promise<string>(() => undefined);
    };
    assert.deepEqual(await failureOf(bytesOf(downloadOf({ freshUrl, signal: abort.signal }))), cancelled);
  });

  for (const packed of [false, true]) {
    it(`can be cancelled in the middle of the file${packed ? ', compressed' : ''}`, async () => {
      const abort = new AbortController();
      const arrival = server.arrival();
      const chunks = downloadFrom(url(), { signal: abort.signal });
      const first = chunks.next();
      const response = await arrival;
      const body = randomBytes(300_000).toString('hex');
      response.write(packed ? gzipSync(body).subarray(0, 200_000) : body);
      assert.equal((await first).done, false);
      const closed = once(response, 'close');
      const failure = failureOf(bytesOf(chunks));
      abort.abort();
      assert.deepEqual(await failure, cancelled);
      await closed;
    });
  }

  it('closes the connection when the reader stops', async () => {
    const arrival = server.arrival();
    const chunks = downloadFrom(url());
    const first = chunks.next();
    const response = await arrival;
    response.write('abc');
    await first;
    const closed = once(response, 'close');
    await chunks.return();
    await closed;
  });
});
