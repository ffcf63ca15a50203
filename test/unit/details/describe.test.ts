import type { ImportJobResource } from '@aws-sdk/client-pinpoint';
import type { SuppressionListImportAction } from '@aws-sdk/client-sesv2';
import assert from 'node:assert/strict';
import { describeJob, type DescribeContext } from '../../../src/core/details/describe';
import type { DetailsRow } from '../../../src/core/details/model';
import type { ImportJob } from '../../../src/core/jobs/job';
import { aJob } from '../../support/jobs';
import {
  contextFor,
  failedRecordsUrl,
  labels,
  pinpointJob,
  pinpointJobOf,
  pinpointResponse,
  sesJob,
  sesJobOf,
  sesResponse,
  shownFields,
  without,
} from './jobs';

const ses = contextFor('Amazon SES');
const pinpoint = contextFor('Amazon Pinpoint', { labelOf: labels('Loyalty', 'VIP') });

/** What disappears from the page with a field of the response; `took` needs both times. */
const SES_FIELDS: Readonly<Record<string, readonly string[]>> = {
  JobStatus: ['status'],
  CreatedTimestamp: ['createdAt', 'took'],
  CompletedTimestamp: ['completedAt', 'took'],
  ProcessedRecordsCount: ['processed'],
  FailedRecordsCount: ['failed'],
  'ImportDataSource.S3Url': ['bucket', 'key'],
  'ImportDataSource.DataFormat': ['format'],
  ImportDataSource: ['bucket', 'key', 'format'],
  'ImportDestination.ContactListDestination.ContactListName': ['contactListName'],
  'ImportDestination.ContactListDestination.ContactListImportAction': ['importAction'],
  ImportDestination: ['destination', 'contactListName', 'importAction'],
  'FailureInfo.ErrorMessage': ['failureMessage'],
  'FailureInfo.FailedRecordsS3Url': ['failedRecords'],
  FailureInfo: ['failureMessage', 'failedRecords'],
};

const PINPOINT_FIELDS: Readonly<Record<string, readonly string[]>> = {
  // Known from the request.
  ApplicationId: [],
  JobStatus: ['status'],
  Type: ['type'],
  CreationDate: ['createdAt', 'took'],
  CompletionDate: ['completedAt', 'took'],
  TotalProcessed: ['processed'],
  TotalFailures: ['failed'],
  'Definition.S3Url': ['bucket', 'key'],
  'Definition.Format': ['format'],
  'Definition.RoleArn': ['roleArn'],
  'Definition.ExternalId': ['externalId'],
  'Definition.SegmentId': ['segmentId'],
  'Definition.SegmentName': ['segmentName'],
  'Definition.DefineSegment': ['definesSegment'],
  'Definition.RegisterEndpoints': ['registersEndpoints'],
  Definition: [
    'bucket',
    'key',
    'format',
    'roleArn',
    'externalId',
    'segmentId',
    'segmentName',
    'definesSegment',
    'registersEndpoints',
  ],
  Failures: ['entries'],
};

function rowOf(job: ImportJob, context: DescribeContext, id: string): DetailsRow {
  const row = describeJob(job, context)
    .sections.flatMap(({ rows }) => rows)
    .find((candidate) => candidate.id === id);
  assert.ok(row !== undefined, `no row ${id}`);
  return row;
}

/** Returns every text in a value, without JSON escapes. */
function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

const withoutSegmentName = pinpointJobOf(without(pinpointResponse, 'Definition.SegmentName'));
const endpointsOnly = { DefineSegment: false } as ImportJobResource;

function suppressionListJob(action: string): ImportJob {
  const SuppressionListImportAction = action as SuppressionListImportAction;
  return sesJobOf({
    ...sesResponse,
    ImportDestination: { SuppressionListDestination: { SuppressionListImportAction } },
  });
}

describe('describeJob', () => {
  for (const { name, jobWithout, context, fields, always } of [
    {
      name: 'SES',
      jobWithout: (path?: string) => sesJobOf(path === undefined ? sesResponse : without(sesResponse, path)),
      context: ses,
      fields: SES_FIELDS,
      always: ['jobId'],
    },
    {
      name: 'Pinpoint',
      jobWithout: (path?: string) =>
        pinpointJobOf(path === undefined ? pinpointResponse : without(pinpointResponse, path)),
      context: pinpoint,
      fields: PINPOINT_FIELDS,
      always: ['jobId', 'applicationId', 'progress'],
    },
  ]) {
    const all = [...new Set([...always, ...Object.values(fields).flat()])].sort();

    it(`shows every field of a full ${name} job, once`, () => {
      assert.deepEqual(shownFields(describeJob(jobWithout(), context)), all);
    });

    for (const [path, gone] of Object.entries(fields)) {
      it(`shows nothing for ${path} when ${name} left it out`, () => {
        const shown = shownFields(describeJob(jobWithout(path), context));
        assert.deepEqual(
          shown,
          all.filter((id) => !gone.includes(id)),
        );
      });
    }
  }

  it('shows a job with few fields', () => {
    const job = without(aJob('2', { phase: 'succeeded' }), 'status');
    const model = describeJob(job, contextFor('Amazon Pinpoint'));
    assert.deepEqual(shownFields(model), ['jobId']);
    assert.equal(model.title, 'Import job');
    assert.equal(model.failures, undefined);
    assert.equal(model.progress, undefined);
  });

  it('has a title, a breadcrumb and a purpose', () => {
    const list = describeJob(suppressionListJob('DELETE'), ses);
    assert.equal(list.title, 'Suppression list import');
    assert.equal(list.purpose, 'Removes addresses from the suppression list');
    assert.deepEqual(list.trail, [
      { label: 'prod · eu-west-1', link: 'revealConnection' },
      { label: 'Amazon SES', link: 'revealService' },
    ]);
    assert.equal(describeJob(sesJob, ses).title, 'Contact list import: newsletter');
    assert.equal(describeJob(sesJob, ses).purpose, 'Adds contacts to the contact list');
    assert.equal(describeJob(pinpointJob, pinpoint).title, 'Segment import: VIP');
    assert.deepEqual(describeJob(pinpointJob, pinpoint).trail[2], { label: 'Loyalty', link: 'reveal applicationId' });
    assert.equal(
      describeJob(pinpointJobOf({ ...pinpointResponse, Definition: endpointsOnly }), pinpoint).title,
      'Endpoint import',
    );
    assert.equal(describeJob(withoutSegmentName, pinpoint).title, 'Segment import: VIP');
  });

  it('explains an action, except an unknown one', () => {
    assert.equal(rowOf(sesJob, ses, 'importAction').note, 'Adds contacts to the contact list.');
    const odd = suppressionListJob('MERGE');
    assert.equal(rowOf(odd, ses, 'importAction').value, 'MERGE');
    assert.equal(rowOf(odd, ses, 'importAction').note, undefined);
    assert.equal(describeJob(odd, ses).purpose, undefined);
  });

  it('shows the names of known identifiers', () => {
    assert.deepEqual(rowOf(pinpointJob, pinpoint, 'applicationId'), {
      id: 'applicationId',
      label: 'Application ID',
      nameLabel: 'Application',
      value: 'app',
      code: true,
      copy: true,
      name: 'Loyalty',
      link: 'reveal applicationId',
    });
    assert.equal(rowOf(pinpointJob, pinpoint, 'segmentId').name, undefined);
    assert.equal(rowOf(pinpointJob, pinpoint, 'segmentName').link, 'reveal segmentName');
    assert.equal(rowOf(withoutSegmentName, pinpoint, 'segmentId').name, 'VIP');
    assert.equal(rowOf(pinpointJob, contextFor('Amazon Pinpoint'), 'applicationId').nameLabel, undefined);
  });

  it('splits an S3 URL into bucket and key, and keeps other URLs whole', () => {
    const { sections } = describeJob(sesJob, ses);
    assert.equal(sections.find(({ id }) => id === 'source')?.copy, 'copySourceUrl');
    assert.deepEqual(rowOf(sesJob, ses, 'bucket'), {
      id: 'bucket',
      label: 'Bucket',
      value: 'bucket',
      code: true,
      copy: true,
    });
    assert.deepEqual(rowOf(sesJob, ses, 'key'), {
      id: 'key',
      label: 'Key',
      value: 'addresses.csv',
      code: true,
      copy: true,
    });
    assert.deepEqual(rowOf(pinpointJob, pinpoint, 'key'), {
      id: 'key',
      label: 'Key prefix',
      value: 'endpoints/',
      code: true,
      copy: true,
    });
    const odd = { ...sesJob, source: { s3Url: 'elsewhere' } };
    assert.equal(rowOf(odd, ses, 's3Url').value, 'elsewhere');
    assert.ok(!shownFields(describeJob(odd, ses)).includes('bucket'));
    assert.ok(!shownFields(describeJob({ ...sesJob, source: { s3Url: 's3://bucket' } }, ses)).includes('key'));
    assert.equal(
      rowOf({ ...sesJob, source: { s3Url: 's3://bucket/\u202E' } }, ses, 'key').copy,
      false,
      'There is nothing to copy.',
    );
  });

  it('shows a time in three formats, and no duration that makes no sense', () => {
    const row = rowOf(sesJob, ses, 'completedAt');
    assert.deepEqual(row.time, {
      local: `local ${Date.UTC(2026, 10, 22, 9, 18, 4)}`,
      utc: '2026-11-22 09:18:04 UTC',
      iso: '2026-11-22T09:18:04.000Z',
    });
    assert.equal(rowOf(sesJob, ses, 'took').value, '3 min 4 s');
    const backwards = { ...sesJob, completedAt: (sesJob.createdAt ?? 0) - 1 };
    assert.ok(!shownFields(describeJob(backwards, ses)).includes('took'));
    assert.equal(rowOf({ ...sesJob, createdAt: 1e20 }, ses, 'createdAt').time, undefined);
  });

  it('says until when the file of a waiting job can be uploaded', () => {
    const until = Date.UTC(2026, 10, 22, 10);
    const waiting: ImportJob = { ...sesJob, phase: 'waiting', awaitsUpload: { until } };
    const { stateLabel, progress } = describeJob(waiting, ses);
    assert.deepEqual([stateLabel, progress], ['Waiting for upload', undefined]);
    assert.equal(rowOf(waiting, ses, 'uploadLink').value, `Valid until local ${until}`);
    assert.equal(rowOf(waiting, { ...ses, now: until }, 'uploadLink').value, `Expired local ${until}`);
    assert.ok(!shownFields(describeJob({ ...waiting, awaitsUpload: {} }, ses)).includes('uploadLink'));
  });

  it('shows when a job started, and takes its duration from then', () => {
    const started = { ...sesJob, startedAt: Date.UTC(2026, 10, 22, 9, 17) };
    assert.equal(rowOf(started, ses, 'startedAt').time?.utc, '2026-11-22 09:17:00 UTC');
    assert.equal(rowOf(started, ses, 'took').value, '1 min 4 s');
  });

  it('shows empty text and an empty list as such', () => {
    const job: ImportJob = {
      ...pinpointJob,
      phase: 'succeeded',
      counts: [],
      source: { s3Url: '' },
      failures: { entries: [] },
    };
    assert.equal(rowOf(job, pinpoint, 's3Url').value, '(empty)');
    assert.equal(rowOf(job, pinpoint, 'failures').value, 'None listed');
    assert.equal(describeJob(job, pinpoint).failures, undefined);
  });

  it('offers no copy of a value that is shown changed', () => {
    const keyOf = (key: string) => rowOf({ ...sesJob, source: { s3Url: `s3://bucket/${key}` } }, ses, 'key');
    for (const odd of ['a\tb.csv', 'a\nb.csv', 'a\u200Eb.csv', 'a\u0000b.csv', 'a?X-Amz-Signature=b']) {
      assert.equal(keyOf(odd).copy, false, JSON.stringify(odd));
      assert.equal(keyOf(odd).note, 'Contains hidden characters. Use Copy as JSON.');
    }
    assert.deepEqual(keyOf('a b/ü.csv'), { id: 'key', label: 'Key', value: 'a b/ü.csv', code: true, copy: true });
    assert.equal(
      describeJob({ ...sesJob, source: { s3Url: 's3://bucket/a\tb' } }, ses).sections.find(({ id }) => id === 'source')
        ?.copy,
      'copySourceUrl',
    );
  });

  it('says that a status is unknown', () => {
    const job: ImportJob = { ...sesJob, status: 'PAUSED', phase: 'unknown' };
    assert.equal(describeJob(job, ses).stateLabel, 'PAUSED');
    assert.equal(describeJob(job, ses).statusNote, 'Unknown to this version of Import Jobs');
    assert.equal(describeJob(sesJob, ses).statusNote, undefined);
  });

  it('shows the state and the id once', () => {
    const { sections, stateLabel, status, jobId } = describeJob(sesJob, ses);
    assert.deepEqual([stateLabel, status, jobId], ['Completed with failures', 'COMPLETED', '1']);
    const values = sections.flatMap(({ rows }) => rows.map(({ value }) => value));
    for (const one of [stateLabel, status, jobId]) assert.ok(!values.includes(one ?? ''), one);
  });

  it('shows no secrets or hidden characters in any field', () => {
    const evil = `<b>\u202Eexe.\u0000${failedRecordsUrl}`;
    const job: ImportJob = {
      ...pinpointJob,
      id: evil,
      scope: evil,
      status: evil,
      phase: 'unknown',
      counts: [{ id: 'processed', label: evil, value: 1 }],
      countsNote: evil,
      title: evil,
      name: evil,
      target: evil,
      purpose: evil,
      source: { s3Url: evil, format: evil },
      facts: (['source', 'destination', 'job'] as const).map((section) => ({
        id: section,
        section,
        label: evil,
        value: evil,
        note: evil,
        code: true,
        listId: evil,
        listLabel: evil,
        labelIn: 'breadcrumb',
      })),
      failures: { message: evil, failedRecordsUrl: evil, entries: [evil] },
      raw: { [evil]: [evil, { deeper: evil }] },
    };
    const model = describeJob(job, { ...pinpoint, connectionLabel: evil, serviceLabel: evil, labelOf: () => evil });
    const text = Object.values(model).flatMap(strings).join('\n');
    assert.doesNotMatch(text, /SIGNATURE|TOKEN|\u202E|\u0000/u);
    assert.match(text, /<b>exe\.https:\/\/records\.s3/u);
  });
});
