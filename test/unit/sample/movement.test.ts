import assert from 'node:assert/strict';
import { found, type PinpointJobJson, SampleFixture, type SesJobJson, sunday } from './sampleClient';

const sesEnds = ['COMPLETED', 'FAILED', 'CANCELLED'];
const pinpointEnds = ['COMPLETED', 'FAILED'];
const second = 1000;

/** Counts that must never decrease while a job is in progress. */
function counts(job: SesJobJson | PinpointJobJson): number[] {
  return 'JobId' in job
    ? [job.ProcessedRecordsCount ?? 0, job.FailedRecordsCount ?? 0]
    : [job.TotalProcessed ?? 0, job.TotalFailures ?? 0, job.CompletedPieces ?? 0, job.FailedPieces ?? 0];
}

function assertNeverLess(later: readonly number[], earlier: readonly number[]): void {
  assert.ok(
    later.every((count, index) => count >= found(earlier[index])),
    `${earlier.join()} then ${later.join()}`,
  );
}

describe('sample account: movement', () => {
  it('finishes the initial jobs in progress within 20 to 240 seconds, in every way', async () => {
    const fixture = new SampleFixture();
    const { client } = fixture;
    const ses = (await client.sesJobs()).filter(({ JobStatus }) => !sesEnds.includes(JobStatus));
    const pinpoint = (await fixture.allPinpointJobs()).filter(({ JobStatus }) => !pinpointEnds.includes(JobStatus));
    assert.ok(ses.length >= 4 && pinpoint.length >= 8);

    fixture.time = sunday + 19 * second;
    for (const { JobId } of ses) {
      assert.equal('CompletedTimestamp' in (await client.sesJob(JobId)), false);
    }
    fixture.time = sunday + 241 * second;
    const sesAfter = await Promise.all(ses.map(({ JobId }) => client.sesJob(JobId)));
    const pinpointAfter = await Promise.all(
      pinpoint.map(({ ApplicationId, Id }) =>
        client.get<PinpointJobJson>(`/v1/apps/${ApplicationId}/jobs/import/${Id}`),
      ),
    );
    const outcomes = (jobs: readonly (readonly [status: string, failed: number | undefined])[]) =>
      [...new Set(jobs.map(([status, failed = 0]) => (failed > 0 ? `${status} with failures` : status)))].sort();
    const all = ['COMPLETED', 'COMPLETED with failures', 'FAILED with failures'];
    assert.deepEqual(outcomes(sesAfter.map((job) => [job.JobStatus, job.FailedRecordsCount])), all);
    assert.deepEqual(outcomes(pinpointAfter.map((job) => [job.JobStatus, job.TotalFailures])), all);
  });

  it('always has jobs in progress, with counts that only grow', async () => {
    const fixture = new SampleFixture();
    const seen = new Map<string, readonly number[]>();
    const statuses = new Set<string>();
    for (const step of Array.from({ length: 180 }, (_, index) => index)) {
      fixture.time = sunday + step * 10 * second;
      const ses = (await fixture.client.listSes({ PageSize: 20 })).ImportJobs;
      const pinpoint = (
        await Promise.all(fixture.account.applications.map(({ id }) => newestPinpoint(fixture, id)))
      ).flat();
      assert.ok(ses.some(({ JobStatus }) => JobStatus === 'PROCESSING' || JobStatus === 'CREATED'));
      assert.ok(pinpoint.some(({ JobStatus }) => !pinpointEnds.includes(JobStatus)));
      for (const job of [...ses, ...pinpoint]) {
        const id = 'JobId' in job ? job.JobId : job.Id;
        assertNeverLess(counts(job), seen.get(id) ?? counts(job).map(() => 0));
        seen.set(id, counts(job));
        statuses.add(job.JobStatus);
      }
    }
    assert.equal(statuses.size, 9 + 1, 'nine of Pinpoint, and CANCELLED, which only SES has');
  });

  it('starts a new job of each service every few minutes, forever', async () => {
    const fixture = new SampleFixture();
    const year = 365 * 86_400 * second;
    for (const later of [0, 3_600 * second, year]) {
      fixture.time = sunday + later;
      const before = await Promise.all([fixture.client.listSes({ PageSize: 1 }), newestPinpointDate(fixture)]);
      fixture.time += 140 * second;
      const after = await Promise.all([fixture.client.listSes({ PageSize: 1 }), newestPinpointDate(fixture)]);
      assert.notDeepEqual(before[0].ImportJobs[0]?.JobId, after[0].ImportJobs[0]?.JobId);
      assert.notEqual(before[1], after[1]);
      const newest = found(after[0].ImportJobs[0]);
      assert.ok(Math.abs(newest.CreatedTimestamp * second - fixture.time) < 140 * second);
      assert.equal((await fixture.client.sesJob(newest.JobId)).JobId, newest.JobId);
    }
  });

  it('never adds a job to the empty segment', async () => {
    const fixture = new SampleFixture();
    fixture.time += 86_400 * second;
    assert.deepEqual(await fixture.client.pinpointPages(fixture.segmentJobs('store-opening-guests')), [[]]);
  });

  it('has no job before it starts', async () => {
    const fixture = new SampleFixture();
    fixture.time += 300 * second;
    const { JobId } = found((await fixture.client.listSes()).ImportJobs[0]);
    fixture.time = sunday;
    assert.equal((await fixture.client.send('GET', `/v2/email/import-jobs/${JobId}`)).status, 404);
  });
});

async function newestPinpoint(fixture: SampleFixture, applicationId: string): Promise<readonly PinpointJobJson[]> {
  const path = `/v1/apps/${applicationId}/jobs/import`;
  return (await fixture.client.get<{ Item: readonly PinpointJobJson[] }>(path, { 'page-size': '10' })).Item;
}

/** Returns the creation time of the newest job of any application. */
async function newestPinpointDate(fixture: SampleFixture): Promise<string | undefined> {
  const pages = await Promise.all(fixture.account.applications.map(({ id }) => newestPinpoint(fixture, id)));
  return pages
    .map(([newest]) => found(newest).CreationDate)
    .sort()
    .at(-1);
}
