import { regionCode } from '../../core/connections/regions';
import type { ServiceDescription } from '../../core/jobs/serviceDescription';

/** Regions that had Customer Profiles at the time of this release. */
const regions: ReadonlySet<string> = new Set([
  'af-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-2',
  'us-east-1',
  'us-west-2',
]);

export const customerProfiles = {
  id: 'customerProfiles',
  label: 'Amazon Connect Customer Profiles',
  shortLabel: 'Customer Profiles',
  endpointName: 'customer_profiles',
  iamPrefix: 'profile',
  // GetUploadJobPath is left out: it returns the key that the uploaded file is encrypted with.
  iamGrants: [
    { sid: 'ListCustomerProfilesDomains', actions: ['profile:ListDomains'] },
    {
      sid: 'ReadCustomerProfilesUploadJobs',
      actions: ['profile:ListUploadJobs', 'profile:GetUploadJob'],
      resource: 'domains/*',
    },
  ],
  /**
   * AWS allows five requests per second for each account and region for `ListDomains`. It does not document a limit for
   * upload jobs.
   */
  rateLimit: { burst: 5, interval: 1000 },
  references: {
    id: /^[0-9a-f]{32}$/iu,
    path: /(?:^|\/)domains\/(?<scope>[^/?#]+)\/upload-jobs\/(?<id>[^/?#]+)/u,
    isScoped: true,
  },
  listSettings: [],
  isAvailableIn: (region) => regions.has(regionCode(region)),
} as const satisfies ServiceDescription;
