import * as l10n from '@vscode/l10n';
import type { EndOfSupport } from '../../core/failures/failure';
import { regionCode } from '../../core/connections/regions';
import { repeatNotes } from '../../core/handOver/repeatNotes';
import type { ImportJob, JobRef } from '../../core/jobs/job';
import type { CliCall, RerunCall, ServiceDescription } from '../../core/jobs/serviceDescription';
import { memberOf } from '../../core/text/json';

/** Pinpoint's regions. The list is final. */
const regions: ReadonlySet<string> = new Set([
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'us-east-1',
  'us-east-2',
  'us-gov-west-1',
  'us-west-2',
]);

export const pinpoint = {
  id: 'pinpoint',
  label: 'Amazon Pinpoint',
  shortLabel: 'Pinpoint',
  endpointName: 'pinpoint',
  iamPrefix: 'mobiletargeting',
  iamGrants: [
    { sid: 'ListPinpointApplications', actions: ['mobiletargeting:GetApps'], resource: 'apps' },
    {
      sid: 'ListPinpointSegmentsAndImportJobs',
      actions: ['mobiletargeting:GetSegments', 'mobiletargeting:GetImportJobs'],
      resource: 'apps/*',
    },
    {
      sid: 'ListPinpointSegmentImportJobs',
      actions: ['mobiletargeting:GetSegmentImportJobs'],
      resource: 'apps/*/segments/*',
    },
    { sid: 'GetPinpointImportJobs', actions: ['mobiletargeting:GetImportJob'], resource: 'apps/*/jobs/import/*' },
  ],
  /**
   * AWS allows 300 requests per second for each operation, far more than needed. This lower limit leaves most of them
   * to other programs and makes the backoff start at 40 ms.
   */
  rateLimit: { burst: 50, interval: 1000 },
  references: {
    id: /^[0-9a-f]{32}$/iu,
    path: /(?:^|\/)apps\/(?<scope>[^/?#]+)\/jobs\/import\/(?<id>[^/?#]+)/u,
    isScoped: true,
  },
  listSettings: ['pinpoint.segments'],
  isAvailableIn: (region) => regions.has(regionCode(region)),
  isUnsupported: true,
  getCallOf,
  rerunCallOf,
  // No page of its console is known to exist since the end of support.
} as const satisfies ServiceDescription;

/** End of support for Pinpoint's segments and import jobs. */
export const endOfSupport: EndOfSupport = {
  label: l10n.t('Pinpoint support ended'),
  sentence: l10n.t('AWS ended support for the segments and import jobs of Amazon Pinpoint on October 30, 2026'),
  stillAvailable: l10n.t('Possibly the list of applications. AWS no longer reports whether there were import jobs.'),
  migrationGuide: 'https://docs.aws.amazon.com/pinpoint/latest/userguide/migrate.html',
  successor: 'customerProfiles',
};

function getCallOf({ id, scope = '' }: JobRef): CliCall {
  return { command: ['pinpoint', 'get-import-job'], input: { ApplicationId: scope, JobId: id } };
}

/** https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-jobs-import.html */
function rerunCallOf({ raw, scope = '', purpose }: ImportJob): RerunCall | undefined {
  // eslint-disable-next-line texts/translated -- a field's name
  const definition = memberOf(raw, 'Definition');
  // eslint-disable-next-line texts/translated -- a field's name
  const required = [memberOf(definition, 'Format'), memberOf(definition, 'RoleArn'), memberOf(definition, 'S3Url')];
  return definition === undefined || required.includes(undefined)
    ? undefined
    : {
        command: ['pinpoint', 'create-import-job'],
        // A definition has the fields of a request.
        input: { ApplicationId: scope, ImportJobRequest: definition },
        notes: [
          ...repeatNotes(purpose),
          l10n.t(
            'AWS ended support for the import jobs of Amazon Pinpoint on October 30, 2026, so this command may fail.',
          ),
        ],
      };
}
