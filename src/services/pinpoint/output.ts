import type { JobReader } from '../../core/copies/outputCopy';
import { mapJob } from './mapJob';

/** Reads a job of `GetImportJobs`, `GetSegmentImportJobs` or `GetImportJob`, as the API and the AWS CLI return it. */
export const jobInOutput: JobReader = (fields) => {
  const { Id, ApplicationId, Type } = fields;
  return typeof Id === 'string' && typeof ApplicationId === 'string' && (Type === 'IMPORT' || 'JobStatus' in fields)
    ? mapJob(fields, ApplicationId, undefined)
    : undefined;
};
