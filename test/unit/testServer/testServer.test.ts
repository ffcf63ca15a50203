import assert from 'node:assert/strict';
import { profileFor } from '../../support/testServerProfile';
import { TestServer } from '../../support/testServer';

describe('test server', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await TestServer.start({ freeze: true });
  });

  afterEach(async () => {
    await server.close();
  });

  it('listens only on the loopback interface', () => {
    assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('passes requests to the account and returns its responses', async () => {
    const response = await fetch(`${server.url}/v1/apps?page-size=2`);
    assert.equal(response.status, 200);
    const { Item, NextToken } = (await response.json()) as { Item: readonly { Name: string }[]; NextToken: string };
    assert.deepEqual(
      Item.map(({ Name }) => Name),
      ['Loyalty', 'Newsletter'],
    );
    const next = await fetch(`${server.url}/v1/apps?token=${encodeURIComponent(NextToken)}`);
    assert.match(await next.text(), /Field trials/);
    assert.equal((await fetch(`${server.url}/v1/apps?token=${NextToken}x`)).status, 400);
    const options = await fetch(server.url + segmentJobsPath(server), { method: 'OPTIONS' });
    assert.deepEqual([options.status, await options.text()], [200, '']);
  });

  it('records requests, without the signature itself', async () => {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=SAMPLEKEY7/20261122/eu-west-1/ses/aws4_request, SignedHeaders=host, Signature=abcdef0123';
    await fetch(`${server.url}/v2/email/import-jobs/list?a=b%20c`, {
      method: 'POST',
      body: '{"PageSize":1}',
      headers: { authorization },
    });
    await fetch(`${server.url}/v1/apps/%2F`);
    const [signed, unsigned] = server.requests;
    assert.deepEqual(signed, {
      ...{
        method: 'POST',
        path: '/v2/email/import-jobs/list',
        query: { a: 'b c' },
        body: '{"PageSize":1}',
        status: 200,
      },
      ...{ at: server.now(), accessKeyId: 'SAMPLEKEY7', region: 'eu-west-1', service: 'ses' },
    });
    assert.deepEqual(unsigned, {
      method: 'GET',
      path: '/v1/apps/%2F',
      query: {},
      body: '',
      status: 404,
      at: server.now(),
    });
    assert.doesNotMatch(JSON.stringify(server.requests), /abcdef0123/);
  });

  it('follows rules: newest first, a number of times, until undone', async () => {
    const status = async () => (await fetch(`${server.url}/v1/apps`)).status;
    const reply = (code: number) => ({ status: code, headers: {}, body: '' });
    const undo = server.answer(({ path }) => path === '/v1/apps', reply(403));
    server.answer(
      () => true,
      () => Promise.resolve(reply(429)),
      { times: 2 },
    );
    assert.deepEqual([await status(), await status(), await status()], [429, 429, 403]);
    undo();
    assert.equal(await status(), 200);
    server.answer(() => true, reply(500));
    server.clearFaults();
    assert.equal(await status(), 200);
    assert.deepEqual(
      server.requests.map((request) => request.status),
      [429, 429, 403, 200, 200],
    );
  });

  it('sends the body and headers of a reply unchanged', async () => {
    server.answer(() => true, { status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Grüße</h1>' });
    const response = await fetch(server.url);
    assert.deepEqual([response.headers.get('content-type'), await response.text()], ['text/html', '<h1>Grüße</h1>']);
  });

  it('shows a mistake in a test’s reply', async () => {
    server.answer(
      () => true,
      () => Promise.reject(new Error('no such luck')),
    );
    const response = await fetch(server.url);
    assert.deepEqual([response.status, await response.text()], [500, 'Test server: Error: no such luck']);
  });

  it('breaks connections', async () => {
    server.reset(() => true, { times: 1 });
    await assert.rejects(fetch(server.url));
    assert.equal((await fetch(`${server.url}/v1/apps`)).status, 200);
    assert.equal(server.requests[0]?.status, undefined);
  });

  it('leaves a request without a response until the client gives up', async () => {
    server.hang(({ path }) => path === '/v1/apps');
    const gate = server.hold(({ path }) => path === '/v1/apps');
    const giveUp = new AbortController();
    const hanging = fetch(`${server.url}/v1/apps`, { signal: giveUp.signal });
    await gate.arrived;
    gate.release();
    assert.equal((await fetch(`${server.url}/v1/apps/x/segments`)).status, 404, 'others are answered meanwhile');
    giveUp.abort();
    await assert.rejects(hanging, { name: 'AbortError' });
  });

  it('ends hanging requests when it closes', async () => {
    server.hang(() => true);
    const gate = server.hold(() => true);
    const hanging = assert.rejects(fetch(server.url));
    await gate.arrived;
    await server.close();
    await hanging;
  });

  it('holds requests until released', async () => {
    const gate = server.hold(({ path }) => path === '/v1/apps');
    const answered: string[] = [];
    const held = fetch(`${server.url}/v1/apps`).then(({ status }) => answered.push(`held ${String(status)}`));
    await gate.arrived;
    answered.push(`other ${String((await fetch(`${server.url}/v1/apps/x/segments`)).status)}`);
    gate.release();
    await held;
    assert.deepEqual(answered, ['other 404', 'held 200']);
    assert.equal((await fetch(`${server.url}/v1/apps`)).status, 200, 'later ones go through');
  });

  it('limits pages', async () => {
    server.maxPageSize = 2;
    const body = JSON.stringify({ PageSize: 50 });
    const response = await fetch(`${server.url}/v2/email/import-jobs/list`, { method: 'POST', body });
    assert.equal(((await response.json()) as { ImportJobs: readonly unknown[] }).ImportJobs.length, 2);
  });

  it('delays each response', async () => {
    server.latency = 30;
    const began = performance.now();
    await fetch(`${server.url}/v1/apps`);
    assert.ok(performance.now() - began >= 28);
  });

  it('advances a stopped clock, and lets one run', async () => {
    const began = server.now();
    server.advance(90_000);
    assert.equal(server.now(), began + 90_000);
    const fixed = await TestServer.start({ freeze: 1_000 });
    const running = await TestServer.start();
    const own = await TestServer.start({ now: () => 5_000 });
    try {
      assert.equal(fixed.now(), 1_000);
      running.advance(3_600_000);
      assert.ok(running.now() - Date.now() > 3_599_000);
      assert.equal(own.now(), 5_000);
      assert.throws(() => {
        own.advance(1);
      });
    } finally {
      await Promise.all([fixed.close(), running.close(), own.close()]);
    }
  });

  it('accepts another transport', async () => {
    const other = await TestServer.start({
      transport: ({ path }) => Promise.resolve({ status: 200, headers: {}, body: path }),
    });
    try {
      assert.equal(await (await fetch(`${other.url}/anything`)).text(), '/anything');
    } finally {
      await other.close();
    }
  });

  it('writes a profile for it', () => {
    assert.deepEqual(profileFor({ url: 'http://127.0.0.1:1' }, { name: 'work', region: 'us-east-1' }), {
      config: '[profile work]\nregion = us-east-1\nendpoint_url = http://127.0.0.1:1\n',
      credentials: '[work]\naws_access_key_id = SAMPLEKEY1\naws_secret_access_key = not-a-secret\n',
    });
    assert.match(profileFor(server, { name: 'default' }).config, /^\[default\]\n/);
  });
});

function segmentJobsPath({ account }: TestServer): string {
  const [application] = account.applications;
  const [segment] = application?.segments ?? [];
  return `/v1/apps/${application?.id ?? ''}/segments/${segment?.id ?? ''}/jobs/import`;
}
