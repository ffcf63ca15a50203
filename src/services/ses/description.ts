import * as l10n from '@vscode/l10n';
import { regionCode } from '../../core/connections/regions';
import { repeatNotes } from '../../core/handOver/repeatNotes';
import type { ImportJob, JobRef } from '../../core/jobs/job';
import type { CliCall, ConsolePage, RerunCall, ServiceDescription } from '../../core/jobs/serviceDescription';
import { memberOf } from '../../core/text/json';

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

/** Setting below `importJobs` that shows export jobs. */
export const exportJobsSetting = 'ses.exportJobs';
/** Setting below `importJobs` that adds the actions of Check an Address to the IAM policy. */
const checkAddressSetting = 'ses.checkAddress';

export const ses = {
  id: 'ses',
  label: 'Amazon SES',
  shortLabel: 'SES',
  endpointName: 'sesv2',
  iamPrefix: 'ses',
  iamGrants: [
    { sid: 'ListSesImportJobs', actions: ['ses:ListImportJobs'] },
    { sid: 'GetSesImportJobs', actions: ['ses:GetImportJob'], resource: 'import-job/*' },
    { sid: 'ListSesExportJobs', actions: ['ses:ListExportJobs'], setting: exportJobsSetting },
    {
      sid: 'GetSesExportJobs',
      actions: ['ses:GetExportJob'],
      resource: 'export-job/*',
      setting: exportJobsSetting,
    },
    { sid: 'CheckSesSuppressionList', actions: ['ses:GetSuppressedDestination'], setting: checkAddressSetting },
    {
      sid: 'CheckSesContactLists',
      actions: ['ses:GetContact'],
      resource: 'contact-list/*',
      setting: checkAddressSetting,
    },
  ],
  /**
   * AWS allows one request per second for each account and region, for all operations except sending. A short burst
   * lets lists open quickly.
   */
  rateLimit: { burst: 5, interval: 5000 },
  references: {
    id: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu,
    // An ARN ends with `import-job/ID`, an API path with `import-jobs/ID`.
    path: /(?:^|\/)import-jobs?\/(?<id>[^/?#]+)/u,
  },
  listSettings: [],
  /** Whether a region may have Amazon SES. A region newer than this release may. */
  isAvailableIn: (region) => !withoutSes.has(regionCode(region)),
  checksAddresses: true,
  arnResourceOf: (ref) => `${isExport(ref) ? 'export' : 'import'}-job/${ref.id}`,
  getCallOf,
  rerunCallOf,
  consolePageOf,
} as const satisfies ServiceDescription;

/** Scope of an export job's id, which distinguishes export jobs from import jobs. */
export const exportScope = 'exports';

export function isExport({ scope }: JobRef): boolean {
  return scope === exportScope;
}

function getCallOf(ref: JobRef): CliCall {
  return { command: ['sesv2', isExport(ref) ? 'get-export-job' : 'get-import-job'], input: { JobId: ref.id } };
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateImportJob.html */
function rerunCallOf({ raw, purpose }: ImportJob): RerunCall | undefined {
  const [ImportDestination, ImportDataSource] = [memberOf(raw, 'ImportDestination'), memberOf(raw, 'ImportDataSource')];
  return ImportDestination === undefined || ImportDataSource === undefined
    ? undefined
    : {
        command: ['sesv2', 'create-import-job'],
        input: { ImportDestination, ImportDataSource },
        notes: repeatNotes(purpose),
      };
}

function consolePageOf({ raw }: ImportJob, region: string): ConsolePage | undefined {
  const destination = memberOf(raw, 'ImportDestination');
  const home = `/ses/home?region=${region}#`;
  if (memberOf(destination, 'SuppressionListDestination') !== undefined) {
    return { label: l10n.t('Suppression list'), path: `${home}/suppression-list` };
  }
  const name = memberOf(memberOf(destination, 'ContactListDestination'), 'ContactListName');
  return typeof name === 'string' && name !== ''
    ? {
        label: l10n.t('Contact list {0}', name),
        path: `${home}/contact-lists/${encodeURIComponent(name.toWellFormed())}`,
      }
    : undefined;
}
