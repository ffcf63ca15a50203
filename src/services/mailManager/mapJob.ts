import type { ImportJob as MailManagerJob } from '@aws-sdk/client-mailmanager';
import * as l10n from '@vscode/l10n';
import { defined } from '../../core/base/defined';
import { factSharing } from '../../core/jobs/factSharing';
import {
  keyOf,
  type AwaitedUpload,
  type Count,
  type ImportJob,
  type JobFact,
  type JobFailures,
  type JobPhase,
} from '../../core/jobs/job';
import { expiryOf } from '../../core/text/presignedUrl';
import { rawOf, timeOf } from '../../aws/requests/call';

export const service = 'mailManager';

/** A job as in a response, which may lack even fields that are documented as required. */
export type JobResponse = Partial<MailManagerJob>;

interface MapOptions {
  /** The address list requested. */
  readonly addressListId: string;
  /** Its name, if known. */
  readonly addressListName?: string | undefined;
  readonly requestId: string | undefined;
  /** The job requested, in case the response lacks its id. */
  readonly id?: string | undefined;
}

/** Texts that all jobs share, translated once. */
const texts = {
  imported: l10n.t('Imported'),
  failed: l10n.t('Failed'),
  title: l10n.t('Address list import'),
  purpose: l10n.t('Adds addresses to the address list'),
  addressList: l10n.t('Address list'),
  addressListId: l10n.t('Address list ID'),
  jobName: l10n.t('Job name'),
  csvHint: l10n.t('A CSV file needs the header “address” and one address in each line.'),
  jsonHint: l10n.t({
    message: 'A JSON file needs the form {0}.',
    args: ['{"items":[{"address":"…"}]}'],
    comment: ['{0} is a piece of JSON'],
  }),
  wildcardHint: l10n.t('An address can have one wildcard (*), before or after the @.'),
};
const hints: Readonly<Record<string, string>> = {
  CSV: `${texts.csvHint} ${texts.wildcardHint}`,
  JSON: `${texts.jsonHint} ${texts.wildcardHint}`,
};

/**
 * Maps a job of `ListAddressListImportJobs` or `GetAddressListImportJob`, which return the same fields; returns
 * `undefined` if it has no id and so cannot be requested.
 * https://docs.aws.amazon.com/sesmailmanager/latest/APIReference/API_ImportJob.html
 */
export function mapJob(job: JobResponse, { addressListId, addressListName, requestId, id = job.JobId }: MapOptions) {
  if (id === undefined || id === '') {
    return undefined;
  }
  const ref = { service, id, scope: addressListId };
  // Anyone with the URL can replace the file of a job that was not started yet.
  const { PreSignedUrl: uploadUrl, ...shown } = job;
  const format = job.ImportDataFormat?.ImportDataType;
  return defined<ImportJob>({
    ...ref,
    key: keyOf(ref),
    status: job.Status,
    phase: phaseOf(job),
    createdAt: timeOf(job.CreatedTimestamp),
    startedAt: timeOf(job.StartTimestamp),
    completedAt: timeOf(job.CompletedTimestamp),
    awaitsUpload: job.Status === 'CREATED' ? uploadOf(uploadUrl) : undefined,
    counts: countsOf(job),
    title: texts.title,
    name: job.Name,
    target: l10n.t('Address list {0}', addressListName ?? addressListId),
    purpose: texts.purpose,
    source: format === undefined ? undefined : { format },
    facts: factsOf(job, addressListId),
    listIds: [addressListId],
    failures: failuresOf(job),
    // Lists have all details.
    complete: true,
    requestId,
    raw: rawOf(shown),
  });
}

function phaseOf({ Status, FailedItemsCount = 0 }: JobResponse): JobPhase {
  switch (Status) {
    case 'CREATED':
      return 'waiting';
    case 'PROCESSING':
      return 'running';
    case 'COMPLETED':
      return FailedItemsCount > 0 ? 'succeededWithFailures' : 'succeeded';
    case 'FAILED':
      return 'failed';
    case 'STOPPED':
      return 'cancelled';
    default:
      return 'unknown';
  }
}

function uploadOf(url: string | undefined): AwaitedUpload {
  return defined<AwaitedUpload>({ until: url === undefined ? undefined : expiryOf(url) });
}

function countsOf({ ImportedItemsCount: imported, FailedItemsCount: failed }: JobResponse): readonly Count[] {
  return [
    ...(imported === undefined ? [] : [{ id: 'imported', label: texts.imported, value: imported }]),
    ...(failed === undefined ? [] : [{ id: 'failed', label: texts.failed, value: failed, tone: 'bad' as const }]),
  ];
}

const share = factSharing();

function factsOf({ Name: name }: JobResponse, addressListId: string): readonly JobFact[] {
  return [
    share({
      id: 'addressListId',
      section: 'destination',
      label: texts.addressListId,
      value: addressListId,
      code: true,
      copyable: true,
      listId: addressListId,
      listLabel: texts.addressList,
      labelIn: 'breadcrumb',
    }),
    ...(name === undefined ? [] : [{ id: 'jobName', section: 'job', label: texts.jobName, value: name } as const]),
  ];
}

function failuresOf({ Error: message, FailedItemsCount = 0, ImportDataFormat }: JobResponse): JobFailures | undefined {
  const format = ImportDataFormat?.ImportDataType;
  const hint = format !== undefined && (message !== undefined || FailedItemsCount > 0) ? hints[format] : undefined;
  return message === undefined && hint === undefined ? undefined : defined<JobFailures>({ message, hint });
}
