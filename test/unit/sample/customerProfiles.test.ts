import assert from 'node:assert/strict';
import { SampleFixture, sunday } from './sampleClient';

interface UploadJob {
  readonly JobId: string;
  readonly DisplayName: string;
  readonly Status: string;
  readonly StatusReason?: string;
  readonly CompletedAt?: number;
  readonly ResultsSummary?: Readonly<Record<'UpdatedRecords' | 'CreatedRecords' | 'FailedRecords', number>>;
  readonly Fields?: object;
  readonly UniqueKey?: string;
}

interface Page<T> {
  readonly Items: readonly T[];
  readonly NextToken?: string;
}

const domains = ['amazon-connect-example-support', 'marketing'];
const pathOf = (domain: string, ...job: readonly string[]) => ['/domains', domain, 'upload-jobs', ...job].join('/');
const jobsOf = async ({ client }: SampleFixture): Promise<readonly (readonly [domain: string, job: UploadJob])[]> =>
  (
    await Promise.all(
      domains.map(async (domain) =>
        (await client.get<Page<UploadJob>>(pathOf(domain))).Items.map((job) => [domain, job] as const),
      ),
    )
  ).flat();

describe('sample account: Customer Profiles', () => {
  it('has two domains', async () => {
    const { Items } = await new SampleFixture().client.get<Page<{ readonly DomainName: string }>>('/domains');
    assert.deepEqual(
      Items.map(({ DomainName }) => DomainName),
      domains,
    );
  });

  it('has every status and reason at its start, for any seed and start', async () => {
    for (const seed of [1, 2, 3, 5, 8, 13]) {
      const jobs = await jobsOf(new SampleFixture({ seed, start: Date.UTC(2026, seed, 1 + seed, seed, seed, seed) }));
      assert.deepEqual([...new Set(jobs.map(([, { Status }]) => Status))].sort(), [
        'CREATED',
        'FAILED',
        'IN_PROGRESS',
        'PARTIALLY_SUCCEEDED',
        'STOPPED',
        'SUCCEEDED',
      ]);
      const reasons = new Set(jobs.map(([, { StatusReason }]) => StatusReason));
      assert.deepEqual([...reasons].sort(), ['INTERNAL_FAILURE', 'VALIDATION_FAILURE', undefined]);
    }
  });

  it('has counts, mapping and key only in a single job, and counts once its file is processed', async () => {
    const fixture = new SampleFixture();
    for (const [domain, listed] of await jobsOf(fixture)) {
      const job = await fixture.client.get<UploadJob>(pathOf(domain, listed.JobId));
      const { ResultsSummary, Fields, UniqueKey = '', ...rest } = job;
      assert.deepEqual(rest, listed);
      assert.ok(Fields !== undefined && UniqueKey in Fields);
      assert.equal(ResultsSummary === undefined, job.Status === 'CREATED');
      assert.equal((ResultsSummary?.FailedRecords ?? 0) > 0 && job.Status === 'SUCCEEDED', false);
      assert.equal(job.CompletedAt !== undefined, !['CREATED', 'IN_PROGRESS'].includes(job.Status));
    }
  });

  it('finishes its jobs in progress, except one that waits for its file', async () => {
    const fixture = new SampleFixture();
    const changing = (await jobsOf(fixture)).filter(
      ([, { Status }]) => Status === 'CREATED' || Status === 'IN_PROGRESS',
    );
    assert.equal(changing.length, 4);
    fixture.time = sunday + 3_600_000;
    const after = await Promise.all(
      changing.map(async ([domain, { JobId }]) => (await fixture.client.get<UploadJob>(pathOf(domain, JobId))).Status),
    );
    assert.deepEqual(
      after.filter((status) => status === 'CREATED' || status === 'IN_PROGRESS'),
      ['CREATED'],
    );
  });

  it('pages its lists, and refuses wrong sizes and tokens, and unknown domains and jobs', async () => {
    const { client } = new SampleFixture();
    const first = await client.get<Page<UploadJob>>(pathOf('marketing'), { 'max-results': '5' });
    assert.equal(first.Items.length, 5);
    const next = { 'max-results': '5', 'next-token': first.NextToken ?? assert.fail() };
    const second = await client.get<Page<UploadJob>>(pathOf('marketing'), next);
    assert.equal(new Set([...first.Items, ...second.Items].map(({ JobId }) => JobId)).size, 10);
    const refused = async (path: string, query = {}) => {
      const { status, headers, body } = await client.send('GET', path, query);
      return [status, headers['x-amzn-errortype'], Object.keys(JSON.parse(body) as object)];
    };
    for (const query of [{ 'max-results': '501' }, { 'max-results': '0' }, { 'next-token': 'x' }]) {
      assert.deepEqual(await refused(pathOf('marketing'), query), [400, 'BadRequestException', ['Message']]);
    }
    for (const path of [
      pathOf('nobody'),
      pathOf('marketing', 'none'),
      pathOf(domains[0] ?? '', first.Items[0]?.JobId ?? ''),
    ]) {
      assert.deepEqual(await refused(path), [404, 'ResourceNotFoundException', ['Message']]);
    }
  });
});
