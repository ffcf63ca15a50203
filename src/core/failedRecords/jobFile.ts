import { failedCount, type ImportJob } from '../jobs/job';

/** A file that a job links to: its failed records, or the result that it created. */
export type JobFile = 'failedRecords' | 'result';

/** Returns the presigned URL of a job's file, if the job was read with it. */
export function urlOf({ failures, result }: Pick<ImportJob, 'failures' | 'result'>, file: JobFile): string | undefined {
  return file === 'failedRecords' ? failures?.failedRecordsUrl : result?.url;
}

/** Returns the format that the service declares for a job's file: that of the result, or of the imported file. */
export function declaredFormatOf({ source, result }: ImportJob, file: JobFile): string | undefined {
  return file === 'failedRecords' ? source?.format : result?.format;
}

/** Whether a job has a file of failed records, or may have one: lists leave out its URL. */
export function mayHaveFailedRecords(
  job: Pick<ImportJob, 'complete' | 'counts' | 'failures' | 'hasNoFiles' | 'phase' | 'result'>,
): boolean {
  const { complete, failures, hasNoFiles = false, phase, result } = job;
  if (complete || hasNoFiles || failures?.failedRecordsUrl !== undefined) {
    return failures?.failedRecordsUrl !== undefined;
  }
  const failed = failedCount(job);
  // Jobs with a result import no records, and waiting ones have not begun.
  const isUnknown = failed === undefined && result === undefined && phase !== 'waiting';
  return phase === 'failed' || isUnknown || (failed !== undefined && failed > 0);
}

/** Whether a job has created a file, or may have: lists leave out its URL. */
export function mayHaveResult({ complete, phase, result }: Pick<ImportJob, 'complete' | 'phase' | 'result'>): boolean {
  return result !== undefined && (result.url !== undefined || (!complete && phase === 'succeeded'));
}
