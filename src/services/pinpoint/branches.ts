import * as l10n from '@vscode/l10n';
import type { ApplicationResponse, SegmentResponse } from '@aws-sdk/client-pinpoint';
import { defined } from '../../core/base/defined';
import type { ReportError } from '../../core/base/emitter';
import type { ImportJob } from '../../core/jobs/job';
import type { RequestContext } from '../../core/base/request';
import { plural } from '../../core/text/plural';
import type { Fact } from '../../core/jobs/fact';
import type { Branch, Page } from '../../core/jobs/source';
import { timeOf } from '../../aws/requests/call';
import { mapItems } from '../../aws/requests/mapItems';
import { pinpoint } from './description';
import { endedAt } from './ended';
import { allJobsId, segmentBranchId } from './listIds';
import { service } from './mapJob';

type ReadPage<T> = (token: string | undefined, context: RequestContext, wanted?: number) => Promise<Page<T>>;

interface ApplicationReads {
  readonly readSegments: (applicationId: string, ...where: Parameters<ReadPage<Branch>>) => Promise<Page<Branch>>;
  readonly readJobs: (applicationId: string, ...where: Parameters<ReadPage<ImportJob>>) => Promise<Page<ImportJob>>;
  readonly failureIfEmpty: Branch['failureIfEmpty'];
}

interface SegmentReads {
  readonly readJobs: (
    applicationId: string,
    segmentId: string,
    ...where: Parameters<ReadPage<ImportJob>>
  ) => Promise<Page<ImportJob>>;
  readonly failureIfEmpty: Branch['failureIfEmpty'];
}

interface ListResponse<T> {
  readonly NextToken?: string | undefined;
  readonly Item?: readonly T[] | undefined;
}

/** Converts a list response of Pinpoint to a page. Leaves out items for which `map` returns `undefined`. */
export function pageOf<T, U>(
  response: ListResponse<T> | undefined,
  sentAs: number,
  map: (item: T) => U | undefined,
  report: ReportError,
): Page<U> {
  return defined<Page<U>>({ items: mapItems(response?.Item, map, report), nextToken: response?.NextToken, sentAs });
}

/** Returns the root, whose pages list the applications. */
export function rootBranch(region: string, readPage: ReadPage<Branch>): Branch {
  return {
    id: service,
    icon: 'cloud',
    label: pinpoint.label,
    facts: [{ label: l10n.t('End of support'), date: endedAt }],
    emptyText: l10n.t('No applications in {0}', region),
    readPage,
  };
}

/** Maps an application to a branch with all of its jobs and its segments; returns `undefined` if it has no id. */
export function applicationBranch(
  { Id: id, Name: name, Arn: arn, CreationDate: created }: Partial<ApplicationResponse>,
  { readSegments, readJobs, failureIfEmpty }: ApplicationReads,
): Branch | undefined {
  if (id === undefined || id === '') {
    return undefined;
  }
  return defined<Branch>({
    id,
    scope: id,
    icon: 'project',
    label: name === undefined || name === '' ? id : name,
    changedAt: timeOf(created),
    facts: [...fact(l10n.t('Application ID'), id), ...fact('ARN', arn), ...timeFact(l10n.t('Created'), created)],
    fixed: [
      {
        id: allJobsId(id),
        icon: 'inbox',
        label: l10n.t('All import jobs'),
        hasMixedTargets: true,
        emptyText: l10n.t('No import jobs in this application'),
        failureIfEmpty,
        readPage: (...where) => readJobs(id, ...where),
      },
    ],
    emptyText: l10n.t('No imported segments'),
    readPage: (...where) => readSegments(id, ...where),
  });
}

/** Maps a segment to a branch with its import jobs; returns `undefined` if it has no id. */
export function segmentBranch(
  applicationId: string,
  {
    Id: id,
    Name: name,
    Arn: arn,
    CreationDate: created,
    SegmentType: type,
    ImportDefinition: definition,
  }: Partial<SegmentResponse>,
  formatCount: (count: number) => string,
  { readJobs, failureIfEmpty }: SegmentReads,
): Branch | undefined {
  if (id === undefined || id === '') {
    return undefined;
  }
  const size = definition?.Size;
  const channels = Object.entries(definition?.ChannelCounts ?? {}).map(
    ([channel, count]) => `${channel} ${formatCount(count)}`,
  );
  return defined<Branch>({
    id: segmentBranchId(applicationId, id),
    icon: 'organization',
    isSubset: true,
    label: name === undefined || name === '' ? l10n.t('Unnamed segment') : name,
    description:
      size === undefined
        ? kindText(type)
        : plural(size, l10n.t('{0} endpoint', formatCount(size)), l10n.t('{0} endpoints', formatCount(size))),
    facts: [
      ...fact(l10n.t('Type'), size === undefined ? undefined : kindText(type)),
      ...fact(l10n.t('Segment ID'), id),
      ...fact('ARN', arn),
      ...timeFact(l10n.t('Created'), created),
      ...fact(l10n.t('Source'), definition?.S3Url),
      ...fact(l10n.t('Format'), definition?.Format),
      ...fact(l10n.t('IAM role'), definition?.RoleArn),
      ...fact(l10n.t('External ID (deprecated)'), definition?.ExternalId),
      ...fact(l10n.t('Channels'), channels.join(', ')),
    ],
    emptyText: l10n.t('No import jobs in this segment'),
    failureIfEmpty,
    readPage: (...where) => readJobs(applicationId, id, ...where),
  });
}

function kindText(type: SegmentResponse['SegmentType']): string | undefined {
  switch (type) {
    case 'IMPORT':
      return l10n.t('imported segment');
    case 'DIMENSIONAL':
      return l10n.t('dynamic segment');
    default:
      return undefined;
  }
}

function fact(label: string, value: string | undefined): readonly Fact[] {
  return value === undefined || value === '' ? [] : [{ label, value }];
}

/** @param text a time in ISO 8601, as Pinpoint sends it; returned unchanged if malformed */
function timeFact(label: string, text: string | undefined): readonly Fact[] {
  const time = timeOf(text);
  return time === undefined ? fact(label, text) : [{ label, time }];
}
