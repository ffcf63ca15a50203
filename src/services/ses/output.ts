import type { JobReader } from '../../core/copies/outputCopy';
import { mapExport } from './mapExport';
import { mapJob } from './mapJob';

/**
 * Reads a job of `ListImportJobs`, `GetImportJob`, `ListExportJobs` or `GetExportJob`, as the API and the AWS CLI return
 * it.
 */
export const jobInOutput: JobReader = (fields) => {
  const has = (...names: readonly string[]) => names.some((name) => name in fields);
  if (typeof fields.JobId !== 'string' || !has('JobStatus')) {
    return undefined;
  }
  // Members that only the details of a job have distinguish them from its summary.
  return has('ExportSourceType', 'ExportDataSource')
    ? mapExport(fields, has('ExportDestination', 'ExportDataSource', 'Statistics'), undefined)
    : mapJob(fields, has('ImportDataSource', 'FailureInfo'), undefined);
};
