import assert from 'node:assert/strict';
import { found, type PinpointJobJson, SampleFixture, type SegmentJson, type SesJobJson } from './sampleClient';

const sesStatuses = ['CANCELLED', 'COMPLETED', 'CREATED', 'FAILED', 'PROCESSING'];
const pinpointStatuses = [
  ...['COMPLETED', 'COMPLETING', 'CREATED', 'FAILED', 'FAILING', 'INITIALIZING'],
  ...['PENDING_JOB', 'PREPARING_FOR_INITIALIZATION', 'PROCESSING'],
];

/** Every field in the reference of SES GetImportJob. */
const sesFields = [
  ...['CompletedTimestamp', 'CreatedTimestamp', 'FailedRecordsCount', 'FailureInfo', 'FailureInfo.ErrorMessage'],
  ...['FailureInfo.FailedRecordsS3Url', 'ImportDataSource', 'ImportDataSource.DataFormat', 'ImportDataSource.S3Url'],
  ...['ImportDestination', 'ImportDestination.ContactListDestination'],
  ...['ImportDestination.ContactListDestination.ContactListImportAction'],
  ...['ImportDestination.ContactListDestination.ContactListName', 'ImportDestination.SuppressionListDestination'],
  ...['ImportDestination.SuppressionListDestination.SuppressionListImportAction', 'JobId', 'JobStatus'],
  ...['ProcessedRecordsCount'],
];

/** Every field in the reference of Pinpoint's Segment Import Jobs: ImportJobResponse and ImportJobResource. */
const pinpointFields = [
  ...['ApplicationId', 'CompletedPieces', 'CompletionDate', 'CreationDate', 'Definition', 'Definition.DefineSegment'],
  ...['Definition.ExternalId', 'Definition.Format', 'Definition.RegisterEndpoints', 'Definition.RoleArn'],
  ...['Definition.S3Url', 'Definition.SegmentId', 'Definition.SegmentName', 'FailedPieces', 'Failures', 'Id'],
  ...['JobStatus', 'TotalFailures', 'TotalPieces', 'TotalProcessed', 'Type'],
];

const minimalPinpointFields = ['ApplicationId', 'CreationDate', 'Definition', 'Id', 'JobStatus', 'Type'];

/** Returns the names of fields: `A`, and `A.B` for a nested one. */
function fieldsOf(value: object): string[] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? [name, ...fieldsOf(inner).map((field) => `${name}.${field}`)]
      : [name],
  );
}

function sortedUnique(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}

describe('sample account: contents', () => {
  const fixture = new SampleFixture();
  const { client } = fixture;
  let sesJobs: readonly SesJobJson[];
  let pinpointJobs: readonly PinpointJobJson[];

  before(async () => {
    sesJobs = await Promise.all((await client.sesJobs()).map(({ JobId }) => client.sesJob(JobId)));
    pinpointJobs = await fixture.allPinpointJobs();
  });

  it('has three applications and twelve segments, one with more segments than a page', async () => {
    const [applications = []] = await client.pinpointPages<{ Id: string; Name: string }>('/v1/apps');
    assert.deepEqual(
      applications.map(({ Name }) => Name),
      ['Loyalty', 'Newsletter', 'Field trials'],
    );
    const pages = await Promise.all(
      applications.map(({ Id }) =>
        client.pinpointPages<SegmentJson>(`/v1/apps/${Id}/segments`, { 'page-size': '100' }),
      ),
    );
    assert.deepEqual(
      pages.map((page) => page.map(({ length }) => length)),
      [[5, 2], [3], [2]],
    );
    const segments = pages.flat(2);
    assert.equal(segments.filter(({ Name }) => Name === undefined).length, 1);
    assert.equal(segments.filter(({ SegmentType }) => SegmentType === 'DIMENSIONAL').length, 2);
  });

  it('has over 150 SES jobs, over 110 of them for the suppression list, and several contact lists', () => {
    assert.equal(sesJobs.length, 177);
    const suppression = sesJobs.flatMap(({ ImportDestination }) => ImportDestination.SuppressionListDestination ?? []);
    assert.equal(suppression.length, 127);
    assert.deepEqual(sortedUnique(suppression.map((one) => one.SuppressionListImportAction)), ['DELETE', 'PUT']);
    const lists = sesJobs.flatMap(({ ImportDestination }) => ImportDestination.ContactListDestination ?? []);
    assert.equal(sortedUnique(lists.map((one) => one.ContactListName)).length, 4);
  });

  it('filters SES jobs by destination', async () => {
    const [suppression, contacts] = await Promise.all(
      ['SUPPRESSION_LIST', 'CONTACT_LIST'].map((ImportDestinationType) => client.sesJobs({ ImportDestinationType })),
    );
    assert.ok(
      suppression?.every(({ ImportDestination }) => ImportDestination.SuppressionListDestination !== undefined),
    );
    assert.ok(contacts?.every(({ ImportDestination }) => ImportDestination.ContactListDestination !== undefined));
    assert.equal(found(suppression).length + found(contacts).length, sesJobs.length);
  });

  it('has over 60 Pinpoint jobs, three pages of them in one segment', async () => {
    assert.equal(pinpointJobs.length, 199);
    const lists = await Promise.all(
      ['vip-customers', 'store-opening-guests', 'frequent-buyers', 'unnamed'].map(async (folder) => {
        const pages = await client.pinpointPages<PinpointJobJson>(fixture.segmentJobs(folder), { 'page-size': '50' });
        return pages.map(({ length }) => length);
      }),
    );
    assert.deepEqual(lists, [[50, 50, 14], [0], [0], [4]]);
  });

  it('has jobs that created no segment, in no segment’s list', () => {
    const endpointsOnly = pinpointJobs.filter(({ Definition }) => !Definition.DefineSegment);
    assert.equal(endpointsOnly.length, 13);
    assert.ok(endpointsOnly.every(({ Definition }) => Definition.SegmentId === undefined));
  });

  it('begins one segment’s list with an empty page that has a token', async () => {
    const pages = await client.pinpointPages<PinpointJobJson>(fixture.segmentJobs('weekly-digest'), {
      'page-size': '10',
    });
    assert.deepEqual(
      pages.map(({ length }) => length),
      [0, 10, 3],
    );
  });

  it('has every status of both services at its start', () => {
    assert.deepEqual(sortedUnique(sesJobs.map(({ JobStatus }) => JobStatus)), sesStatuses);
    assert.deepEqual(sortedUnique(pinpointJobs.map(({ JobStatus }) => JobStatus)), pinpointStatuses);
  });

  it('has them for any seed and start', async () => {
    for (const seed of [2, 3, 5, 8, 13, 21]) {
      const other = new SampleFixture({ seed, start: Date.UTC(2026, seed, 1 + seed, seed, seed, seed) });
      const [ses, pinpoint] = await Promise.all([other.client.sesJobs(), other.allPinpointJobs()]);
      assert.deepEqual(sortedUnique(ses.map(({ JobStatus }) => JobStatus)), sesStatuses);
      assert.deepEqual(sortedUnique(pinpoint.map(({ JobStatus }) => JobStatus)), pinpointStatuses);
      assert.ok(pinpoint.some(({ Failures, TotalFailures = 0 }) => Failures?.length === 100 && TotalFailures > 100));
    }
  });

  it('has exactly the fields of the two reference pages', () => {
    assert.deepEqual(sortedUnique(sesJobs.flatMap(fieldsOf)), [...sesFields].sort());
    assert.deepEqual(sortedUnique(pinpointJobs.flatMap(fieldsOf)), [...pinpointFields].sort());
  });

  it('lists only the summary’s fields of an SES job', async () => {
    const fields = sortedUnique((await client.sesJobs()).flatMap((job) => Object.keys(job)));
    const summary = [
      'CreatedTimestamp',
      'FailedRecordsCount',
      'ImportDestination',
      'JobId',
      'JobStatus',
      'ProcessedRecordsCount',
    ];
    assert.deepEqual(fields, summary);
  });

  it('has a Pinpoint job with only the required fields', () => {
    const job = found(pinpointJobs.find(({ JobStatus }) => JobStatus === 'CREATED'));
    assert.deepEqual(Object.keys(job).sort(), minimalPinpointFields);
  });

  it('keeps at most the first 100 failures of a Pinpoint job', () => {
    assert.ok(pinpointJobs.some(({ Failures, TotalFailures = 0 }) => Failures?.length === 100 && TotalFailures > 100));
    assert.ok(pinpointJobs.some(({ Failures, TotalFailures = 0 }) => Failures === undefined && TotalFailures > 0));
    for (const { Failures, TotalFailures = 0 } of pinpointJobs) {
      assert.ok(Failures === undefined || Failures.length === Math.min(100, TotalFailures));
    }
  });

  it('has a failed Pinpoint job when a piece failed', () => {
    for (const { JobStatus, FailedPieces = 0, CompletedPieces = 0, TotalPieces = 0 } of pinpointJobs) {
      assert.equal(JobStatus === 'FAILED', FailedPieces > 0 && !['PROCESSING', 'FAILING'].includes(JobStatus));
      assert.ok(CompletedPieces + FailedPieces <= TotalPieces);
      assert.ok(JobStatus !== 'COMPLETED' || CompletedPieces === TotalPieces);
    }
  });

  it('counts nothing before a job is processed, and no more than its pieces have', () => {
    for (const { JobStatus, TotalProcessed, TotalFailures = 0, TotalPieces = 0 } of pinpointJobs) {
      const isBefore = ['CREATED', 'PREPARING_FOR_INITIALIZATION', 'INITIALIZING', 'PENDING_JOB'].includes(JobStatus);
      assert.equal(TotalProcessed === undefined, isBefore, JobStatus);
      assert.ok((TotalProcessed ?? 0) + TotalFailures <= TotalPieces * 1000, JobStatus);
    }
    for (const { JobStatus, ProcessedRecordsCount } of sesJobs) {
      assert.equal(ProcessedRecordsCount === undefined, JobStatus === 'CREATED');
    }
  });

  it('has jobs whose duration matches their size', () => {
    const finished = [
      ...sesJobs.map((job) => ({
        created: job.CreatedTimestamp * 1000,
        completed: (job.CompletedTimestamp ?? NaN) * 1000,
        records: job.ProcessedRecordsCount ?? 0,
      })),
      ...pinpointJobs.map((job) => ({
        created: Date.parse(job.CreationDate),
        completed: Date.parse(job.CompletionDate ?? ''),
        records: (job.TotalProcessed ?? 0) + (job.TotalFailures ?? 0),
      })),
    ].filter(({ completed }) => !Number.isNaN(completed));
    assert.ok(finished.length > 300);
    for (const { created, completed, records } of finished) {
      const seconds = (completed - created) / 1000;
      const [least, most] = [25 + records / 141, 81 + records / 59];
      assert.ok(seconds >= least && seconds <= most, `${String(records)} records in ${String(seconds)} s`);
    }
  });

  it('has no job in progress that is faster than those before it', async () => {
    const later = new SampleFixture();
    const running = (await later.client.sesJobs()).filter(
      ({ JobStatus }) => !['COMPLETED', 'FAILED', 'CANCELLED'].includes(JobStatus),
    );
    later.time += 300_000;
    for (const { JobId } of running) {
      const { CreatedTimestamp, CompletedTimestamp, ProcessedRecordsCount } = await later.client.sesJob(JobId);
      assert.ok(found(ProcessedRecordsCount) / (found(CompletedTimestamp) - CreatedTimestamp) < 140);
    }
  });

  it('has failed SES jobs with a message, with failed records, and with both', () => {
    const failed = sesJobs.filter(({ JobStatus }) => JobStatus === 'FAILED');
    const shapes = sortedUnique(failed.map(({ FailureInfo }) => Object.keys(found(FailureInfo)).join('+')));
    assert.deepEqual(shapes, ['ErrorMessage', 'ErrorMessage+FailedRecordsS3Url', 'FailedRecordsS3Url']);
    const completed = sesJobs.filter((job) => job.JobStatus === 'COMPLETED' && found(job.FailedRecordsCount) > 0);
    assert.ok(completed.length > 10);
    assert.ok(completed.every(({ FailureInfo }) => FailureInfo?.FailedRecordsS3Url !== undefined));
  });

  it('has past jobs in working hours of the previous weeks', () => {
    const created = [
      ...sesJobs.filter((job) => job.CompletedTimestamp !== undefined).map((job) => job.CreatedTimestamp * 1000),
      ...pinpointJobs.filter((job) => job.CompletionDate !== undefined).map((job) => Date.parse(job.CreationDate)),
    ];
    for (const time of created) {
      const date = new Date(time);
      assert.ok(
        ![0, 6].includes(date.getUTCDay()) && date.getUTCHours() >= 7 && date.getUTCHours() < 18,
        date.toISOString(),
      );
      assert.ok(fixture.time - time < 11 * 7 * 86_400_000);
    }
  });

  it('contains nothing that looks like a real credential or address', () => {
    const everything = JSON.stringify([sesJobs, pinpointJobs]);
    assert.doesNotMatch(everything, /A[KS]IA[A-Z0-9]/);
    assert.doesNotMatch(everything, /@(?!example\.(com|net|org)\b)/);
    assert.doesNotMatch(everything, /https:\/\/(?!files\.sample-account\.invalid\/)/);
  });
});
