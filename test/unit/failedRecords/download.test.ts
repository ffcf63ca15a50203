import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { openThrough } from '../../../src/core/failedRecords/download';
import { openHttp } from '../../../src/node/openHttp';
import { createSampleAccount } from '../../support/sampleAccount';
import { bytesOf, downloadFrom, downloadOf, failureOf, secret, sentenceOf, textOf } from './downloads';
import { FilesServer } from './filesServer';

describe('Downloading failed records', () => {
  const server = new FilesServer();
  const other = new FilesServer();
  const at = (path: string) => `${server.url}${path}?${secret}`;

  before(() => Promise.all([server.start(), other.start()]));
  after(() => Promise.all([server.close(), other.close()]));
  beforeEach(() => {
    server.requests.length = 0;
    other.requests.length = 0;
  });

  it('yields the bytes of the file and reports progress', async () => {
    server.answer = (_, response) => {
      response.setHeader('content-length', 11);
      response.write('line,');
      response.end('reason');
    };
    const progress: (readonly [number, number | undefined])[] = [];
    const chunks = downloadFrom(at('/a.csv'), { onProgress: (...step) => progress.push(step) });
    assert.deepEqual(server.requests, [], 'It asks for nothing before somebody reads.');
    assert.equal(await textOf(chunks), 'line,reason');
    assert.deepEqual(progress.at(-1), [11, 11]);
    assert.deepEqual(
      server.requests.map(({ url }) => url),
      [`/a.csv?${secret}`],
    );
  });

  it('accepts an empty file, and one of unannounced length', async () => {
    server.answer = (_, response) => response.end();
    assert.equal(await textOf(downloadFrom(at('/empty'))), '');
    server.answer = (_, response) => {
      response.write('a');
      response.end('b');
    };
    assert.equal(await textOf(downloadFrom(at('/chunked'))), 'ab');
  });

  it('sends no credentials or cookies, even if the URL or a response has them', async () => {
    server.answer = ({ url }, response) => {
      if (url?.startsWith('/next') === true) response.end('ok');
      else response.writeHead(307, { location: `/next?${secret}`, 'set-cookie': 'session=1' }).end();
    };
    const url = at('/first').replace('//', '//user:password@');
    assert.equal(await textOf(downloadFrom(url)), 'ok');
    for (const { headers } of server.requests) {
      assert.deepEqual(Object.keys(headers).sort(), ['accept', 'accept-encoding', 'connection', 'host']);
    }
  });

  it('reports that there is no file, or an invalid URL', async () => {
    assert.equal(
      await sentenceOf(bytesOf(downloadOf({ freshUrl: () => Promise.resolve(undefined) }))),
      'This import job has no file of failed records',
    );
    for (const url of ['', 's3://bucket/key', `file:///etc/passwd?${secret}`, 'nonsense']) {
      assert.deepEqual(await failureOf(bytesOf(downloadFrom(url))), { kind: 'badUrl' }, url);
    }
  });

  it('connects to hosts other than this machine only by https', async () => {
    const open = () => assert.fail('It asked.');
    for (const host of [
      'example.com',
      '10.0.0.1',
      '[2001:db8::1]',
      '127.0.0.1.example.com',
      'localhost.example.com',
      '128.0.0.1',
      '[::ffff:8.8.8.8]',
    ]) {
      const work = bytesOf(downloadFrom(`http://${host}/a.csv?${secret}`, { open }));
      assert.equal(
        await sentenceOf(work),
        'The link does not use HTTPS, so the records could be read in transit',
        host,
      );
    }
    const { port } = new URL(server.url);
    server.answer = (_, response) => response.end('ok');
    const opened: string[] = [];
    const ours = (url: URL, signal: AbortSignal) => {
      opened.push(url.hostname);
      return openHttp(new URL(`http://127.0.0.1:${port}/`), signal);
    };
    for (const host of ['localhost', '127.1', '127.9.9.9', '[::1]', '0x7f000001']) {
      assert.equal(await textOf(downloadFrom(`http://${host}:${port}/`, { open: ours })), 'ok');
    }
    assert.equal(await textOf(downloadFrom('https://example.com/', { open: ours })), 'ok');
    assert.deepEqual(opened, ['localhost', '127.0.0.1', '127.9.9.9', '[::1]', '127.0.0.1', 'example.com']);
  });

  it('follows at most three redirects, on the same host', async () => {
    server.answer = ({ url = '' }, response) => {
      const left = Number(url.slice(1));
      if (left > 0) response.writeHead(302, { location: String(left - 1) }).end('Moved');
      else response.end('here');
    };
    assert.equal(await textOf(downloadFrom(`${server.url}/3`)), 'here');
    assert.equal(server.requests.length, 4);
    assert.equal(await sentenceOf(bytesOf(downloadFrom(`${server.url}/4`))), 'Too many redirects');
    assert.equal(server.requests.length, 8);
  });

  it('does not follow redirects to another host, nor from https to http', async () => {
    server.answer = (_, response) => response.writeHead(307, { location: `${other.url}/a.csv?${secret}` }).end();
    assert.equal(
      await sentenceOf(bytesOf(downloadFrom(at('/a.csv')))),
      'Redirected to another host; blocked for safety',
    );
    assert.deepEqual(other.requests, []);
    server.answer = (_, response) => response.writeHead(307, { location: 'http://files.example.com/a.csv' }).end();
    const open = (_: URL, signal: AbortSignal) => openHttp(new URL(server.url), signal);
    assert.deepEqual(await failureOf(bytesOf(downloadFrom('https://files.example.com/', { open }))), {
      kind: 'insecure',
    });
  });

  it('replaces an expired link once', async () => {
    for (const status of [400, 403]) {
      server.answer = ({ url }, response) => {
        if (url === '/fresh') response.end('ok');
        else response.writeHead(status).end('<Error><Message>Request has expired</Message></Error>');
      };
      const urls = [`${server.url}/old`, `${server.url}/fresh`];
      assert.equal(await textOf(downloadOf({ freshUrl: () => Promise.resolve(urls.shift()) })), 'ok');
      assert.deepEqual(urls, []);
    }
  });

  it('explains each kind of rejection that persists', async () => {
    const sentences: Readonly<Record<number, string>> = {
      403: 'A new link was refused too, so the cause is not just an expired link',
      404: 'The file of failed records no longer exists',
      410: 'The file of failed records no longer exists',
      400: 'The server responded with HTTP 400',
      206: 'The server responded with HTTP 206',
      304: 'The server responded with HTTP 304',
      503: 'The server responded with HTTP 503',
    };
    for (const [status, sentence] of Object.entries(sentences)) {
      server.answer = (_, response) => response.writeHead(Number(status)).end();
      let asked = 0;
      const freshUrl = () => Promise.resolve(at(`/${(asked += 1)}`));
      assert.equal(await sentenceOf(bytesOf(downloadOf({ freshUrl }))), sentence);
      assert.equal(asked, status === '403' || status === '400' ? 2 : 1);
    }
  });

  it('stops at the size limit: at once if the length is announced, else when it is reached', async () => {
    const failure = { kind: 'tooLarge', limit: 1000 };
    server.answer = (_, response) => response.end('x'.repeat(1000));
    assert.equal((await bytesOf(downloadFrom(at('/'), { limit: 1000 }))).length, 1000);
    server.answer = (_, response) => response.end('x'.repeat(1001));
    const pieces = downloadFrom(at('/'), { limit: 1000, onProgress: () => assert.fail('It read on.') });
    assert.deepEqual(await failureOf(bytesOf(pieces)), failure);
    server.answer = (_, response) => {
      const write = () => {
        while (response.write('x'.repeat(100)) && !response.destroyed);
      };
      response.on('drain', write);
      write();
    };
    assert.deepEqual(await failureOf(bytesOf(downloadFrom(at('/'), { limit: 1000 }))), failure);
  });

  it('reports a failed connection', async () => {
    const closed = new FilesServer();
    await closed.start();
    const { url } = closed;
    await closed.close();
    assert.equal(
      await sentenceOf(bytesOf(downloadFrom(`${url}/?${secret}`))),
      'The host of the file refused the connection',
    );
    server.answer = ({ socket }) => socket.resetAndDestroy();
    assert.equal(await sentenceOf(bytesOf(downloadFrom(at('/')))), 'The connection was interrupted');
    server.answer = ({ socket }, response) => response.write('half', () => socket.resetAndDestroy());
    assert.equal(await sentenceOf(bytesOf(downloadFrom(at('/')))), 'The connection was interrupted');
  });

  it('gets the sample account’s files through its transport', async () => {
    let now = Date.UTC(2026, 10, 22, 10);
    const { transport } = createSampleAccount({ now: () => now });
    const answer = async (method: string, path: string, body = '') =>
      JSON.parse((await transport({ method, path, query: {}, headers: {}, body })).body) as Record<string, unknown>;
    const { ImportJobs } = (await answer('POST', '/v2/email/import-jobs/list', '{"PageSize":100}')) as {
      ImportJobs: { JobId: string; JobStatus: string; FailedRecordsCount: number }[];
    };
    const job = ImportJobs.find(
      ({ JobStatus, FailedRecordsCount }) => JobStatus === 'COMPLETED' && FailedRecordsCount > 0,
    );
    assert.ok(job !== undefined);
    const freshUrl = async () =>
      ((await answer('GET', `/v2/email/import-jobs/${job.JobId}`)).FailureInfo as { FailedRecordsS3Url: string })
        .FailedRecordsS3Url;
    const old = await freshUrl();
    const content = await textOf(downloadOf({ freshUrl, open: openThrough(transport) }));
    assert.equal(content.trimEnd().split('\n').length, job.FailedRecordsCount + 1);
    now += 3_600_000;
    const urls = [() => Promise.resolve(old), freshUrl];
    assert.equal(
      await textOf(downloadOf({ freshUrl: async () => urls.shift()?.(), open: openThrough(transport) })),
      content,
    );
    assert.equal(
      await text((await openThrough(transport)(new URL(await freshUrl()), new AbortController().signal)).body),
      content,
    );
  });
});
