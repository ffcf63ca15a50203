import assert from 'node:assert/strict';
import { found, SampleFixture } from './sampleClient';

describe('sample account: error responses', () => {
  const fixture = new SampleFixture();
  const { client } = fixture;
  const loyalty = `/v1/apps/${fixture.application('Loyalty').id}`;
  const newsletter = `/v1/apps/${fixture.application('Newsletter').id}`;

  async function refusal(method: string, path: string, query: Readonly<Record<string, string>> = {}, body = '') {
    const { status, headers, body: text } = await client.send(method, path, query, body);
    return {
      status,
      type: headers['x-amzn-errortype'],
      id: headers['x-amzn-requestid'],
      body: JSON.parse(text) as Record<string, unknown>,
    };
  }

  it('formats errors as each service does', async () => {
    const ses = await refusal('GET', '/v2/email/import-jobs/nothing');
    assert.deepEqual([ses.status, ses.type], [404, 'NotFoundException']);
    assert.deepEqual(Object.keys(ses.body), ['message']);
    const pinpoint = await refusal('GET', `${loyalty}/jobs/import/nothing`);
    assert.deepEqual([pinpoint.status, pinpoint.type], [404, 'NotFoundException']);
    assert.deepEqual(Object.keys(pinpoint.body), ['Message', 'RequestID']);
    assert.equal(pinpoint.body.RequestID, pinpoint.id);
  });

  it('returns not found for unknown ids, and ids of another application', async () => {
    const [job] = await client.pinpointJobs(fixture.application('Newsletter').id);
    const segment = found(fixture.application('Newsletter').segments[0]);
    const paths = [
      '/v1/apps/nothing/segments',
      '/v1/apps/nothing/jobs/import',
      `${loyalty}/segments/nothing/jobs/import`,
      `${loyalty}/segments/${segment.id}/jobs/import`,
      `${loyalty}/jobs/import/${found(job).Id}`,
    ];
    for (const path of paths) {
      assert.equal((await refusal('GET', path)).type, 'NotFoundException', path);
    }
    assert.equal((await client.send('GET', `${newsletter}/jobs/import/${found(job).Id}`)).status, 200);
    assert.equal((await client.send('GET', `${newsletter}/segments/${segment.id}/jobs/import`)).status, 200);
  });

  it('responds to OPTIONS on a segment’s import jobs without a body', async () => {
    const path = fixture.segmentJobs('vip-customers');
    const { status, body, headers } = await client.send('OPTIONS', path);
    assert.deepEqual([status, body], [200, '']);
    assert.notEqual(headers['x-amzn-requestid'], undefined);
    assert.equal((await refusal('OPTIONS', `${loyalty}/segments/nothing/jobs/import`)).status, 404);
  });

  it('rejects other methods and paths', async () => {
    for (const [method, path] of [
      ['POST', `${loyalty}/jobs/import`],
      ['DELETE', '/v1/apps'],
      ['GET', '/v2/email/import-jobs/list'],
      ['constructor', '/v1/apps'],
    ] as const) {
      const { status, type } = await refusal(method, path);
      assert.deepEqual([status, type], [405, 'MethodNotAllowedException']);
    }
    for (const path of ['/', '/v1/apps/', '/v2/email/import-jobs/', '/v2/email/import-jobs', `${loyalty}/campaigns`]) {
      const { status, type } = await refusal('GET', path);
      assert.deepEqual([status, type], [404, 'UnknownOperationException']);
    }
  });

  it('rejects invalid page sizes', async () => {
    for (const size of ['0', '-1', 'ten', '1.5', '']) {
      assert.equal(
        (await refusal('GET', `${loyalty}/jobs/import`, { 'page-size': size })).type,
        'BadRequestException',
        size,
      );
    }
    assert.equal((await refusal('GET', fixture.segmentJobs('weekly-digest'), { 'page-size': '0' })).status, 400);
    for (const request of [
      { PageSize: 0 },
      { PageSize: '10' },
      { PageSize: 1.5 },
      { ImportDestinationType: 'NOWHERE' },
      [],
      null,
    ]) {
      assert.equal(
        (await refusal('POST', '/v2/email/import-jobs/list', {}, JSON.stringify(request))).type,
        'BadRequestException',
      );
    }
    assert.equal((await refusal('POST', '/v2/email/import-jobs/list', {}, '{')).type, 'BadRequestException');
    assert.equal((await client.send('POST', '/v2/email/import-jobs/list')).status, 200, 'no body asks for everything');
  });

  it('decodes ids and rejects those that cannot be decoded', async () => {
    const { id } = fixture.application('Loyalty');
    const encoded = `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`;
    assert.equal((await client.send('GET', `/v1/apps/${encoded}/segments`)).status, 200);
    assert.equal((await refusal('GET', '/v1/apps/%E0%A4%A/segments')).status, 400);
  });

  it('rejects when aborted', async () => {
    const request = { method: 'GET', path: '/v1/apps', query: {}, headers: {}, body: '' };
    await assert.rejects(fixture.account.transport(request, AbortSignal.abort()), { name: 'AbortError' });
  });
});
