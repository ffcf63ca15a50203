import type { GetImportJobResponse, ImportDestination, ImportJobSummary } from '@aws-sdk/client-sesv2';
import { defined } from '../../core/defined';
import {
  keyOf,
  type ImportJob,
  type JobDestination,
  type JobFailures,
  type JobPhase,
  type JobSourceFile,
} from '../../core/job';
import { withoutQuery } from '../../core/presignedUrl';
import { rawOf, timeOf } from '../../aws/call';

export const service = 'ses';

/**
 * A job of `ListImportJobs` or `GetImportJob` as ours; `undefined` for one without an id, which nothing could be asked of.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetImportJob.html
 * @param id the id that was asked for, should the answer lack it
 * @param complete whether it comes from `GetImportJob`, which alone gives failures, source and completion time
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
    processed: job.ProcessedRecordsCount,
    failed: job.FailedRecordsCount,
    source:
      job.ImportDataSource &&
      defined<JobSourceFile>({ s3Url: job.ImportDataSource.S3Url, format: job.ImportDataSource.DataFormat }),
    destination: destinationOf(job.ImportDestination),
    failures: failure && defined<JobFailures>({ message: failure.ErrorMessage, failedRecordsUrl: url }),
    complete,
    requestId,
    // The URL works for anyone who has it, and is signed again for each response.
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
  // AWS's prose knows a status ERROR that its model does not.
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

function destinationOf(destination: ImportDestination | undefined): JobDestination | undefined {
  const { SuppressionListDestination: suppressionList, ContactListDestination: contactList } = destination ?? {};
  if (suppressionList !== undefined) {
    return defined<JobDestination>({ kind: 'suppressionList', action: suppressionList.SuppressionListImportAction });
  }
  if (contactList !== undefined) {
    return defined<JobDestination>({
      kind: 'contactList',
      name: contactList.ContactListName,
      action: contactList.ContactListImportAction,
    });
  }
  return undefined;
}
