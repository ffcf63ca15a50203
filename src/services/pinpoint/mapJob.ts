import type { ImportJobResource, ImportJobResponse } from '@aws-sdk/client-pinpoint';
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
  type Progress,
  type ProgressUnit,
} from '../../core/jobs/job';
import { rawOf, timeOf } from '../../aws/requests/call';
import { allJobsId, segmentBranchId } from './listIds';

export const service = 'pinpoint';

const pieces: ProgressUnit = {
  label: l10n.t('Pieces'),
  done: l10n.t('Completed pieces'),
  failed: l10n.t('Failed pieces'),
  total: l10n.t('Total pieces'),
};
const share = factSharing();
/** Texts that all jobs share, translated once. */
const texts = {
  processed: l10n.t('Processed'),
  failed: l10n.t('Failed'),
  segment: l10n.t('Segment'),
  segmentImport: l10n.t('Segment import'),
  segmentPurpose: l10n.t('Imports endpoint definitions and creates a segment from them'),
  endpoints: l10n.t('Endpoints only'),
  endpointImport: l10n.t('Endpoint import'),
  endpointPurpose: l10n.t('Imports endpoint definitions'),
  role: l10n.t('IAM role'),
  externalId: l10n.t('External ID (deprecated)'),
  applicationId: l10n.t('Application ID'),
  segmentName: l10n.t('Segment name'),
  segmentId: l10n.t('Segment ID'),
  definesSegment: l10n.t('Defines a segment'),
  registersEndpoints: l10n.t('Registers endpoints'),
  type: l10n.t('Type'),
  yes: l10n.t('Yes'),
  no: l10n.t('No'),
};
const recordsNote = l10n.t('“Processed” and “Failed” are numbers of endpoint definitions.');
const piecesNote = l10n.t('Pieces are parts of the job with about the same number of endpoint definitions each.');
const recordsAndPiecesNote = `${recordsNote} ${piecesNote}`;
/** Maximum number of failures that Pinpoint lists for a job. */
const mostListed = 100;

/**
 * Maps a job; returns `undefined` if it has no id. A new job may lack even fields that are documented as required.
 * https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-segments-segment-id-jobs-import.html
 * @param applicationId the one requested
 * @param id the one requested, in case the response lacks it
 */
export function mapJob(
  job: Partial<ImportJobResponse>,
  applicationId: string,
  requestId: string | undefined,
  id = job.Id,
): ImportJob | undefined {
  if (id === undefined || id === '') {
    return undefined;
  }
  const ref = { service, id, scope: applicationId };
  const definition: Partial<ImportJobResource> = job.Definition ?? {};
  return defined<ImportJob>({
    ...ref,
    key: keyOf(ref),
    status: job.JobStatus,
    phase: phaseOf(job),
    createdAt: timeOf(job.CreationDate),
    completedAt: timeOf(job.CompletionDate),
    counts: countsOf(job),
    countsNote: countsNoteOf(job),
    progress: defined<Progress>({
      done: job.CompletedPieces,
      failed: job.FailedPieces,
      total: job.TotalPieces,
      unit: pieces,
    }),
    source: unlessEmpty(defined<JobSourceFile>({ s3Url: definition.S3Url, format: definition.Format })),
    ...destinationOf(definition),
    facts: factsOf(job, applicationId),
    listIds: [
      allJobsId(applicationId),
      ...(definition.SegmentId === undefined ? [] : [segmentBranchId(applicationId, definition.SegmentId)]),
    ],
    failures:
      job.Failures &&
      defined<JobFailures>({ entries: job.Failures, mayBeCut: job.Failures.length >= mostListed || undefined }),
    // Pinpoint's lists have all details.
    complete: true,
    requestId,
    raw: rawOf(job),
  });
}

function phaseOf({
  JobStatus,
  TotalFailures = 0,
  FailedPieces = 0,
  Failures = [],
}: Partial<ImportJobResponse>): JobPhase {
  switch (JobStatus) {
    case 'CREATED':
    case 'PREPARING_FOR_INITIALIZATION':
    case 'PENDING_JOB':
      return 'waiting';
    case 'INITIALIZING':
    case 'PROCESSING':
    case 'COMPLETING':
    case 'FAILING':
      return 'running';
    case 'COMPLETED':
      return TotalFailures > 0 || FailedPieces > 0 || Failures.length > 0 ? 'succeededWithFailures' : 'succeeded';
    case 'FAILED':
      return 'failed';
    default:
      return 'unknown';
  }
}

function countsOf({ TotalProcessed: processed, TotalFailures: failed }: Partial<ImportJobResponse>): readonly Count[] {
  return [
    ...(processed === undefined ? [] : [{ id: 'processed', label: texts.processed, value: processed }]),
    ...(failed === undefined ? [] : [{ id: 'failed', label: texts.failed, value: failed, tone: 'bad' as const }]),
  ];
}

function countsNoteOf(job: Partial<ImportJobResponse>): string | undefined {
  const isCounted = job.TotalProcessed !== undefined || job.TotalFailures !== undefined;
  const hasPieces = [job.CompletedPieces, job.FailedPieces, job.TotalPieces].some((count) => count !== undefined);
  if (isCounted) {
    return hasPieces ? recordsAndPiecesNote : recordsNote;
  }
  return hasPieces ? piecesNote : undefined;
}

type Destination = Pick<ImportJob, 'title' | 'name' | 'target' | 'purpose'>;

/** Returns the destination. It is empty if the definition has none, which can happen for a new job. */
function destinationOf({
  SegmentId: segmentId,
  SegmentName: name,
  DefineSegment: definesSegment,
  RegisterEndpoints: registersEndpoints,
}: Partial<ImportJobResource>): Destination {
  const purpose = definesSegment === true ? texts.segmentPurpose : texts.endpointPurpose;
  const segment = name ?? segmentId;
  if (definesSegment === true || segmentId !== undefined || name !== undefined) {
    return defined<Destination>({
      title: texts.segmentImport,
      name,
      target: segment === undefined ? texts.segment : l10n.t('Segment {0}', segment),
      purpose,
    });
  }
  return definesSegment === undefined && registersEndpoints === undefined
    ? {}
    : { title: texts.endpointImport, target: texts.endpoints, purpose };
}

function factsOf({ Definition, Type }: Partial<ImportJobResponse>, applicationId: string): readonly JobFact[] {
  const definition: Partial<ImportJobResource> = Definition ?? {};
  const { SegmentId: segmentId, SegmentName: segmentName } = definition;
  const segmentListId = segmentId === undefined ? undefined : segmentBranchId(applicationId, segmentId);
  const code = true;
  const copyable = true;
  return [
    ...fact('source', 'roleArn', texts.role, definition.RoleArn, { code, copyable }),
    ...fact('source', 'externalId', texts.externalId, definition.ExternalId, { code }),
    ...fact('destination', 'applicationId', texts.applicationId, applicationId, {
      code,
      copyable,
      listId: applicationId,
      listLabel: l10n.t('Application'),
      labelIn: 'breadcrumb',
    }),
    ...fact('destination', 'segmentName', texts.segmentName, segmentName, { listId: segmentListId }),
    ...fact('destination', 'segmentId', texts.segmentId, segmentId, {
      code,
      copyable,
      // The segment's name is looked up only if the job lacks it.
      ...(segmentName === undefined ? { listId: segmentListId, listLabel: l10n.t('Segment'), labelIn: 'title' } : {}),
    }),
    ...fact('destination', 'definesSegment', texts.definesSegment, yesNo(definition.DefineSegment)),
    ...fact('destination', 'registersEndpoints', texts.registersEndpoints, yesNo(definition.RegisterEndpoints)),
    ...fact('job', 'type', texts.type, Type, { code }),
  ];
}

function fact(
  section: JobFact['section'],
  id: string,
  label: string,
  value: string | undefined,
  more: Omit<Parameters<typeof share>[0], 'id' | 'section' | 'label' | 'value'> = {},
): readonly JobFact[] {
  return value === undefined ? [] : [share({ id, section, label, value, ...more })];
}

function yesNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? texts.yes : texts.no;
}

function unlessEmpty<T extends object>(object: T): T | undefined {
  return Object.keys(object).length === 0 ? undefined : object;
}
