import assert from 'node:assert/strict';
import { SampleFixture, sunday } from './sampleClient';

/** Returns the responses to the same requests as time passes. */
async function answers(fixture: SampleFixture): Promise<string> {
  const { account, client } = fixture;
  const heard: unknown[] = [];
  for (const seconds of [0, 3, 50, 200, 900]) {
    fixture.time = sunday + seconds * 1000;
    heard.push(await client.send('GET', '/v1/apps'));
    for (const { id } of account.applications) {
      heard.push(await client.send('GET', `/v1/apps/${id}/segments`));
      heard.push(await client.send('GET', `/v1/apps/${id}/jobs/import`, { 'page-size': '30' }));
    }
    for (const { AddressListId } of await client.addressLists()) {
      heard.push(await client.addressListPages(AddressListId, 20));
    }
    for (const { JobId } of await client.sesJobs()) {
      heard.push(await client.send('GET', `/v2/email/import-jobs/${JobId}`));
    }
  }
  return JSON.stringify(heard);
}

describe('sample account: determinism', () => {
  it('returns the same bytes for the same seed and clock', async () => {
    const first = await answers(new SampleFixture({ seed: 7 }));
    assert.equal(await answers(new SampleFixture({ seed: 7 })), first);
  });

  it('has other ids for another seed', async () => {
    const [one, other] = await Promise.all(
      [new SampleFixture({ seed: 1 }), new SampleFixture({ seed: 2 })].map((f) => f.client.sesJobs()),
    );
    const ids = new Set(one?.map(({ JobId }) => JobId));
    assert.equal(
      other?.some(({ JobId }) => ids.has(JobId)),
      false,
    );
  });

  it('keeps ids when it starts at another time', async () => {
    const monday = new SampleFixture({ start: sunday + 86_400_000 });
    assert.deepEqual(monday.account.applications, new SampleFixture().account.applications);
    const [ids, idsMonday] = await Promise.all(
      [new SampleFixture(), monday].map(async ({ client }) => (await client.sesJobs()).map(({ JobId }) => JobId)),
    );
    assert.deepEqual(idsMonday, ids);
  });

  it('does not depend on earlier requests', async () => {
    const busy = new SampleFixture();
    await answers(busy);
    busy.time = sunday + 60_000;
    const fresh = new SampleFixture();
    fresh.time = busy.time;
    assert.deepEqual(await busy.client.sesJobs(), await fresh.client.sesJobs());
  });

  it('has unique ids', async () => {
    const fixture = new SampleFixture();
    fixture.time += 86_400_000;
    const ids = [
      ...(await fixture.client.sesJobs()).map(({ JobId }) => JobId),
      ...(await fixture.allPinpointJobs()).map(({ Id }) => Id),
    ];
    assert.ok(ids.length > 1500, 'new jobs come for ever');
    assert.equal(new Set(ids).size, ids.length);
  });
});
