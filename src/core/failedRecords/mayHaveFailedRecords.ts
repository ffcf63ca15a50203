import { failedCount, type ImportJob } from '../jobs/job';

/** Whether a job has a file of failed records, or may have one: lists leave out its URL. */
export function mayHaveFailedRecords(
  job: Pick<ImportJob, 'complete' | 'counts' | 'failures' | 'hasNoFiles' | 'phase'>,
): boolean {
  const { complete, failures, hasNoFiles = false, phase } = job;
  if (complete || hasNoFiles || failures?.failedRecordsUrl !== undefined) {
    return failures?.failedRecordsUrl !== undefined;
  }
  const failed = failedCount(job);
  return phase === 'failed' || (failed === undefined ? phase !== 'waiting' : failed > 0);
}
