import type { JobReader } from '../../core/copies/outputCopy';
import { mapJob } from './mapJob';

/** Reads a job of `ListImportJobs` or `GetImportJob`, as the API and the AWS CLI return it. */
export const jobInOutput: JobReader = (fields) => {
  const isJob = typeof fields.JobId === 'string' && 'JobStatus' in fields && !('ExportSourceType' in fields);
  // Only GetImportJob returns these.
  const isComplete = 'ImportDataSource' in fields || 'FailureInfo' in fields;
  return isJob ? mapJob(fields, isComplete, undefined) : undefined;
};
