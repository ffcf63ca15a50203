import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jobsInOutput, outputCopy } from '../../../src/core/copies/outputCopy';
import { readFile } from '../../../src/core/copies/readCopy';
import { outputServices } from '../../../src/services/outputs';

const link =
  'https://bucket.s3.amazonaws.com/file.csv?X-Amz-Date=20261122T104100Z&X-Amz-Expires=900&X-Amz-Signature=hidden';

const sesSummary = {
  JobId: 'ses-1',
  ImportDestination: { ContactListDestination: { ContactListName: 'newsletter', ContactListImportAction: 'PUT' } },
  JobStatus: 'COMPLETED',
  CreatedTimestamp: '2026-11-22T09:15:00.123000+00:00',
  ProcessedRecordsCount: 12,
  FailedRecordsCount: 3,
};
const sesJob = {
  ...sesSummary,
  CreatedTimestamp: 1_795_338_900.123,
  CompletedTimestamp: 1_795_338_960,
  ImportDataSource: { S3Url: 's3://bucket/file.csv', DataFormat: 'CSV' },
  FailureInfo: { FailedRecordsS3Url: link, ErrorMessage: 'Some failed.' },
};
const pinpointJob = {
  ...{ ApplicationId: 'app-1', Id: 'pinpoint-1', JobStatus: 'FAILED', Type: 'IMPORT' },
  CreationDate: '2026-11-21T09:15:00.000Z',
  Definition: { Format: 'CSV', RoleArn: 'arn:aws:iam::1:role/r', S3Url: 's3://bucket/a.csv', SegmentId: 'segment-1' },
  Failures: ['row 1'],
};
const mailManagerJob = {
  ...{ JobId: 'mail-1', Name: 'blocked', Status: 'CREATED', PreSignedUrl: link, AddressListId: 'al-1' },
  ...{ ImportDataFormat: { ImportDataType: 'CSV' }, CreatedTimestamp: 1_795_338_900 },
};
const uploadItem = {
  ...{ JobId: '0123456789abcdef0123456789abcdef', DisplayName: 'profiles.csv', Status: 'SUCCEEDED' },
  CreatedAt: '2026-11-20T09:15:00+00:00',
};
const uploadJob = { ...uploadItem, ResultsSummary: { CreatedRecords: 2, UpdatedRecords: 1, FailedRecords: 0 } };

const { signal } = new AbortController();

const exportSummary = {
  ...{ JobId: 'export-1', ExportSourceType: 'METRICS_DATA', JobStatus: 'COMPLETED' },
  ...{ CreatedTimestamp: '2026-11-22T09:15:00.123000+00:00', CompletedTimestamp: 1_795_338_960 },
};
const exportJob = {
  ...{ ...exportSummary, ExportSourceType: 'MESSAGE_INSIGHTS' },
  ExportDestination: { DataFormat: 'CSV', S3Url: link },
  ExportDataSource: {
    MessageInsightsDataSource: {
      ...{ StartDate: '2026-10-01T00:00:00+00:00', EndDate: 1_793_404_800 },
      Include: { FromEmailAddress: ['hidden@example.com'], Isp: ['Gmail'] },
    },
  },
  Statistics: { ProcessedRecordsCount: 9, ExportedRecordsCount: 4 },
};

/** Returns the jobs in a file. */
async function jobsIn(text: string) {
  const chunks = async function* () {
    yield await Promise.resolve(Buffer.from(text));
  };
  const content = await readFile({ name: 'output.json', size: text.length, chunks: chunks() }, signal);
  assert.ok(content.kind === 'documents');
  return [...outputCopy(jobsInOutput(content.documents, outputServices, String), outputServices).jobs.values()];
}

const idsIn = async (text: string) => (await jobsIn(text)).map(({ service, id }) => `${service} ${id}`);

describe('Output of the AWS CLI', () => {
  const outputs: Readonly<Record<string, readonly [document: unknown, ...ids: readonly string[]]>> = {
    'sesv2 list-import-jobs': [{ ImportJobs: [sesSummary], NextToken: 'more' }, 'ses ses-1'],
    'sesv2 get-import-job': [sesJob, 'ses ses-1'],
    'sesv2 list-export-jobs': [{ ExportJobs: [exportSummary], NextToken: 'more' }, 'ses export-1'],
    'sesv2 get-export-job': [exportJob, 'ses export-1'],
    'pinpoint get-import-jobs': [{ ImportJobsResponse: { Item: [pinpointJob] } }, 'pinpoint pinpoint-1'],
    'pinpoint get-import-job': [{ ImportJobResponse: pinpointJob }, 'pinpoint pinpoint-1'],
    'the API of get-import-jobs': [{ Item: [pinpointJob], NextToken: 'more' }, 'pinpoint pinpoint-1'],
    'the API of get-import-job': [pinpointJob, 'pinpoint pinpoint-1'],
    'mailmanager list-address-list-import-jobs': [{ ImportJobs: [mailManagerJob] }, 'mailManager mail-1'],
    'mailmanager get-address-list-import-job': [mailManagerJob, 'mailManager mail-1'],
    'customer-profiles list-upload-jobs': [{ Items: [uploadItem] }, `customerProfiles ${uploadItem.JobId}`],
    'customer-profiles get-upload-job': [uploadJob, `customerProfiles ${uploadItem.JobId}`],
  };
  for (const [command, [document, ...ids]] of Object.entries(outputs)) {
    it(`is recognized by its members: ${command}`, async () => {
      assert.deepEqual(await idsIn(JSON.stringify(document, undefined, 4)), ids);
    });
  }

  it('can be one document, an array, documents in a row or one per line', async () => {
    const documents = Object.values(outputs).map(([document]) => document);
    const all = [
      'ses ses-1',
      'ses export-1',
      'pinpoint pinpoint-1',
      'mailManager mail-1',
      `customerProfiles ${uploadItem.JobId}`,
    ];
    assert.deepEqual(await idsIn(JSON.stringify(documents)), all);
    assert.deepEqual(await idsIn(documents.map((document) => JSON.stringify(document, undefined, 4)).join('')), all);
    assert.deepEqual(await idsIn(documents.map((document) => `${JSON.stringify(document)}\r\n`).join('')), all);
  });

  it('has the times of both versions of the CLI, and prefers a job’s own details to its summary', async () => {
    for (const documents of [
      [{ ImportJobs: [sesSummary] }, sesJob],
      [sesJob, { ImportJobs: [sesSummary] }],
    ]) {
      const [job = assert.fail('no job'), ...others] = await jobsIn(JSON.stringify(documents));
      assert.equal(others.length, 0);
      assert.equal(job.createdAt, Date.parse('2026-11-22T09:15:00.123Z'));
      assert.equal(job.completedAt, Date.parse('2026-11-22T09:16:00Z'));
      assert.deepEqual(
        [job.phase, job.name, job.source?.s3Url],
        ['succeededWithFailures', 'newsletter', 's3://bucket/file.csv'],
      );
    }
  });

  it('brings in no link that anyone could use', async () => {
    const jobs = await jobsIn(JSON.stringify([sesJob, mailManagerJob, exportJob]));
    assert.equal(jobs.length, 3);
    assert.doesNotMatch(JSON.stringify(jobs), /hidden/);
    const byId = new Map(jobs.map((job) => [job.id, job]));
    assert.equal(byId.get('mail-1')?.awaitsUpload?.until, Date.UTC(2026, 10, 22, 10, 56));
  });

  it('has exports as jobs of their own kind, with their period and counts', async () => {
    const [job = assert.fail('no job'), ...others] = await jobsIn(
      JSON.stringify([exportJob, { ExportJobs: [{ ...exportSummary, ExportSourceType: 'MESSAGE_INSIGHTS' }] }]),
    );
    assert.equal(others.length, 0);
    assert.deepEqual([job.title, job.name, job.phase, job.complete], ['Export', 'Message insights', 'succeeded', true]);
    assert.equal(job.createdAt, Date.parse('2026-11-22T09:15:00.123Z'));
    assert.deepEqual(
      job.counts.map(({ id, value }) => [id, value]),
      [
        ['processed', 9],
        ['exported', 4],
      ],
    );
    const facts = new Map(job.facts.map(({ id, value }) => [id, value]));
    assert.match(facts.get('from') ?? '', /Oct 1, 2026/);
    assert.match(facts.get('to') ?? '', /Oct 31, 2026/);
    assert.equal(facts.get('include'), '1 sender · ISP: Gmail');
  });

  it('has the names that services have in the Jobs view', () => {
    const { lists } = outputCopy(jobsInOutput([sesJob, uploadJob], outputServices, String), outputServices);
    assert.deepEqual(
      lists.map(({ label }) => label),
      ['Amazon SES', 'Customer Profiles'],
    );
  });

  it('of a job at several times has its newest state, with the details known before', async () => {
    const running = { ...sesJob, JobStatus: 'PROCESSING', ProcessedRecordsCount: 5, CompletedTimestamp: undefined };
    for (const documents of [
      [running, { ImportJobs: [sesSummary] }],
      // A job that has finished never starts again, so the order of the files is wrong.
      [{ ImportJobs: [sesSummary] }, running],
    ]) {
      const [job = assert.fail('no job'), ...others] = await jobsIn(JSON.stringify(documents));
      assert.equal(others.length, 0);
      assert.deepEqual(
        [job.status, job.counts.map(({ value }) => value), job.source?.s3Url],
        ['COMPLETED', [12, 3], 's3://bucket/file.csv'],
      );
    }
    const laterSummary = { ...sesSummary, JobStatus: 'PROCESSING', ProcessedRecordsCount: 8 };
    const [later] = await jobsIn(JSON.stringify([running, { ImportJobs: [laterSummary] }]));
    assert.deepEqual([later?.counts[0]?.value, later?.source?.format], [8, 'CSV']);
  });

  it('of other commands has no jobs', async () => {
    for (const document of [
      {},
      [],
      'text',
      { Users: [{ JobId: 1 }] },
      { ImportJobs: [] },
      { ImportJobs: [{ JobId: '' }] },
    ]) {
      assert.deepEqual(await idsIn(JSON.stringify(document)), []);
    }
  });

  it('can have any JSON in any field, without an error', async () => {
    const known = [sesJob, exportJob, pinpointJob, mailManagerJob, uploadJob] as readonly object[];
    const hostile = fc.oneof(
      ...known.map((job) =>
        fc
          .record(Object.fromEntries(Object.keys(job).map((field) => [field, fc.jsonValue({ maxDepth: 2 })])), {
            requiredKeys: [],
          })
          .map((changed) => ({ ...job, ...changed })),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { maxLength: 3 }), async (documents) => {
        for (const job of await jobsIn(JSON.stringify(documents))) {
          assert.ok(job.id !== '' && Array.isArray(job.facts) && Array.isArray(job.counts));
        }
      }),
      { numRuns: 100 },
    );
  });
});
