import type { FrameLocator } from 'playwright-core';
import { count, stateOfPinpointJob, stateOfSesJob, time, type PinpointJob, type SesJob } from './wire';
import type { Workbench } from './workbench';

/** Texts in the panel by the field's name in the page. Entries of a list are lines. */
export type Fields = Readonly<Record<string, string>>;

/** Waits until the panel shows all of a job. */
export async function showsJob(workbench: Workbench, id: string): Promise<void> {
  await workbench.details().locator('[data-row=jobId]').getByText(id).waitFor();
  await workbench.details().locator('[data-read=ready]').waitFor();
}

export function panelFields(workbench: Workbench): Promise<Fields> {
  return fieldsOn(workbench.details());
}

/** Returns the fields that the panel's page shows. */
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
  const state = page.locator('.state');
  const status = await state.getAttribute('data-status');
  return {
    ...others,
    ...(failures === undefined ? {} : { failures: sorted(failures.split('\n')) }),
    ...(status === null ? {} : { status }),
    state: await state.innerText(),
  };
}

/** Sorted, since the page groups failures by reason. */
const sorted = (entries: readonly string[]) => [...entries].sort().join('\n');

/** Returns the leaves of a value. Throws for unknown fields, which the panel may not show. */
function leavesOf(value: unknown, path = ''): readonly (readonly [path: string, value: unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([name, item]) => leavesOf(item, path === '' ? name : `${path}.${name}`))
    : [[path, value]];
}

type Say = (value: never) => string;
const text = (value: string) => value;
const yesNo = (value: boolean) => (value ? 'Yes' : 'No');
const seconds = (value: number) => time(value * 1000);

/** The page's field for each field of the service, and the format of its value. */
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
  // Its presence only, since the URL is a secret.
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
  CompletedPieces: ['unitsDone', count],
  FailedPieces: ['unitsFailed', count],
  TotalPieces: ['unitsTotal', count],
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

/** Replaces the counts of pieces by the text beside the bar, if there is one. */
function withProgress(fields: Fields, job: PinpointJob): Fields {
  const { CompletedPieces: done = 0, FailedPieces: failed = 0, TotalPieces: total = 0 } = job;
  if (total === 0 || (job.CompletedPieces === undefined && job.FailedPieces === undefined)) return fields;
  const others = Object.entries(fields).filter(([name]) => !name.startsWith('units'));
  const isFinished = ['COMPLETED', 'FAILED'].includes(job.JobStatus ?? '');
  const pieces = `Pieces: ${count(done + failed)} of ${count(total)}`;
  const failures = failed > 0 ? `, ${count(failed)} failed` : '';
  const percent = isFinished ? '' : ` · ${Math.floor(((done + failed) / total) * 100)}%`;
  return { ...Object.fromEntries(others), progress: `${pieces}${failures}${percent}` };
}

/** Splits an S3 URL into bucket and key, which have a row each; other URLs have one row. */
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

/** Returns exactly what the panel should show for a response of `GetImportJob`. */
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
    ...withProgress(withSplitUrl(fieldsOf(job, pinpointFields)), job),
    ...(begin === undefined || end === undefined
      ? {}
      : { took: tookText((Date.parse(end) - Date.parse(begin)) / 1000) }),
  };
}

/** Formats a duration from a second to an hour. */
function tookText(length: number): string {
  const [minutes, rest] = [Math.floor(length / 60), Math.floor(length % 60)];
  return [...(minutes > 0 ? [`${minutes} min`] : []), ...(rest > 0 ? [`${rest} s`] : [])].join(' ');
}
