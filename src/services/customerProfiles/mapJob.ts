import type { GetUploadJobResponse, ObjectTypeField, ResultsSummary } from '@aws-sdk/client-customer-profiles';
import * as l10n from '@vscode/l10n';
import { defined } from '../../core/base/defined';
import { factSharing } from '../../core/jobs/factSharing';
import { keyOf, type Count, type ImportJob, type JobFact, type JobPhase } from '../../core/jobs/job';
import { plural } from '../../core/text/plural';
import { rawOf, timeOf } from '../../aws/requests/call';
import { customerProfiles } from './description';
import { domainListId } from './lists';

const service = customerProfiles.id;

/** Texts that all jobs share, translated once. */
const texts = {
  created: l10n.t('Created'),
  updated: l10n.t('Updated'),
  failed: l10n.t('Failed'),
  title: l10n.t('Profile import'),
  purpose: l10n.t('Adds the profiles of a file to the domain'),
  domain: l10n.t('Domain'),
  uniqueKey: l10n.t('Unique key'),
  uniqueKeyNote: l10n.t('Records with the same value in this column belong to one profile.'),
  expiry: l10n.t('Profiles expire'),
  statusReason: l10n.t('Status reason'),
};

/** Texts for status reasons. */
const reasons: ReadonlyMap<string, string> = new Map([
  [
    'VALIDATION_FAILURE',
    l10n.t(
      'Validation failed. The file must be a CSV file with a header row, saved as UTF-8 without a byte order mark (BOM).',
    ),
  ],
  ['INTERNAL_FAILURE', l10n.t('Customer Profiles had an internal failure.')],
]);

const share = factSharing();

interface MapOptions {
  /** The domain requested. */
  readonly domain: string;
  /** Whether the job is from `GetUploadJob`; only that returns counts, column mapping and unique key. */
  readonly complete: boolean;
  readonly requestId: string | undefined;
  readonly formatCount: (count: number) => string;
  /** The job requested, in case the response lacks its id. */
  readonly id?: string | undefined;
}

/**
 * Maps a job of `ListUploadJobs` or `GetUploadJob`; returns `undefined` if it has no id and so cannot be requested. The
 * column mapping, which AWS marks as sensitive, has names of columns and profile fields but no personal data, so it
 * stays in the raw response.
 * https://docs.aws.amazon.com/connect/latest/APIReference/API_connect-customer-profiles_GetUploadJob.html
 */
export function mapJob(
  job: GetUploadJobResponse,
  { domain, complete, requestId, formatCount, id = job.JobId }: MapOptions,
): ImportJob | undefined {
  if (id === undefined || id === '') {
    return undefined;
  }
  const ref = { service, id, scope: domain };
  const reason = job.StatusReason;
  return defined<ImportJob>({
    ...ref,
    key: keyOf(ref),
    status: job.Status,
    phase: phaseOf(job),
    createdAt: timeOf(job.CreatedAt),
    completedAt: timeOf(job.CompletedAt),
    // Only GetUploadJobPath returns the deadline, but also secrets, so it is never called.
    awaitsUpload: job.Status === 'CREATED' ? {} : undefined,
    counts: countsOf(job.ResultsSummary),
    title: texts.title,
    name: job.DisplayName,
    target: l10n.t('Domain {0}', domain),
    purpose: texts.purpose,
    hasNoFiles: true,
    facts: [...factsOf(job, domain, formatCount), ...mappingOf(job.Fields)],
    listIds: [domainListId(domain)],
    failures: reason === undefined ? undefined : { message: reasons.get(reason) ?? reason },
    complete,
    requestId,
    raw: rawOf(job),
  });
}

function phaseOf({ Status, ResultsSummary }: GetUploadJobResponse): JobPhase {
  switch (Status) {
    case 'CREATED':
      return 'waiting';
    case 'IN_PROGRESS':
      return 'running';
    case 'PARTIALLY_SUCCEEDED':
      return 'succeededWithFailures';
    case 'SUCCEEDED':
      return (ResultsSummary?.FailedRecords ?? 0) > 0 ? 'succeededWithFailures' : 'succeeded';
    case 'FAILED':
      return 'failed';
    case 'STOPPED':
      return 'cancelled';
    default:
      return 'unknown';
  }
}

function countsOf({
  CreatedRecords: created,
  UpdatedRecords: updated,
  FailedRecords: failed,
}: ResultsSummary = {}): readonly Count[] {
  return [
    ...(created === undefined ? [] : [{ id: 'created', label: texts.created, value: created }]),
    ...(updated === undefined ? [] : [{ id: 'updated', label: texts.updated, value: updated }]),
    ...(failed === undefined ? [] : [{ id: 'failed', label: texts.failed, value: failed, tone: 'bad' as const }]),
  ];
}

function factsOf(
  { UniqueKey: uniqueKey, DataExpiry: days, StatusReason: reason }: GetUploadJobResponse,
  domain: string,
  formatCount: (count: number) => string,
): readonly JobFact[] {
  const section = 'destination';
  return [
    share({
      id: 'domain',
      section,
      label: texts.domain,
      value: domain,
      copyable: true,
      listId: domainListId(domain),
      labelIn: 'breadcrumb',
    }),
    ...(uniqueKey === undefined
      ? []
      : [
          share({
            id: 'uniqueKey',
            section,
            label: texts.uniqueKey,
            value: uniqueKey,
            code: true,
            note: texts.uniqueKeyNote,
          }),
        ]),
    ...(days === undefined ? [] : [share({ id: 'expiry', section, label: texts.expiry, value: expiryText(days) })]),
    ...(reason === undefined
      ? []
      : [share({ id: 'statusReason', section: 'job', label: texts.statusReason, value: reason, code: true })]),
  ];

  function expiryText(count: number): string {
    const text = formatCount(count);
    return plural(
      count,
      l10n.t({
        message: '{0} day after the import',
        args: [text],
        comment: ['When imported profiles expire', '"Profiles expire" is the label before it'],
      }),
      l10n.t({
        message: '{0} days after the import',
        args: [text],
        comment: ['When imported profiles expire', '"Profiles expire" is the label before it'],
      }),
    );
  }
}

/** Returns a row of a table for each column of the file: its name, the profile's field, and the type of its content. */
function mappingOf(fields: Readonly<Record<string, ObjectTypeField>> = {}): readonly JobFact[] {
  return Object.entries(fields).map(([column, { Source: source, Target: target, ContentType: type }]) =>
    share({
      id: `column/${column}`,
      section: 'mapping',
      label: column,
      value: target ?? '',
      code: true,
      note: [type, source === `_source.${column}` ? undefined : source].filter(Boolean).join(' · ') || undefined,
    }),
  );
}
