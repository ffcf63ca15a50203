import assert from 'node:assert/strict';
import type { JobPhase } from '../../../src/core/jobs/job';
import { Connected, failureOfRead, firstPage, found, getJob } from '../aws/connected';

const id = '0123456789abcdef0123456789abcdef';
const column = { Source: '_source.email', Target: '_profile.EmailAddress', ContentType: 'EMAIL_ADDRESS' };

/** Every field of GetUploadJob's response in AWS's reference. */
const everyField = {
  JobId: id,
  DisplayName: 'customers.csv',
  Status: 'PARTIALLY_SUCCEEDED',
  StatusReason: 'VALIDATION_FAILURE',
  CreatedAt: 1795343000.25,
  CompletedAt: 1795344000,
  DataExpiry: 1000,
  ResultsSummary: { UpdatedRecords: 2, CreatedRecords: 1, FailedRecords: 3 },
  Fields: { email: column, id: { Source: '_source.other', Target: '_profile.AccountNumber' } },
  UniqueKey: 'id',
};

const message =
  'Validation failed. The file must be a CSV file with a header row, saved as UTF-8 without a byte order mark (BOM).';
const domainFact = {
  id: 'domain',
  section: 'destination',
  label: 'Domain',
  value: 'shop',
  copyable: true,
  listId: 'domains/shop',
  labelIn: 'breadcrumb',
};
const expiryFact = {
  id: 'expiry',
  section: 'destination',
  label: 'Profiles expire',
  value: '1,000 days after the import',
};
const reasonFact = {
  id: 'statusReason',
  section: 'job',
  label: 'Status reason',
  value: 'VALIDATION_FAILURE',
  code: true,
};

/** What a list has too. */
const summarized = {
  service: 'customerProfiles',
  id,
  scope: 'shop',
  key: `customerProfiles/shop/${id}`,
  status: 'PARTIALLY_SUCCEEDED',
  phase: 'succeededWithFailures',
  createdAt: 1795343000250,
  completedAt: 1795344000000,
  counts: [],
  title: 'Profile import',
  name: 'customers.csv',
  target: 'Domain shop',
  purpose: 'Adds the profiles of a file to the domain',
  hasNoFiles: true,
  facts: [domainFact, expiryFact, reasonFact],
  listIds: ['domains/shop'],
  failures: { message },
  complete: false,
  requestId: 'request-1',
};

describe('a job of Customer Profiles', () => {
  let connected: Connected;
  Connected.forAll((made) => {
    connected = made;
  });

  /** @param answer the response of GetUploadJob */
  function jobOf(answer: Readonly<Record<string, unknown>>, ref: { id?: string; scope?: string } = {}) {
    connected.answer(answer);
    return getJob(connected.customerProfiles, { service: 'customerProfiles', id, scope: 'shop', ...ref });
  }

  /** @param jobs in the response of ListUploadJobs */
  async function listed(...jobs: readonly Readonly<Record<string, unknown>>[]) {
    connected.answer({ Items: [{ DomainName: 'shop', CreatedAt: 1, LastUpdatedAt: 1 }] });
    const [domain] = (await firstPage(connected.customerProfiles.root)).branches;
    connected.answer({ Items: jobs });
    return (await firstPage(found(domain))).jobs;
  }

  it('keeps every field of GetUploadJob', async () => {
    assert.deepEqual(await jobOf(everyField), {
      ...summarized,
      counts: [
        { id: 'created', label: 'Created', value: 1 },
        { id: 'updated', label: 'Updated', value: 2 },
        { id: 'failed', label: 'Failed', value: 3, tone: 'bad' },
      ],
      facts: [
        domainFact,
        {
          id: 'uniqueKey',
          section: 'destination',
          label: 'Unique key',
          value: 'id',
          code: true,
          note: 'Records with the same value in this column belong to one profile.',
        },
        expiryFact,
        reasonFact,
        {
          id: 'column/email',
          section: 'mapping',
          label: 'email',
          value: '_profile.EmailAddress',
          code: true,
          note: 'EMAIL_ADDRESS',
        },
        {
          id: 'column/id',
          section: 'mapping',
          label: 'id',
          value: '_profile.AccountNumber',
          code: true,
          note: '_source.other',
        },
      ],
      complete: true,
      raw: { ...everyField, CreatedAt: '2026-11-22T10:23:20.250Z', CompletedAt: '2026-11-22T10:40:00.000Z' },
    });
  });

  it('keeps every field of a list’s summary, and is not complete', async () => {
    const { JobId, DisplayName, Status, StatusReason, CreatedAt, CompletedAt, DataExpiry } = everyField;
    const summary = { JobId, DisplayName, Status, StatusReason, CreatedAt, CompletedAt, DataExpiry };
    const [job] = await listed(summary);
    assert.deepEqual(job, {
      ...summarized,
      raw: { ...summary, CreatedAt: '2026-11-22T10:23:20.250Z', CompletedAt: '2026-11-22T10:40:00.000Z' },
    });
  });

  it('has no values for absent or null fields', async () => {
    const nulls = Object.fromEntries(Object.keys(everyField).map((name) => [name, null]));
    assert.deepEqual(await jobOf({ ...nulls, JobId: id }), {
      service: 'customerProfiles',
      id,
      scope: 'shop',
      key: `customerProfiles/shop/${id}`,
      phase: 'unknown',
      counts: [],
      title: 'Profile import',
      target: 'Domain shop',
      purpose: 'Adds the profiles of a file to the domain',
      hasNoFiles: true,
      facts: [domainFact],
      listIds: ['domains/shop'],
      complete: true,
      requestId: 'request-1',
      raw: { JobId: id },
    });
  });

  it('has the requested id when the response lacks it, and is left out of a list without one', async () => {
    assert.equal((await jobOf({ Status: 'CREATED' })).id, id);
    assert.equal((await failureOfRead(jobOf({}))).kind, 'malformed');
    assert.deepEqual(
      (await listed({ Status: 'CREATED' }, { JobId: '' }, { JobId: 'job-3' })).map((job) => job.id),
      ['job-3'],
    );
  });

  for (const [status, phase] of Object.entries<JobPhase>({
    CREATED: 'waiting',
    IN_PROGRESS: 'running',
    PARTIALLY_SUCCEEDED: 'succeededWithFailures',
    SUCCEEDED: 'succeeded',
    FAILED: 'failed',
    STOPPED: 'cancelled',
    PAUSED_BY_MAGIC: 'unknown',
  })) {
    it(`is ${phase} when Customer Profiles returns ${status}`, async () => {
      const job = await jobOf({ JobId: id, Status: status });
      assert.deepEqual([job.status, job.phase], [status, phase]);
    });
  }

  it('succeeded with failures when records failed', async () => {
    const ResultsSummary = { FailedRecords: 1 };
    assert.equal((await jobOf({ JobId: id, Status: 'SUCCEEDED', ResultsSummary })).phase, 'succeededWithFailures');
  });

  it('waits for its upload only when it was just created', async () => {
    assert.deepEqual((await jobOf({ JobId: id, Status: 'CREATED' })).awaitsUpload, {});
    assert.equal((await jobOf({ JobId: id, Status: 'IN_PROGRESS' })).awaitsUpload, undefined);
  });

  it('says in words why it failed, or as AWS does', async () => {
    const messageOf = async (StatusReason: string) =>
      (await jobOf({ JobId: id, Status: 'FAILED', StatusReason })).failures?.message;
    assert.equal(await messageOf('INTERNAL_FAILURE'), 'Customer Profiles had an internal failure.');
    assert.equal(await messageOf('NEW_REASON'), 'NEW_REASON');
    assert.equal(await messageOf('constructor'), 'constructor');
  });

  it('cannot be requested without an id or a domain', async () => {
    const before = connected.server.requests.length;
    for (const ref of [{ id: '' }, { scope: '' }]) {
      const { kind, operation } = await failureOfRead(jobOf({}, ref));
      assert.deepEqual([kind, operation], ['badRequest', 'GetUploadJob']);
    }
    assert.equal(connected.server.requests.length, before);
  });

  it('is requested by its domain and id, encoded', async () => {
    await jobOf(everyField, { id: 'a/b', scope: 'ü ?' });
    const { method, path, query, body } = found(connected.server.requests.at(-1));
    assert.deepEqual([method, path, query, body], ['GET', '/domains/%C3%BC%20%3F/upload-jobs/a%2Fb', {}, '']);
  });
});
