import { regionCode } from '../../core/connections/regions';
import type { ServiceDescription } from '../../core/jobs/serviceDescription';

/**
 * Regions that did not have Amazon SES at the time of this release, and so no part of it. AWS does not list the regions of
 * Mail Manager.
 */
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

export const mailManager = {
  id: 'mailManager',
  label: 'SES Mail Manager',
  shortLabel: 'Mail Manager',
  endpointName: 'mailmanager',
  iamPrefix: 'ses',
  iamGrants: [
    { sid: 'ListMailManagerAddressLists', actions: ['ses:ListAddressLists'] },
    {
      sid: 'ReadMailManagerImportJobs',
      actions: ['ses:ListAddressListImportJobs', 'ses:GetAddressListImportJob'],
      resource: 'mailmanager-address-list/*',
    },
  ],
  /** That of Amazon SES, of which Mail Manager is a part. AWS does not say whether they share it. */
  rateLimit: { burst: 5, interval: 5000 },
  listSettings: [],
  /** Whether a region may have Mail Manager. A region newer than this release may. */
  isAvailableIn: (region) => !withoutSes.has(regionCode(region)),
} as const satisfies ServiceDescription;
