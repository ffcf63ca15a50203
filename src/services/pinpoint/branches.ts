import type { ApplicationResponse, SegmentResponse } from '@aws-sdk/client-pinpoint';
import { defined } from '../../core/base/defined';
import type { ReportError } from '../../core/base/emitter';
import type { ImportJob } from '../../core/jobs/job';
import type { RequestContext } from '../../core/base/request';
import { jobNoun, type Branch, type Fact, type Page } from '../../core/jobs/source';
import { mapItems } from '../../aws/requests/mapItems';
import { pinpoint } from './description';
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

export function rootBranch(region: string, readPage: ReadPage<Branch>): Branch {
  return {
    id: service,
    icon: 'cloud',
    label: pinpoint.label,
    description: 'support ended 30 Oct 2026',
    itemNoun: ['application', 'applications'],
    emptyText: `No applications in ${region}`,
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
  return {
    id,
    icon: 'project',
    label: name === undefined || name === '' ? id : name,
    facts: factsOf({ 'Application ID': id, ARN: arn, Created: created }),
    fixed: [
      {
        id: allJobsId(id),
        icon: 'inbox',
        label: 'All import jobs',
        itemNoun: jobNoun,
        emptyText: 'No import jobs in this application',
        failureIfEmpty,
        readPage: (...where) => readJobs(id, ...where),
      },
    ],
    itemNoun: ['segment', 'segments'],
    emptyText: 'No segments from imports',
    readPage: (...where) => readSegments(id, ...where),
  };
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
  const kind = type === 'IMPORT' ? 'imported segment' : type === 'DIMENSIONAL' ? 'dynamic segment' : 'segment';
  const size = definition?.Size;
  const channels = Object.entries(definition?.ChannelCounts ?? {}).map(
    ([channel, count]) => `${channel} ${formatCount(count)}`,
  );
  return {
    id: segmentBranchId(applicationId, id),
    icon: 'organization',
    label: name === undefined || name === '' ? 'Unnamed segment' : name,
    description: size === undefined ? kind : `${kind} · ${formatCount(size)} ${size === 1 ? 'endpoint' : 'endpoints'}`,
    facts: factsOf({
      'Segment ID': id,
      ARN: arn,
      Created: created,
      Source: definition?.S3Url,
      Format: definition?.Format,
      Role: definition?.RoleArn,
      'External ID (deprecated)': definition?.ExternalId,
      Channels: channels.length === 0 ? undefined : channels.join(', '),
    }),
    itemNoun: jobNoun,
    emptyText: 'No import jobs in this segment',
    failureIfEmpty,
    readPage: (...where) => readJobs(applicationId, id, ...where),
  };
}

function factsOf(facts: Readonly<Record<string, string | undefined>>): readonly Fact[] {
  return Object.entries(facts).flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [{ label, value }],
  );
}
