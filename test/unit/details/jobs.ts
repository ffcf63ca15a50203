import type { DescribeContext } from '../../../src/core/details/describe';
import type { DetailsModel } from '../../../src/core/details/model';
import type { ImportJob } from '../../../src/core/job';

export const failedRecordsUrl =
  'https://records.s3.eu-west-1.amazonaws.com/jobs/1/failed.json' +
  '?X-Amz-Date=20261122T090000Z&X-Amz-Expires=3600&X-Amz-Security-Token=TOKEN&X-Amz-Signature=SIGNATURE';

/** Everything that Amazon SES can say of a job. */
export const sesJob: ImportJob = {
  key: 'ses/1',
  id: '1',
  service: 'ses',
  status: 'COMPLETED',
  phase: 'succeededWithFailures',
  createdAt: Date.UTC(2026, 10, 22, 9, 15),
  completedAt: Date.UTC(2026, 10, 22, 9, 18, 4),
  processed: 4821,
  failed: 3,
  source: { s3Url: 's3://bucket/addresses.csv', format: 'CSV' },
  destination: { kind: 'contactList', name: 'newsletter', action: 'PUT' },
  failures: { message: 'Invalid addresses.', failedRecordsUrl },
  complete: true,
  raw: { JobId: '1', FailureInfo: { FailedRecordsS3Url: failedRecordsUrl } },
};

/** Everything that Amazon Pinpoint can say of a job. */
export const pinpointJob: ImportJob = {
  key: 'pinpoint/app/2',
  id: '2',
  scope: 'app',
  service: 'pinpoint',
  status: 'FAILED',
  phase: 'failed',
  type: 'IMPORT',
  createdAt: Date.UTC(2026, 10, 22, 9, 15),
  completedAt: Date.UTC(2026, 10, 22, 10, 30),
  processed: 9000,
  failed: 1204,
  pieces: { completed: 3, failed: 1, total: 8 },
  source: { s3Url: 's3://bucket/endpoints/', format: 'JSON' },
  roleArn: 'arn:aws:iam::123456789012:role/import',
  externalId: '123456789012',
  destination: {
    kind: 'segment',
    segmentId: 'seg',
    segmentName: 'VIP',
    definesSegment: true,
    registersEndpoints: false,
  },
  failures: { entries: ['line 1: bad', 'line 2: worse'] },
  complete: true,
  raw: {},
};

export function contextFor(serviceLabel: string, more: Partial<DescribeContext> = {}): DescribeContext {
  return {
    connectionLabel: 'prod · eu-west-1',
    serviceLabel,
    read: { state: 'ready', at: 0 },
    formatTime: (ms) => `local ${ms}`,
    formatCount: (count) => count.toLocaleString('en'),
    ...more,
  };
}

/** The name of everything that the model shows of a response. */
export function shownFields(model: DetailsModel): readonly string[] {
  const { failures } = model;
  return [
    ...model.sections.flatMap(({ rows }) => rows.map(({ id }) => id)),
    ...(failures?.message === undefined ? [] : ['failureMessage']),
    ...(failures?.hasFailedRecords === true ? ['failedRecords'] : []),
    ...(failures === undefined || failures.entries.length === 0 ? [] : ['entries']),
  ].sort();
}

/** The job without one of its fields, `source.s3Url`. */
export function without(job: ImportJob, path: string): ImportJob {
  const copy = structuredClone(job);
  const names = path.split('.');
  const last = names.pop() ?? '';
  const parent = names.reduce<object>((object, name) => Reflect.get(object, name) as object, copy);
  Reflect.deleteProperty(parent, last);
  return copy;
}
