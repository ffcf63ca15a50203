import { failedCount, type ImportJob } from '../jobs/job';

/** Whether a job has a file of failed records, or may have one: lists leave out its URL. */
export function mayHaveFailedRecords(job: Pick<ImportJob, 'complete' | 'counts' | 'failures' | 'phase'>): boolean {
  const { complete, failures, phase } = job;
  if (complete || failures?.failedRecordsUrl !== undefined) {
    return failures?.failedRecordsUrl !== undefined;
  }
  const failed = failedCount(job);
  return phase === 'failed' || (failed === undefined ? phase !== 'waiting' : failed > 0);
}
