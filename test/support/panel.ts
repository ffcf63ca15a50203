import type { FrameLocator } from 'playwright-core';
import { count, stateOfPinpointJob, stateOfSesJob, time, type PinpointJob, type SesJob } from './wire';
import type { Workbench } from './workbench';

/** What the panel shows of each field, by the field's name in the page. Entries of a list are lines. */
export type Fields = Readonly<Record<string, string>>;

/** Waits until the panel shows a job whole. */
export async function showsJob(workbench: Workbench, id: string): Promise<void> {
  await workbench.details().locator('[data-row=jobId]').getByText(id).waitFor();
  await workbench.details().locator('[data-read=ready]').waitFor();
}

export function panelFields(workbench: Workbench): Promise<Fields> {
  return fieldsOn(workbench.details());
}

/** What the panel's page shows of each field. */
export async function fieldsOn(page: Pick<FrameLocator, 'locator'>): Promise<Fields> {
  const fields = await page.locator('[data-row]').evaluateAll((rows) =>
    rows.map((row): [string, string] => {
      const values = ['.entry', '.figure', '.value time', '.value code', '.value > span', 'h3'].map((selector) =>
        [...row.querySelectorAll(selector)].map(({ textContent }) => textContent),
      );
      const found = values.find(({ length }) => length > 0) ?? [row.textContent];
      return [row.getAttribute('data-row') ?? '', found.join('\n')];
    }),
  );
  const { failures, ...others } = Object.fromEntries(fields);
  return {
    ...others,
    ...(failures === undefined ? {} : { failures: sorted(failures.split('\n')) }),
    state: await page.locator('.state').innerText(),
  };
}

/** The page has failures of one reason together. */
const sorted = (entries: readonly string[]) => [...entries].sort().join('\n');

/** Throws for a field that this test does not know: then it is one that the panel may not show either. */
function leavesOf(value: unknown, path = ''): readonly (readonly [path: string, value: unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([name, item]) => leavesOf(item, path === '' ? name : `${path}.${name}`))
    : [[path, value]];
}

type Say = (value: never) => string;
const text = (value: string) => value;
const yesNo = (value: boolean) => (value ? 'Yes' : 'No');
const seconds = (value: number) => time(value * 1000);

/** The field of the page for each field of the service, and how its value is said. */
const sesFields: Readonly<Record<string, readonly [field: string, say: Say]>> = {
  JobId: ['jobId', text],
  JobStatus: ['status', text],
  CreatedTimestamp: ['createdAt', seconds],
  CompletedTimestamp: ['completedAt', seconds],
  ProcessedRecordsCount: ['processed', count],
  FailedRecordsCount: ['failed', count],
  'ImportDestination.SuppressionListDestination.SuppressionListImportAction': ['importAction', text],
  'ImportDestination.ContactListDestination.ContactListName': ['contactListName', text],
  'ImportDestination.ContactListDestination.ContactListImportAction': ['importAction', text],
  'ImportDataSource.S3Url': ['s3Url', text],
  'ImportDataSource.DataFormat': ['format', text],
  'FailureInfo.ErrorMessage': ['failureMessage', text],
  // That there is one: its URL is a secret.
  'FailureInfo.FailedRecordsS3Url': ['failedRecords', () => 'Failed records'],
};

const pinpointFields: Readonly<Record<string, readonly [field: string, say: Say]>> = {
  Id: ['jobId', text],
  ApplicationId: ['applicationId', text],
  JobStatus: ['status', text],
  CreationDate: ['createdAt', (date: string) => time(Date.parse(date))],
  CompletionDate: ['completedAt', (date: string) => time(Date.parse(date))],
  TotalProcessed: ['processed', count],
  TotalFailures: ['failed', count],
  CompletedPieces: ['completedPieces', count],
  FailedPieces: ['failedPieces', count],
  TotalPieces: ['totalPieces', count],
  Type: ['type', text],
  Failures: ['failures', sorted],
  'Definition.DefineSegment': ['definesSegment', yesNo],
  'Definition.ExternalId': ['externalId', text],
  'Definition.Format': ['format', text],
  'Definition.RegisterEndpoints': ['registersEndpoints', yesNo],
  'Definition.RoleArn': ['roleArn', text],
  'Definition.S3Url': ['s3Url', text],
  'Definition.SegmentId': ['segmentId', text],
  'Definition.SegmentName': ['segmentName', text],
};

/** Bucket and key have a row each; what is no S3 URL has one as a whole. */
function withSplitUrl({ s3Url, ...fields }: Fields): Fields {
  const [, bucket, key = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(s3Url ?? '') ?? [];
  const whole: Fields = s3Url === undefined ? {} : { s3Url };
  return { ...fields, ...(bucket === undefined ? whole : { bucket, ...(key === '' ? {} : { key }) }) };
}

function fieldsOf(job: object, known: Readonly<Record<string, readonly [field: string, say: Say]>>): Fields {
  return Object.fromEntries(
    leavesOf(job).map(([path, value]) => {
      const [field, say] = known[path] ?? [];
      if (field === undefined || say === undefined) throw new Error(`This test does not know ${path}.`);
      return [field, say(value as never)];
    }),
  );
}

/** What the panel is to show of an answer of `GetImportJob`, and nothing else. */
export function fieldsOfSesJob(job: SesJob): Fields {
  const { CreatedTimestamp: begin, CompletedTimestamp: end, ImportDestination: destination } = job;
  return {
    state: stateOfSesJob(job),
    ...withSplitUrl(fieldsOf(job, sesFields)),
    ...(destination === undefined
      ? {}
      : { destination: 'ContactListDestination' in destination ? 'Contact list' : 'Suppression list' }),
    ...(begin === undefined || end === undefined ? {} : { took: tookText(end - begin) }),
  };
}

export function fieldsOfPinpointJob(job: PinpointJob): Fields {
  const { CreationDate: begin, CompletionDate: end } = job;
  return {
    state: stateOfPinpointJob(job),
    ...withSplitUrl(fieldsOf(job, pinpointFields)),
    ...(begin === undefined || end === undefined
      ? {}
      : { took: tookText((Date.parse(end) - Date.parse(begin)) / 1000) }),
  };
}

/** For jobs that take from a second to an hour. */
function tookText(length: number): string {
  const [minutes, rest] = [Math.floor(length / 60), Math.floor(length % 60)];
  return [...(minutes > 0 ? [`${minutes} min`] : []), ...(rest > 0 ? [`${rest} s`] : [])].join(' ');
}
