import type { ImportJobResponse } from '@aws-sdk/client-pinpoint';
import type { GetImportJobResponse } from '@aws-sdk/client-sesv2';
import type { DescribeContext } from '../../../src/core/details/describe';
import type { LabelOf } from '../../../src/core/details/facts';
import type { DetailsModel } from '../../../src/core/details/model';
import type { ImportJob } from '../../../src/core/jobs/job';
import { mapJob as mapPinpointJob } from '../../../src/services/pinpoint/mapJob';
import { mapJob as mapSesJob } from '../../../src/services/ses/mapJob';

export const failedRecordsUrl =
  'https://records.s3.eu-west-1.amazonaws.com/jobs/1/failed.json' +
  '?X-Amz-Date=20261122T090000Z&X-Amz-Expires=3600&X-Amz-Security-Token=TOKEN&X-Amz-Signature=SIGNATURE';

/** A job with every field of Amazon SES. */
export const sesResponse: GetImportJobResponse = {
  JobId: '1',
  JobStatus: 'COMPLETED',
  CreatedTimestamp: new Date(Date.UTC(2026, 10, 22, 9, 15)),
  CompletedTimestamp: new Date(Date.UTC(2026, 10, 22, 9, 18, 4)),
  ProcessedRecordsCount: 4821,
  FailedRecordsCount: 3,
  ImportDataSource: { S3Url: 's3://bucket/addresses.csv', DataFormat: 'CSV' },
  ImportDestination: { ContactListDestination: { ContactListName: 'newsletter', ContactListImportAction: 'PUT' } },
  FailureInfo: { ErrorMessage: 'Invalid addresses.', FailedRecordsS3Url: failedRecordsUrl },
};

/** A job with every field of Amazon Pinpoint. */
export const pinpointResponse: Partial<ImportJobResponse> = {
  Id: '2',
  ApplicationId: 'app',
  JobStatus: 'FAILED',
  Type: 'IMPORT',
  CreationDate: '2026-11-22T09:15:00.000Z',
  CompletionDate: '2026-11-22T10:30:00.000Z',
  TotalProcessed: 9000,
  TotalFailures: 1204,
  CompletedPieces: 3,
  FailedPieces: 1,
  TotalPieces: 8,
  Failures: ['line 1: bad', 'line 2: worse'],
  Definition: {
    S3Url: 's3://bucket/endpoints/',
    Format: 'JSON',
    RoleArn: 'arn:aws:iam::123456789012:role/import',
    ExternalId: '123456789012',
    SegmentId: 'seg',
    SegmentName: 'VIP',
    DefineSegment: true,
    RegisterEndpoints: false,
  },
};

export const sesJobOf = (response: GetImportJobResponse) => found(mapSesJob(response, true, undefined));
export const pinpointJobOf = (response: Partial<ImportJobResponse>) =>
  found(mapPinpointJob(response, 'app', undefined));

export const sesJob = sesJobOf(sesResponse);
export const pinpointJob = pinpointJobOf(pinpointResponse);

/** Returns the labels of the lists with `pinpointJob`, if given. */
export function labels(application?: string, segment?: string): LabelOf {
  return (listId) => (listId === 'app' ? application : listId === 'app/segments/seg' ? segment : undefined);
}

export function contextFor(serviceLabel: string, more: Partial<DescribeContext> = {}): DescribeContext {
  return {
    connectionLabel: 'prod · eu-west-1',
    serviceLabel,
    read: { state: 'ready', at: 0 },
    now: 0,
    formatTime: (ms) => `local ${ms}`,
    formatCount: (count) => count.toLocaleString('en'),
    ...more,
  };
}

/** Returns the names of all that the model shows of a response. */
export function shownFields(model: DetailsModel): readonly string[] {
  const { failures } = model;
  return [
    'jobId',
    ...(model.status === undefined ? [] : ['status']),
    ...(model.progress?.fraction === undefined ? [] : ['progress']),
    ...model.sections.flatMap(({ rows }) => rows.map(({ id }) => id)),
    ...(failures?.message === undefined ? [] : ['failureMessage']),
    ...(failures?.hasFailedRecords === true ? ['failedRecords'] : []),
    ...(failures === undefined || failures.entries.length === 0 ? [] : ['entries']),
  ].sort();
}

/** Returns a response without one of its fields, such as `Definition.S3Url`. */
export function without<T extends object>(response: T, path: string): T {
  const copy = structuredClone(response);
  const names = path.split('.');
  const last = names.pop() ?? '';
  const parent = names.reduce<object>((object, name) => Reflect.get(object, name) as object, copy);
  Reflect.deleteProperty(parent, last);
  return copy;
}

function found(job: ImportJob | undefined): ImportJob {
  if (job === undefined) throw new Error('The response has no job in it.');
  return job;
}
