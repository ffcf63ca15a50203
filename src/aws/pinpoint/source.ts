import {
  GetAppsCommand,
  GetImportJobCommand,
  GetImportJobsCommand,
  GetSegmentImportJobsCommand,
  GetSegmentsCommand,
  type ImportJobsResponse,
  type PinpointClient,
} from '@aws-sdk/client-pinpoint';
import type { Connection } from '../../core/connection';
import { ServiceError } from '../../core/failure';
import { keyOf, type ImportJob, type JobRef } from '../../core/job';
import type { Branch, JobSource, Page } from '../../core/source';
import { callerOf } from '../call';
import type { ClientOf } from '../clients';
import type { ReadingOptions } from '../index';
import { unlessGone } from '../unlessGone';
import { allJobsId, applicationBranch, pageOf, rootBranch, segmentBranch, segmentBranchId } from './branches';
import { mapJob, service } from './mapJob';

/** As many as one answer may have. */
const largestPage = 100;

/**
 * The import jobs of Amazon Pinpoint: of its applications (`GetImportJobs`) and of their segments (`GetSegmentImportJobs`).
 * https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-segments-segment-id-jobs-import.html
 */
export function pinpointSource(
  clientOf: ClientOf<PinpointClient>,
  { region }: Connection,
  options: ReadingOptions,
): JobSource {
  const call = callerOf('mobiletargeting', clientOf, options.trace);
  const pageSize = () => String(options.pageSize());

  async function readApplications(token: string | undefined, signal: AbortSignal): Promise<Page<Branch>> {
    const { ApplicationsResponse: answer } = await call(
      'GetApps',
      (client) => client.send(new GetAppsCommand({ PageSize: pageSize(), Token: token }), { abortSignal: signal }),
      'apps',
    );
    return pageOf(answer?.NextToken, answer?.Item, (application) =>
      applicationBranch(application, {
        readSegments: (id, ...where) => readSegments(id, ...where),
        readJobs: (id, nextToken, abort) => readJobs(id, nextToken, abort, pageSize()),
      }),
    );
  }

  async function readSegments(
    applicationId: string,
    token: string | undefined,
    signal: AbortSignal,
  ): Promise<Page<Branch>> {
    const input = { ApplicationId: applicationId, PageSize: pageSize(), Token: token };
    const { SegmentsResponse: answer } = await call(
      'GetSegments',
      (client) => client.send(new GetSegmentsCommand(input), { abortSignal: signal }),
      `apps/${applicationId}`,
    );
    const wanted = options.segments();
    return pageOf(answer?.NextToken, answer?.Item, (segment) =>
      wanted === 'all' || segment.SegmentType === 'IMPORT'
        ? segmentBranch(applicationId, segment, options.formatCount, readSegmentJobs)
        : undefined,
    );
  }

  async function readSegmentJobs(
    applicationId: string,
    segmentId: string,
    token: string | undefined,
    signal: AbortSignal,
  ): Promise<Page<ImportJob>> {
    const input = { ApplicationId: applicationId, SegmentId: segmentId, PageSize: pageSize(), Token: token };
    const answer = await call(
      'GetSegmentImportJobs',
      (client) => client.send(new GetSegmentImportJobsCommand(input), { abortSignal: signal }),
      `apps/${applicationId}/segments/${segmentId}`,
    );
    return jobsOf(answer.ImportJobsResponse, applicationId, answer.$metadata.requestId);
  }

  async function readJobs(
    applicationId: string,
    token: string | undefined,
    signal: AbortSignal,
    size: string,
  ): Promise<Page<ImportJob>> {
    const input = { ApplicationId: applicationId, PageSize: size, Token: token };
    const answer = await call(
      'GetImportJobs',
      (client) => client.send(new GetImportJobsCommand(input), { abortSignal: signal }),
      `apps/${applicationId}`,
    );
    return jobsOf(answer.ImportJobsResponse, applicationId, answer.$metadata.requestId);
  }

  async function getJob({ id, scope }: JobRef, signal: AbortSignal): Promise<ImportJob> {
    const operation = 'GetImportJob';
    if (scope === undefined || scope === '' || id === '') {
      throw new ServiceError({ kind: 'badRequest', operation, detail: 'An application id and a job id are needed.' });
    }
    const { ImportJobResponse: job, $metadata } = await call(
      operation,
      (client) => client.send(new GetImportJobCommand({ ApplicationId: scope, JobId: id }), { abortSignal: signal }),
      `apps/${scope}/jobs/import/${id}`,
    );
    // An answer that says nothing of a job is none, whatever was asked for.
    const mapped = mapJob(job ?? {}, scope, $metadata.requestId, job?.JobStatus === undefined ? job?.Id : id);
    if (mapped === undefined) {
      throw new ServiceError({ kind: 'malformed', operation, detail: 'The answer has no job in it.' });
    }
    return mapped;
  }

  async function refresh(jobs: readonly JobRef[], signal: AbortSignal): Promise<readonly ImportJob[]> {
    const byApplication = Map.groupBy(jobs, ({ scope }) => scope ?? '');
    const seen: ImportJob[] = [];
    for (const [applicationId, refs] of byApplication) {
      const page = await unlessGone(readJobs(applicationId, undefined, signal, String(largestPage)));
      if (page === undefined) {
        // The application is gone, and its jobs with it.
        continue;
      }
      const { items } = page;
      const onPage = new Set(items.map(({ key }) => key));
      seen.push(...items);
      for (const ref of refs) {
        if (!onPage.has(keyOf(ref))) {
          const job = await unlessGone(getJob(ref, signal));
          seen.push(...(job === undefined ? [] : [job]));
        }
      }
    }
    return seen;
  }

  return {
    service,
    root: rootBranch(region, readApplications),
    getJob,
    refresh,
    branchesOf: ({ scope = '', destination }) => {
      const segmentId = destination?.kind === 'segment' ? destination.segmentId : undefined;
      return [allJobsId(scope), ...(segmentId === undefined ? [] : [segmentBranchId(scope, segmentId)])];
    },
  };
}

function jobsOf(
  answer: Partial<ImportJobsResponse> | undefined,
  applicationId: string,
  requestId: string | undefined,
): Page<ImportJob> {
  return pageOf(answer?.NextToken, answer?.Item, (job) => mapJob(job, applicationId, requestId));
}
