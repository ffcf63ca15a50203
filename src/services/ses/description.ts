import { regionCode } from '../../core/connections/regions';
import type { ServiceDescription } from '../../core/jobs/serviceDescription';

/** Regions that did not have Amazon SES at the time of this release. */
const withoutSes: ReadonlySet<string> = new Set([
  'ap-east-1',
  'ap-east-2',
  'ap-southeast-4',
  'ap-southeast-6',
  'ap-southeast-7',
  'cn-north-1',
  'cn-northwest-1',
  'eu-south-2',
  'mx-central-1',
]);

export const ses = {
  id: 'ses',
  label: 'Amazon SES',
  shortLabel: 'SES',
  endpointName: 'sesv2',
  iamPrefix: 'ses',
  iamGrants: [
    { sid: 'ListSesImportJobs', actions: ['ses:ListImportJobs'] },
    { sid: 'GetSesImportJobs', actions: ['ses:GetImportJob'], resource: 'import-job/*' },
  ],
  /**
   * AWS allows one request per second for each account and region, for all operations except sending. A short burst
   * makes lists open fast.
   */
  rateLimit: { burst: 5, interval: 5000 },
  listSettings: [],
  /** Whether a region may have Amazon SES. A region newer than this release may. */
  isAvailableIn: (region) => !withoutSes.has(regionCode(region)),
} as const satisfies ServiceDescription;
