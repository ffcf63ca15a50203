import * as l10n from '@vscode/l10n';
import type { JobReader } from '../../core/copies/outputCopy';
import { mapJob } from './mapJob';

/** Reads a job of `ListUploadJobs` or `GetUploadJob`, as the API and the AWS CLI return it. Neither names the domain. */
export const jobInOutput: JobReader = (fields, formatCount) => {
  const isJob = typeof fields.JobId === 'string' && typeof fields.DisplayName === 'string' && 'Status' in fields;
  const complete = 'ResultsSummary' in fields || 'Fields' in fields;
  return isJob
    ? mapJob(fields, {
        ...{ domain: l10n.t('not in the output'), complete, requestId: undefined, formatCount },
      })
    : undefined;
};
