import { regionCode } from '../../core/regions';
import type { ServiceDescription } from '../../core/service';

/** The regions of AWS that had no Amazon SES when this version was made. */
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
   * AWS allows one request per second for an account and region, in all operations but sending. A short burst keeps the
   * opening of lists fast.
   */
  rateLimit: { burst: 5, interval: 5000 },
  listSettings: [],
  /** Whether a region may have it: a region that is newer than this version may. */
  isAvailableIn: (region) => !withoutSes.has(regionCode(region)),
} as const satisfies ServiceDescription;
