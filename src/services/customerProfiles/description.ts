import * as l10n from '@vscode/l10n';
import { regionCode } from '../../core/connections/regions';
import { uploadNotes } from '../../core/handOver/repeatNotes';
import type { ImportJob, JobRef } from '../../core/jobs/job';
import type { CliCall, RerunCall, ServiceDescription } from '../../core/jobs/serviceDescription';
import { memberOf } from '../../core/text/json';

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
  getCallOf,
  rerunCallOf,
  // AWS defines no ARN for its jobs, and no address of a console page is known.
} as const satisfies ServiceDescription;

function getCallOf({ id, scope = '' }: JobRef): CliCall {
  return { command: ['customer-profiles', 'get-upload-job'], input: { DomainName: scope, JobId: id } };
}

/** https://docs.aws.amazon.com/connect/latest/APIReference/API_connect-customer-profiles_CreateUploadJob.html */
function rerunCallOf({ raw, scope = '', purpose }: ImportJob): RerunCall | undefined {
  // eslint-disable-next-line texts/translated -- a field's name
  const [DisplayName, Fields] = [memberOf(raw, 'DisplayName'), memberOf(raw, 'Fields')];
  const [UniqueKey, DataExpiry] = [memberOf(raw, 'UniqueKey'), memberOf(raw, 'DataExpiry')];
  return DisplayName === undefined || Fields === undefined || UniqueKey === undefined
    ? undefined
    : {
        command: ['customer-profiles', 'create-upload-job'],
        input: {
          DomainName: scope,
          DisplayName,
          Fields,
          UniqueKey,
          ...(DataExpiry === undefined ? {} : { DataExpiry }),
        },
        notes: uploadNotes(
          purpose,
          l10n.t(
            'Then upload the file to the address that get-upload-job-path returns. Treat its response like a password.',
          ),
          // eslint-disable-next-line texts/translated -- a command
          'aws customer-profiles start-upload-job --domain-name ... --job-id ...',
        ),
      };
}
