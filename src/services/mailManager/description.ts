import * as l10n from '@vscode/l10n';
import { regionCode } from '../../core/connections/regions';
import { uploadNotes } from '../../core/handOver/repeatNotes';
import type { ImportJob, JobRef } from '../../core/jobs/job';
import type { CliCall, RerunCall, ServiceDescription } from '../../core/jobs/serviceDescription';
import { memberOf } from '../../core/text/json';

/**
 * Regions without Amazon SES, and so without Mail Manager, at the time of this release. AWS does not list the regions
 * of Mail Manager.
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
  /** The rate limit of Amazon SES, of which Mail Manager is a part. AWS does not say whether they share it. */
  rateLimit: { burst: 5, interval: 5000 },
  // AWS documents only the characters of an ID. The API needs no scope, but denials name the list.
  references: { id: /^(?=.*\d)[a-z0-9-]{16,255}$/iu, isScoped: true, needsAnyScope: true },
  listSettings: [],
  /** Whether a region may have Mail Manager. A region newer than this release may. */
  isAvailableIn: (region) => !withoutSes.has(regionCode(region)),
  getCallOf,
  rerunCallOf,
  // AWS defines no ARN for its jobs, and its console's addresses are unknown.
} as const satisfies ServiceDescription;

function getCallOf({ id }: JobRef): CliCall {
  return { command: ['mailmanager', 'get-address-list-import-job'], input: { JobId: id } };
}

/** https://docs.aws.amazon.com/sesmailmanager/latest/APIReference/API_CreateAddressListImportJob.html */
function rerunCallOf({ raw, purpose }: ImportJob): RerunCall | undefined {
  const AddressListId = memberOf(raw, 'AddressListId');
  // eslint-disable-next-line texts/translated -- a field's name
  const Name = memberOf(raw, 'Name');
  const ImportDataFormat = memberOf(raw, 'ImportDataFormat');
  return AddressListId === undefined || Name === undefined || ImportDataFormat === undefined
    ? undefined
    : {
        command: ['mailmanager', 'create-address-list-import-job'],
        input: { AddressListId, Name, ImportDataFormat },
        notes: uploadNotes(
          purpose,
          l10n.t('Then upload the file to the PreSignedUrl in the response, with an HTTP PUT request.'),
          // eslint-disable-next-line texts/translated -- a command
          'aws mailmanager start-address-list-import-job --job-id ...',
        ),
      };
}
