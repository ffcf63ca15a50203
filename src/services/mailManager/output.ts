import type { JobReader } from '../../core/copies/outputCopy';
import { mapJob } from './mapJob';

/** Reads a job of `ListAddressListImportJobs` or `GetAddressListImportJob`, as the API and the AWS CLI return it. */
export const jobInOutput: JobReader = (fields) => {
  const { JobId, AddressListId: addressListId } = fields;
  return typeof JobId === 'string' && typeof addressListId === 'string'
    ? mapJob(fields, { addressListId, requestId: undefined })
    : undefined;
};
