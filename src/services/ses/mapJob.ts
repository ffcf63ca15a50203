import type { GetImportJobResponse, ImportDestination, ImportJobSummary } from '@aws-sdk/client-sesv2';
import * as l10n from '@vscode/l10n';
import { defined } from '../../core/base/defined';
import { factSharing } from '../../core/jobs/factSharing';
import {
  keyOf,
  type Count,
  type ImportJob,
  type JobFact,
  type JobFailures,
  type JobPhase,
  type JobSourceFile,
} from '../../core/jobs/job';
import { withoutQuery } from '../../core/text/presignedUrl';
import { rawOf, timeOf } from '../../aws/requests/call';

export const service = 'ses';

export const suppressionListId = 'suppressionList';
export const contactListsId = 'contactLists';
const contactListNameId = 'contactListName';

/** Texts that all jobs share, translated once. */
const texts = {
  processed: l10n.t('Processed'),
  failed: l10n.t('Failed'),
  destination: l10n.t('Destination'),
  action: l10n.t('Action'),
  suppressionList: l10n.t('Suppression list'),
  suppressionListImport: l10n.t('Suppression list import'),
  contactList: l10n.t('Contact list'),
  contactListName: l10n.t('Contact list name'),
  contactListImport: l10n.t('Contact list import'),
};
const suppressionListPurposes = {
  PUT: l10n.t('Adds addresses to the suppression list'),
  DELETE: l10n.t('Removes addresses from the suppression list'),
};
const contactListPurposes = {
  PUT: l10n.t('Adds contacts to the contact list'),
  DELETE: l10n.t('Removes contacts from the contact list'),
};

/**
 * Maps a job of `ListImportJobs` or `GetImportJob`; returns `undefined` if it has no id and so cannot be requested.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetImportJob.html
 * @param id the one requested, in case the response lacks it
 * @param complete whether it is from `GetImportJob`; only that returns failures, source and completion time
 */
export function mapJob(
  job: ImportJobSummary & GetImportJobResponse,
  complete: boolean,
  requestId: string | undefined,
  id = job.JobId,
): ImportJob | undefined {
  if (id === undefined || id === '') {
    return undefined;
  }
  const ref = { service, id };
  const { FailureInfo: failure } = job;
  const url = failure?.FailedRecordsS3Url;
  return defined<ImportJob>({
    ...ref,
    key: keyOf(ref),
    status: job.JobStatus,
    phase: phaseOf(job),
    createdAt: timeOf(job.CreatedTimestamp),
    completedAt: timeOf(job.CompletedTimestamp),
    counts: countsOf(job),
    source:
      job.ImportDataSource &&
      defined<JobSourceFile>({ s3Url: job.ImportDataSource.S3Url, format: job.ImportDataSource.DataFormat }),
    ...destinationOf(job.ImportDestination),
    failures: failure && defined<JobFailures>({ message: failure.ErrorMessage, failedRecordsUrl: url }),
    complete,
    requestId,
    // Anyone can use the URL, and each response has a newly signed one.
    raw: rawOf(
      url === undefined ? job : { ...job, FailureInfo: { ...failure, FailedRecordsS3Url: withoutQuery(url) } },
    ),
  });
}

function phaseOf({
  JobStatus,
  FailedRecordsCount = 0,
  FailureInfo,
}: ImportJobSummary & GetImportJobResponse): JobPhase {
  // AWS documents a status ERROR that is missing from its API model.
  switch (JobStatus as string | undefined) {
    case 'CREATED':
      return 'waiting';
    case 'PROCESSING':
      return 'running';
    case 'COMPLETED':
      return FailedRecordsCount > 0 || FailureInfo?.FailedRecordsS3Url !== undefined
        ? 'succeededWithFailures'
        : 'succeeded';
    case 'FAILED':
    case 'ERROR':
      return 'failed';
    case 'CANCELLED':
      return 'cancelled';
    default:
      return 'unknown';
  }
}

function countsOf({
  ProcessedRecordsCount: processed,
  FailedRecordsCount: failed,
}: ImportJobSummary & GetImportJobResponse): readonly Count[] {
  return [
    // AWS does not say whether failed records count as processed.
    ...(processed === undefined
      ? []
      : [{ id: 'processed', label: texts.processed, value: processed, mayInclude: 'failed' }]),
    ...(failed === undefined ? [] : [{ id: 'failed', label: texts.failed, value: failed, tone: 'bad' as const }]),
  ];
}

/** Returns the name of the contact list that a job imported into; `undefined` for other jobs. */
export function contactListOf({ facts }: Pick<ImportJob, 'facts'>): string | undefined {
  return facts.find(({ id }) => id === contactListNameId)?.value;
}

type Destination = Pick<ImportJob, 'title' | 'name' | 'target' | 'purpose' | 'facts' | 'listIds'>;

function destinationOf({
  SuppressionListDestination: suppressionList,
  ContactListDestination: contactList,
}: ImportDestination = {}): Destination {
  if (suppressionList !== undefined) {
    const action = suppressionList.SuppressionListImportAction;
    const purpose = action && suppressionListPurposes[action];
    return defined<Destination>({
      title: texts.suppressionListImport,
      target: texts.suppressionList,
      purpose,
      facts: destinationFacts(texts.suppressionList, suppressionListId, [], action, purpose),
      listIds: [suppressionListId],
    });
  }
  if (contactList !== undefined) {
    const { ContactListName: name, ContactListImportAction: action } = contactList;
    const purpose = action && contactListPurposes[action];
    const nameFacts: readonly JobFact[] =
      name === undefined
        ? []
        : [share({ id: contactListNameId, section: 'destination', label: texts.contactListName, value: name })];
    return defined<Destination>({
      title: texts.contactListImport,
      name,
      target: name === undefined ? texts.contactList : l10n.t('Contact list {0}', name),
      purpose,
      facts: destinationFacts(texts.contactList, contactListsId, nameFacts, action, purpose),
      listIds: [contactListsId],
    });
  }
  return { facts: [], listIds: [] };
}

const share = factSharing();

function destinationFacts(
  destination: string,
  listId: string,
  nameFacts: readonly JobFact[],
  action: string | undefined,
  purpose: string | undefined,
): readonly JobFact[] {
  const section = 'destination';
  const note = purpose && `${purpose}.`;
  return [
    share({ id: 'destination', section, label: texts.destination, value: destination, listId, labelIn: 'breadcrumb' }),
    ...nameFacts,
    ...(action === undefined
      ? []
      : [share({ id: 'importAction', section, label: texts.action, value: action, code: true, note })]),
  ];
}
