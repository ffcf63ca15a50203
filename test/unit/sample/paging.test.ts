import assert from 'node:assert/strict';
import { createSampleAccount } from '../../support/sampleAccount';
import { found, SampleClient, SampleFixture, sunday, type PinpointJobJson } from './sampleClient';

interface Identified {
  readonly Id: string;
}

function assertDistinct(ids: readonly string[]): void {
  assert.equal(new Set(ids).size, ids.length);
}

describe('sample account: paging', () => {
  for (const size of [1, 7, 10, 50, 100, 1000]) {
    it(`returns each item of each list once, ${size} per page`, async () => {
      const { account, client } = new SampleFixture();
      const query = { 'page-size': String(size) };
      const ses = await client.sesPages({ PageSize: size });
      assertDistinct(ses.flat().map(({ JobId }) => JobId));
      assert.equal(ses.flat().length, 177);
      assert.equal(ses[0]?.length, Math.min(size, 100));
      let inSegments = 0;
      for (const { id, segments } of account.applications) {
        const listed = (await client.pinpointPages<Identified>(`/v1/apps/${id}/segments`, query)).flat();
        assert.deepEqual(
          listed.map(({ Id }) => Id),
          segments.map((segment) => segment.id),
        );
        for (const segment of segments) {
          const jobs = (
            await client.pinpointPages<Identified>(`/v1/apps/${id}/segments/${segment.id}/jobs/import`, query)
          ).flat();
          assertDistinct(jobs.map(({ Id }) => Id));
          inSegments += jobs.length;
        }
        assertDistinct(
          (await client.pinpointPages<Identified>(`/v1/apps/${id}/jobs/import`, query)).flat().map(({ Id }) => Id),
        );
      }
      assert.equal(inSegments, 199 - 13);
    });
  }

  it('neither repeats nor omits a job when new ones start between pages', async () => {
    const fixture = new SampleFixture();
    const { client } = fixture;
    const later = () => {
      fixture.time += 5 * 60_000;
    };
    const there = new Set((await client.sesJobs()).map(({ JobId }) => JobId));
    const paged = (await client.sesPages({ PageSize: 20 }, later)).flat().map(({ JobId }) => JobId);
    assert.deepEqual(new Set(paged), there);
    assertDistinct(paged);
    assert.ok((await client.sesJobs()).length > there.size + 10, 'new jobs did start');

    const path = `/v1/apps/${fixture.application('Loyalty').id}/jobs/import`;
    const before = (await client.pinpointPages<PinpointJobJson>(path)).flat().map(({ Id }) => Id);
    const after = (await client.pinpointPages<PinpointJobJson>(path, { 'page-size': '20' }, later))
      .flat()
      .map(({ Id }) => Id);
    assert.deepEqual(after, before);
  });

  it('returns the newest first', async () => {
    const { client, account } = new SampleFixture();
    const created = (await client.sesJobs()).map((job) => job.CreatedTimestamp);
    assert.deepEqual(
      created,
      created.toSorted((a, b) => b - a),
    );
    for (const { id } of account.applications) {
      const dates = (await client.pinpointJobs(id)).map((job) => job.CreationDate);
      assert.deepEqual(dates, dates.toSorted().reverse());
    }
  });

  it('returns null after Pinpoint’s last page and no token after SES’s', async () => {
    const { client } = new SampleFixture();
    assert.equal((await client.get<{ NextToken: unknown }>('/v1/apps')).NextToken, null);
    const first = await client.listSes({ PageSize: 100 });
    const last = await client.listSes({ PageSize: 100, NextToken: first.NextToken });
    assert.equal('NextToken' in last, false);
  });

  it('is limited as configured', async () => {
    let cap: number | undefined = 3;
    const account = createSampleAccount({ now: () => sunday, maxPageSize: () => cap });
    const client = new SampleClient(account.transport);
    const [application] = account.applications;
    const sizes = async () => [
      (await client.listSes({ PageSize: 50 })).ImportJobs.length,
      ...(await Promise.all(
        ['segments', 'jobs/import'].map(async (list) => {
          const { Item } = await client.get<{ Item: readonly unknown[] }>(`/v1/apps/${found(application).id}/${list}`);
          return Item.length;
        }),
      )),
    ];
    assert.deepEqual(await sizes(), [3, 3, 3]);
    cap = undefined;
    assert.deepEqual(await sizes(), [50, 5, 100]);
  });

  it('rejects tokens that are empty, invented, truncated, or another list’s', async () => {
    const fixture = new SampleFixture();
    const { client } = fixture;
    const loyalty = `/v1/apps/${fixture.application('Loyalty').id}`;
    const { NextToken: ours } = await client.get<{ NextToken: string }>(`${loyalty}/jobs/import`);
    const { NextToken: segments } = await client.get<{ NextToken: string }>(`${loyalty}/segments`);
    for (const token of ['', 'x', ours.slice(0, -1), `${ours}=`, segments]) {
      const { status, headers } = await client.send('GET', `${loyalty}/jobs/import`, { token });
      assert.deepEqual([status, headers['x-amzn-errortype']], [400, 'BadRequestException'], token);
    }
    const { NextToken: all } = await client.listSes({ PageSize: 10 });
    for (const request of [
      { NextToken: '' },
      { NextToken: ours },
      { NextToken: all, ImportDestinationType: 'CONTACT_LIST' },
    ]) {
      const { status } = await client.send('POST', '/v2/email/import-jobs/list', {}, JSON.stringify(request));
      assert.equal(status, 400);
    }
  });
});
