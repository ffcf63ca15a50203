import assert from 'node:assert/strict';
import type { HttpAnswer } from '../../../src/core/base/http';
import { createSampleAccount } from '../../support/sampleAccount';
import { found, SampleClient, SampleFixture, type SesJobJson, sunday } from './sampleClient';

const minute = 60_000;

async function jobWithFile({ client }: SampleFixture): Promise<SesJobJson> {
  const jobs = await client.sesJobs();
  return await client.sesJob(
    found(jobs.find((job) => job.JobStatus === 'COMPLETED' && found(job.FailedRecordsCount) > 0)).JobId,
  );
}

function urlOf({ FailureInfo }: SesJobJson): URL {
  return new URL(found(FailureInfo?.FailedRecordsS3Url));
}

async function fetched({ client }: { readonly client: SampleClient }, url: URL): Promise<HttpAnswer> {
  return await client.send('GET', url.pathname, Object.fromEntries(url.searchParams));
}

describe('sample account: failed records', () => {
  it('have URLs that look presigned, on a host that never exists', async () => {
    const url = urlOf(await jobWithFile(new SampleFixture()));
    assert.equal(url.host, 'files.sample-account.invalid');
    assert.match(url.searchParams.get('X-Amz-Signature') ?? '', /^[0-9a-f]{64}$/);
    assert.equal(url.searchParams.get('X-Amz-Date'), '20261122T104500Z');
    assert.equal(url.searchParams.get('X-Amz-Expires'), '900');
    assert.match(url.searchParams.get('X-Amz-Credential') ?? '', /^SAMPLE\/20261122\//);
  });

  it('have URLs on the configured host', async () => {
    const account = createSampleAccount({ now: () => sunday, filesUrl: 'http://127.0.0.1:9' });
    const fixture = new SampleFixture();
    const { JobId } = await jobWithFile(fixture);
    assert.equal(urlOf(await new SampleClient(account.transport).sesJob(JobId)).origin, 'http://127.0.0.1:9');
  });

  it('are signed again for each response', async () => {
    const fixture = new SampleFixture();
    const job = await jobWithFile(fixture);
    fixture.time += minute;
    assert.notEqual(urlOf(await fixture.client.sesJob(job.JobId)).href, urlOf(job).href);
  });

  it('have a line for each failed record', async () => {
    const fixture = new SampleFixture();
    const jobs = await Promise.all((await fixture.client.sesJobs()).map(({ JobId }) => fixture.client.sesJob(JobId)));
    const withFile = jobs.filter((job) => job.FailureInfo?.FailedRecordsS3Url !== undefined);
    for (const job of withFile) {
      const { status, headers, body } = await fetched(fixture, urlOf(job));
      assert.deepEqual([status, headers['content-type']], [200, 'text/csv']);
      const [header, ...rows] = body.trimEnd().split('\n');
      assert.equal(header, 'line,emailAddress,errorMessage');
      assert.equal(rows.length, job.FailedRecordsCount);
      const lines = rows.map((row) => Number(row.split(',')[0]));
      assert.deepEqual(
        lines,
        [...new Set(lines)].sort((a, b) => a - b),
      );
      assert.ok(found(lines.at(-1)) <= found(job.ProcessedRecordsCount) + 1);
      assert.ok(rows.every((row) => /^\d+,[a-z.]+\d\d@example\.(com|net|org),[A-Z][^,]+$/.test(row)));
    }
  });

  it('are rejected like by S3 once the URL has expired', async () => {
    const fixture = new SampleFixture();
    const url = urlOf(await jobWithFile(fixture));
    fixture.time += 15 * minute - 1000;
    assert.equal((await fetched(fixture, url)).status, 200);
    fixture.time += 1000;
    const { status, headers, body } = await fetched(fixture, url);
    assert.deepEqual([status, headers['content-type']], [403, 'application/xml']);
    assert.match(body, /<Code>AccessDenied<\/Code><Message>Request has expired<\/Message>/);
  });

  it('are rejected for a URL without a valid signature', async () => {
    const fixture = new SampleFixture();
    const url = urlOf(await jobWithFile(fixture));
    url.searchParams.set('X-Amz-Date', '20301122T104500Z');
    assert.match((await fetched(fixture, url)).body, /<Code>SignatureDoesNotMatch<\/Code>/);
    assert.equal((await fixture.client.send('GET', url.pathname)).status, 403);
  });

  it('have no file for a job in progress', async () => {
    const fixture = new SampleFixture();
    const jobs = await Promise.all((await fixture.client.sesJobs()).map(({ JobId }) => fixture.client.sesJob(JobId)));
    assert.ok(jobs.every((job) => job.CompletedTimestamp !== undefined || job.FailureInfo === undefined));
  });
});
