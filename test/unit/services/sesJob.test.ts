import assert from 'node:assert/strict';
import type { JobPhase } from '../../../src/core/jobs/job';
import { Connected, failureOfRead, firstPage, found, getJob } from '../aws/connected';

const failedRecordsUrl =
  'https://bucket.s3.eu-west-1.amazonaws.com/failed.csv?X-Amz-Date=20261122T104100Z&X-Amz-Expires=900';

/** Every field of GetImportJob's response in AWS's reference. */
const everyField = {
  CompletedTimestamp: 1795344000,
  CreatedTimestamp: 1795343000.25,
  FailedRecordsCount: 3,
  FailureInfo: { ErrorMessage: 'Some records failed', FailedRecordsS3Url: failedRecordsUrl },
  ImportDataSource: { DataFormat: 'CSV', S3Url: 's3://bucket/contacts.csv' },
  ImportDestination: { ContactListDestination: { ContactListImportAction: 'PUT', ContactListName: 'newsletter' } },
  JobId: 'job-1',
  JobStatus: 'COMPLETED',
  ProcessedRecordsCount: 4821,
};

/** The fields that a list has too. */
const summarized = {
  service: 'ses',
  id: 'job-1',
  key: 'ses/job-1',
  status: 'COMPLETED',
  phase: 'succeededWithFailures',
  createdAt: 1795343000250,
  counts: [
    { id: 'processed', label: 'Processed', value: 4821, mayInclude: 'failed' },
    { id: 'failed', label: 'Failed', value: 3, tone: 'bad' },
  ],
  title: 'Contact list import',
  name: 'newsletter',
  target: 'Contact list newsletter',
  purpose: 'Adds contacts to the contact list',
  facts: [
    {
      id: 'destination',
      section: 'destination',
      label: 'Destination',
      value: 'Contact list',
      listId: 'contactLists',
      labelIn: 'breadcrumb',
    },
    { id: 'contactListName', section: 'destination', label: 'Contact list name', value: 'newsletter' },
    {
      id: 'importAction',
      section: 'destination',
      label: 'Action',
      value: 'PUT',
      code: true,
      note: 'Adds contacts to the contact list.',
    },
  ],
  listIds: ['contactLists'],
  requestId: 'request-1',
};

describe('a job of SES', () => {
  let connected: Connected;
  Connected.forAll((made) => {
    connected = made;
  });

  /** @param answer the response of GetImportJob */
  function jobOf(answer: Readonly<Record<string, unknown>>, id = 'job-1') {
    connected.answer(answer);
    return getJob(connected.ses, { service: 'ses', id });
  }

  /** @param jobs in the response of ListImportJobs */
  async function listed(...jobs: readonly Readonly<Record<string, unknown>>[]) {
    connected.answer({ ImportJobs: jobs });
    return (await firstPage(found(connected.ses.root.fixed?.[0]))).jobs;
  }

  it('keeps every field of GetImportJob, without the URL’s secret in the raw response', async () => {
    assert.deepEqual(await jobOf(everyField), {
      ...summarized,
      completedAt: 1795344000000,
      source: { s3Url: 's3://bucket/contacts.csv', format: 'CSV' },
      failures: { message: 'Some records failed', failedRecordsUrl },
      complete: true,
      raw: {
        ...everyField,
        FailureInfo: {
          ...everyField.FailureInfo,
          FailedRecordsS3Url: 'https://bucket.s3.eu-west-1.amazonaws.com/failed.csv?…',
        },
        CompletedTimestamp: '2026-11-22T10:40:00.000Z',
        CreatedTimestamp: '2026-11-22T10:23:20.250Z',
      },
    });
  });

  it('keeps the suppression list’s action, and a second destination in the raw response', async () => {
    const suppressionList = { SuppressionListImportAction: 'DELETE' };
    const one = await jobOf({ JobId: 'job-1', ImportDestination: { SuppressionListDestination: suppressionList } });
    assert.deepEqual(
      [one.title, one.target, one.purpose, one.listIds],
      [
        'Suppression list import',
        'Suppression list',
        'Removes addresses from the suppression list',
        ['suppressionList'],
      ],
    );
    assert.deepEqual(
      one.facts.map(({ id, value }) => [id, value]),
      [
        ['destination', 'Suppression list'],
        ['importAction', 'DELETE'],
      ],
    );
    const { ContactListDestination } = everyField.ImportDestination;
    const ImportDestination = { ContactListDestination, SuppressionListDestination: suppressionList };
    assert.deepEqual((await jobOf({ JobId: 'job-1', ImportDestination })).raw, { JobId: 'job-1', ImportDestination });
  });

  it('keeps every field of a list’s summary, and is not complete', async () => {
    const { CreatedTimestamp, FailedRecordsCount, ImportDestination, JobId, JobStatus, ProcessedRecordsCount } =
      everyField;
    const summary = {
      CreatedTimestamp,
      FailedRecordsCount,
      ImportDestination,
      JobId,
      JobStatus,
      ProcessedRecordsCount,
    };
    assert.deepEqual(await listed(summary), [
      { ...summarized, complete: false, raw: { ...summary, CreatedTimestamp: '2026-11-22T10:23:20.250Z' } },
    ]);
  });

  it('has no values for absent or null fields', async () => {
    const nothing = { counts: [], facts: [], listIds: [] };
    const minimal = {
      service: 'ses',
      id: 'job-1',
      key: 'ses/job-1',
      phase: 'unknown',
      requestId: 'request-1',
      ...nothing,
    };
    assert.deepEqual(await listed({ JobId: 'job-1' }), [{ ...minimal, complete: false, raw: { JobId: 'job-1' } }]);
    const nulls = Object.fromEntries(Object.keys(everyField).map((name) => [name, null]));
    assert.deepEqual(await jobOf({ ...nulls, JobId: 'job-1' }), {
      ...minimal,
      complete: true,
      raw: { JobId: 'job-1' },
    });
  });

  it('has the requested id when the response lacks it, and is left out of a list without one', async () => {
    assert.equal((await jobOf({ JobStatus: 'CREATED' }, 'job-2')).id, 'job-2');
    assert.deepEqual(
      (await listed({ JobStatus: 'CREATED' }, { JobId: '' }, { JobId: 'job-3' })).map(({ id }) => id),
      ['job-3'],
    );
  });

  for (const [status, phase] of Object.entries<JobPhase>({
    CREATED: 'waiting',
    PROCESSING: 'running',
    COMPLETED: 'succeeded',
    FAILED: 'failed',
    CANCELLED: 'cancelled',
    ERROR: 'failed',
    PAUSED_BY_MAGIC: 'unknown',
  })) {
    it(`is ${phase} when SES returns ${status}`, async () => {
      const job = await jobOf({ JobId: 'job-1', JobStatus: status });
      assert.deepEqual([job.status, job.phase], [status, phase]);
    });
  }

  it('succeeded with failures when records failed or have a file', async () => {
    const completed = { JobId: 'job-1', JobStatus: 'COMPLETED' };
    assert.equal((await jobOf({ ...completed, FailedRecordsCount: 0 })).phase, 'succeeded');
    assert.equal((await jobOf({ ...completed, FailedRecordsCount: 1 })).phase, 'succeededWithFailures');
    assert.equal(
      (await jobOf({ ...completed, FailureInfo: { FailedRecordsS3Url: failedRecordsUrl } })).phase,
      'succeededWithFailures',
    );
    assert.equal((await jobOf({ ...completed, JobStatus: 'FAILED', FailedRecordsCount: 1 })).phase, 'failed');
  });

  it('has times to the millisecond', async () => {
    const job = await jobOf({ JobId: 'job-1', CreatedTimestamp: 1795343000.123, CompletedTimestamp: 1.7953430015e9 });
    assert.deepEqual([job.createdAt, job.completedAt], [1795343000123, 1795343001500]);
    const { createdAt } = await jobOf({ JobId: 'job-1', CreatedTimestamp: 1.7e15 });
    assert.equal(createdAt, undefined, 'No date can say it.');
  });

  it('cannot be requested without an id', async () => {
    const before = connected.server.requests.length;
    const { kind, operation } = await failureOfRead(getJob(connected.ses, { service: 'ses', id: '' }));
    assert.deepEqual([kind, operation, connected.server.requests.length], ['badRequest', 'GetImportJob', before]);
  });

  it('is requested by its id, encoded', async () => {
    await jobOf(everyField, 'a/b ü?');
    const { method, path, query, body } = found(connected.server.requests.at(-1));
    assert.deepEqual([method, path, query, body], ['GET', '/v2/email/import-jobs/a%2Fb%20%C3%BC%3F', {}, '']);
  });
});
