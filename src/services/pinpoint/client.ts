import {
  GetAppsCommand,
  GetImportJobCommand,
  GetImportJobsCommand,
  GetSegmentImportJobsCommand,
  GetSegmentsCommand,
  type ApplicationResponse,
  type ImportJobResponse,
  type ImportJobsResponse,
  PinpointClient,
  type SegmentResponse,
} from '@aws-sdk/client-pinpoint';
import * as l10n from '@vscode/l10n';
import { ServiceError } from '../../core/failures/failure';
import type { ImportJob, JobRef } from '../../core/jobs/job';
import type { RequestContext } from '../../core/base/request';
import type { Branch, JobSource, Page, StampedJob } from '../../core/jobs/source';
import type { Answer } from '../../aws/requests/call';
import type { ReadingOptions } from '../../aws/requests/readingOptions';
import { refresherByScope } from '../../aws/refresh/refresherByScope';
import { sentAsOf } from '../../aws/requests/sentAs';
import type { ServiceAccess } from '../../aws/sdkService';
import { applicationBranch, pageOf, rootBranch, segmentBranch } from './branches';
import { PinpointEnd } from './ended';
import { mapJob, service } from './mapJob';

/** Maximum number of items in a response. */
const largestPage = 100;

/**
 * Creates the source of import jobs in Amazon Pinpoint's applications (`GetImportJobs`) and segments
 * (`GetSegmentImportJobs`).
 * https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-segments-segment-id-jobs-import.html
 */
export function pinpointSource({ region, now, callsOf }: ServiceAccess, options: ReadingOptions): JobSource {
  const end = new PinpointEnd(now);
  const call = end.watch(callsOf((config) => new PinpointClient(config)));
  const sizeFor = (wanted = 0) => String(Math.min(largestPage, Math.max(options.pageSize(), wanted)));

  async function readApplications(
    token: string | undefined,
    context: RequestContext,
    wanted?: number,
  ): Promise<Page<Branch>> {
    const input = { PageSize: sizeFor(wanted), Token: token };
    const answer = await call(
      'GetApps',
      (client) => client.send(new GetAppsCommand(input), { abortSignal: context.signal }),
      context,
      'apps',
    );
    const branchOf = (application: ApplicationResponse) =>
      applicationBranch(application, {
        readSegments,
        readJobs,
        failureIfEmpty: () => end.ofEmptyList('GetImportJobs'),
      });
    return pageOf(answer.ApplicationsResponse, sentAsOf(answer), branchOf, options.report);
  }

  async function readSegments(
    applicationId: string,
    token: string | undefined,
    context: RequestContext,
    wanted?: number,
  ): Promise<Page<Branch>> {
    const input = { ApplicationId: applicationId, PageSize: sizeFor(wanted), Token: token };
    const operation = 'GetSegments';
    const answer = await call(
      operation,
      (client) => client.send(new GetSegmentsCommand(input), { abortSignal: context.signal }),
      context,
      `apps/${applicationId}`,
    );
    const showsAll = options.setting('pinpoint.segments') === 'all';
    const branchOf = (segment: SegmentResponse) =>
      showsAll || segment.SegmentType === 'IMPORT'
        ? segmentBranch(applicationId, segment, options.formatCount, {
            readJobs: readSegmentJobs,
            failureIfEmpty: () => end.ofEmptyList('GetSegmentImportJobs'),
          })
        : undefined;
    return end.page(pageOf(answer.SegmentsResponse, sentAsOf(answer), branchOf, options.report), {
      isEmpty: (answer.SegmentsResponse?.Item ?? []).length === 0,
      token,
      operation,
      requestId: answer.$metadata.requestId,
    });
  }

  async function readJobs(
    applicationId: string,
    token: string | undefined,
    context: RequestContext,
    wanted?: number,
  ): Promise<Page<ImportJob>> {
    const answer = await requestJobs(applicationId, token, context, sizeFor(wanted));
    return shown(answer, applicationId, token, 'GetImportJobs');
  }

  async function readSegmentJobs(
    applicationId: string,
    segmentId: string,
    token: string | undefined,
    context: RequestContext,
    wanted?: number,
  ): Promise<Page<ImportJob>> {
    const input = { ApplicationId: applicationId, SegmentId: segmentId, PageSize: sizeFor(wanted), Token: token };
    const operation = 'GetSegmentImportJobs';
    const answer = await call(
      operation,
      (client) => client.send(new GetSegmentImportJobsCommand(input), { abortSignal: context.signal }),
      context,
      `apps/${applicationId}/segments/${segmentId}`,
    );
    return shown(answer, applicationId, token, operation);
  }

  function requestJobs(
    applicationId: string,
    token: string | undefined,
    context: RequestContext,
    size: string,
  ): Promise<JobsAnswer> {
    const input = { ApplicationId: applicationId, PageSize: size, Token: token };
    return call(
      'GetImportJobs',
      (client) => client.send(new GetImportJobsCommand(input), { abortSignal: context.signal }),
      context,
      `apps/${applicationId}`,
    );
  }

  function jobsOf(answer: JobsAnswer, applicationId: string): Page<ImportJob> {
    const map = (job: ImportJobResponse) => mapJob(job, applicationId, answer.$metadata.requestId);
    return pageOf(answer.ImportJobsResponse, sentAsOf(answer), map, options.report);
  }

  /** Returns a response as a page of a visible list, or throws if it is empty because of the end of support. */
  function shown(
    answer: JobsAnswer,
    applicationId: string,
    token: string | undefined,
    operation: string,
  ): Page<ImportJob> {
    const isEmpty = (answer.ImportJobsResponse?.Item ?? []).length === 0;
    return end.page(jobsOf(answer, applicationId), {
      isEmpty,
      token,
      operation,
      requestId: answer.$metadata.requestId,
    });
  }

  async function getJob({ id, scope }: JobRef, context: RequestContext): Promise<StampedJob> {
    const operation = 'GetImportJob';
    if (scope === undefined || scope === '' || id === '') {
      throw new ServiceError({
        kind: 'badRequest',
        operation,
        detail: l10n.t('An application ID and a job ID are required.'),
      });
    }
    const answer = await call(
      operation,
      (client) =>
        client.send(new GetImportJobCommand({ ApplicationId: scope, JobId: id }), { abortSignal: context.signal }),
      context,
      `apps/${scope}/jobs/import/${id}`,
    );
    // A response without job fields is not a job.
    const { ImportJobResponse: found, $metadata } = answer;
    const job = mapJob(found ?? {}, scope, $metadata.requestId, found?.JobStatus === undefined ? found?.Id : id);
    if (job === undefined) {
      throw new ServiceError({ kind: 'malformed', operation, detail: l10n.t('The response contains no job.') });
    }
    return { job, sentAs: sentAsOf(answer) };
  }

  const refresh = refresherByScope((applicationId, context) => ({
    readPage: async (token) =>
      jobsOf(await requestJobs(applicationId, token, context, String(largestPage)), applicationId),
    getJob: (ref) => getJob(ref, context),
  }));

  return {
    service,
    root: rootBranch(region, readApplications),
    getJob,
    refresh,
  };
}

type JobsAnswer = Answer & { readonly ImportJobsResponse?: Partial<ImportJobsResponse> | undefined };
