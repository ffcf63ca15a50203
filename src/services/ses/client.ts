import {
  GetExportJobCommand,
  GetImportJobCommand,
  ListExportJobsCommand,
  ListImportJobsCommand,
  type ExportJobSummary,
  type GetExportJobCommandOutput,
  type GetImportJobCommandOutput,
  type ImportDestinationType,
  type ImportJobSummary,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import * as l10n from '@vscode/l10n';
import { defined } from '../../core/base/defined';
import { ServiceError } from '../../core/failures/failure';
import { InFlight } from '../../core/base/inFlight';
import { keyOf, mayChange, type ImportJob, type JobRef } from '../../core/jobs/job';
import type { RequestContext } from '../../core/base/request';
import type { Branch, JobSource, Page, StampedJob } from '../../core/jobs/source';
import { acceptingAnyTimestamp } from '../../aws/requests/lenientTimestamps';
import { mapItems } from '../../aws/requests/mapItems';
import type { ReadingOptions } from '../../aws/requests/readingOptions';
import { forEachContinuingOnError } from '../../aws/refresh/forEachContinuingOnError';
import { refreshJobs } from '../../aws/refresh/refreshJobs';
import { RoundRobin } from '../../aws/refresh/roundRobin';
import { undefinedIfDeleted } from '../../aws/refresh/undefinedIfDeleted';
import { sentAsOf } from '../../aws/requests/sentAs';
import type { ServiceAccess } from '../../aws/sdkService';
import { addressCheck } from './checkAddress';
import { exportJobsSetting, isExport, ses } from './description';
import { exportJobsId, mapExport } from './mapExport';
import { contactListsId, mapJob, service, suppressionListId } from './mapJob';

/** Maximum number of jobs in a response. */
const largestPage = 100;

/**
 * Creates the source of import jobs in Amazon SES, by `ListImportJobs` and `GetImportJob` of its API version 2.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListImportJobs.html
 */
export function sesSource({ region, callsOf }: ServiceAccess, options: ReadingOptions): JobSource {
  const call = callsOf((config) => acceptingAnyTimestamp(new SESv2Client(config)));
  const round = new RoundRobin();
  const exportRound = new RoundRobin();
  const readsOf = sharedReads<GetImportJobCommandOutput>();
  const exportReadsOf = sharedReads<GetExportJobCommandOutput>();
  const showsExports = () => options.setting(exportJobsSetting) === true;

  async function readPage(
    token: string | undefined,
    context: RequestContext,
    pageSize: number,
    type?: ImportDestinationType,
  ): Promise<Page<ImportJob>> {
    const input = { PageSize: pageSize, NextToken: token, ImportDestinationType: type };
    const answer = await call(
      'ListImportJobs',
      (client) => client.send(new ListImportJobsCommand(input), { abortSignal: context.signal }),
      context,
    );
    const map = (job: ImportJobSummary) => mapJob(job, false, answer.$metadata.requestId);
    const items = mapItems(answer.ImportJobs, map, options.report);
    return defined<Page<ImportJob>>({ items, nextToken: answer.NextToken, sentAs: sentAsOf(answer) });
  }

  async function getJob(ref: JobRef, context: RequestContext): Promise<StampedJob> {
    const operation = 'GetImportJob';
    checkId(ref, operation);
    const answer = await call(
      operation,
      (client) =>
        readsOf(client).join(
          ref.id,
          () => client.send(new GetImportJobCommand({ JobId: ref.id }), { abortSignal: context.signal }),
          context.signal,
        ),
      context,
      `import-job/${ref.id}`,
    );
    // A response without job fields is not a job.
    const id = answer.JobStatus === undefined ? answer.JobId : ref.id;
    return stamped(mapJob(answer, true, answer.$metadata.requestId, id), operation, sentAsOf(answer));
  }

  async function readExports(
    token: string | undefined,
    context: RequestContext,
    pageSize: number,
  ): Promise<Page<ImportJob>> {
    const input = { PageSize: pageSize, NextToken: token };
    const answer = await call(
      'ListExportJobs',
      (client) => client.send(new ListExportJobsCommand(input), { abortSignal: context.signal }),
      context,
    );
    const map = (job: ExportJobSummary) => mapExport(job, false, answer.$metadata.requestId);
    const items = mapItems(answer.ExportJobs, map, options.report);
    return defined<Page<ImportJob>>({ items, nextToken: answer.NextToken, sentAs: sentAsOf(answer) });
  }

  async function getExport(ref: JobRef, context: RequestContext): Promise<StampedJob> {
    const operation = 'GetExportJob';
    checkId(ref, operation);
    const answer = await call(
      operation,
      (client) =>
        exportReadsOf(client).join(
          ref.id,
          () => client.send(new GetExportJobCommand({ JobId: ref.id }), { abortSignal: context.signal }),
          context.signal,
        ),
      context,
      `export-job/${ref.id}`,
    );
    const id = answer.JobStatus === undefined ? answer.JobId : ref.id;
    return stamped(mapExport(answer, true, answer.$metadata.requestId, id), operation, sentAsOf(answer));
  }

  const refresh: JobSource['refresh'] = async (jobs, context, listener) => {
    const [exports, imports] = [jobs.filter(isExport), jobs.filter((job) => !isExport(job))];
    const parts = [
      ...(imports.length > 0 ? [() => refreshImports(imports, context, listener)] : []),
      ...(exports.length > 0 ? [() => refreshExports(exports, context, listener)] : []),
    ];
    await forEachContinuingOnError(parts, (refreshPart) => refreshPart());
  };

  function refreshImports(...[jobs, context, listener]: Parameters<JobSource['refresh']>): Promise<void> {
    const reads = {
      readPage: (token: string | undefined) => readPage(token, context, largestPage),
      getJob: (ref: JobRef) => getJob(ref, context),
    };
    return refreshJobs(jobs, reads, round, listener);
  }

  /** Refreshes export jobs. Also reads the details of finished ones, because lists have no counts. */
  async function refreshExports(...[jobs, context, listener]: Parameters<JobSource['refresh']>): Promise<void> {
    const wanted = new Set(jobs.map(keyOf));
    const finished: JobRef[] = [];
    const reads = {
      readPage: (token: string | undefined) => readExports(token, context, largestPage),
      getJob: (ref: JobRef) => getExport(ref, context),
    };
    await refreshJobs(jobs, reads, exportRound, {
      onDeleted: (refs) => listener.onDeleted(refs),
      onFound: (found) => {
        listener.onFound(found);
        finished.push(...found.jobs.filter((job) => wanted.has(job.key) && !job.complete && !mayChange(job)));
      },
    });
    await forEachContinuingOnError(finished, async (ref) => {
      const read = await undefinedIfDeleted(getExport(ref, context));
      if (read === undefined) {
        listener.onDeleted([ref]);
      } else {
        listener.onFound({ jobs: [read.job], sentAs: read.sentAs });
      }
    });
  }

  function jobsBranch(
    look: Pick<Branch, 'id' | 'icon' | 'label' | 'hasMixedTargets'>,
    type: ImportDestinationType,
  ): Branch {
    return {
      ...look,
      emptyText: l10n.t('No import jobs in {0}', region),
      readPage: (token, context, wanted = 0) =>
        readPage(token, context, Math.min(largestPage, Math.max(options.pageSize(), wanted)), type),
    };
  }

  const importLists = [
    jobsBranch({ id: suppressionListId, icon: 'mail', label: l10n.t('Suppression list') }, 'SUPPRESSION_LIST'),
    jobsBranch(
      { id: contactListsId, icon: 'book', label: l10n.t('Contact lists'), hasMixedTargets: true },
      'CONTACT_LIST',
    ),
  ];
  const exportList: Branch = {
    ...{ id: exportJobsId, icon: 'export', label: l10n.t('Export jobs'), hasMixedTargets: true },
    emptyText: l10n.t('No export jobs in {0}', region),
    readPage: (token, context, wanted = 0) =>
      readExports(token, context, Math.min(largestPage, Math.max(options.pageSize(), wanted))),
  };

  return {
    service,
    root: {
      id: service,
      icon: 'cloud',
      label: ses.label,
      isFixed: true,
      // The setting can change at any time.
      get fixed() {
        return showsExports() ? [...importLists, exportList] : importLists;
      },
      emptyText: '',
      readPage: () => Promise.resolve({ items: [], sentAs: 0 }),
    },
    hides: (ref) => isExport(ref) && !showsExports(),
    getJob: (ref, context) => (isExport(ref) ? getExport(ref, context) : getJob(ref, context)),
    refresh,
    checkAddress: addressCheck(call),
  };
}

/**
 * Returns a function that returns a client's requests in flight, which a poll and a click on the same job share. They
 * are kept per client, because another client has other credentials.
 */
function sharedReads<T>(): (client: SESv2Client) => InFlight<T> {
  const byClient = new WeakMap<SESv2Client, InFlight<T>>();
  return (client) => {
    const reads = byClient.get(client) ?? new InFlight<T>();
    byClient.set(client, reads);
    return reads;
  };
}

/** @throws ServiceError for an empty id, which would send the request to a different path */
function checkId({ id }: JobRef, operation: string): void {
  if (id === '') {
    throw new ServiceError({ kind: 'badRequest', operation, detail: l10n.t('A job ID is required.') });
  }
}

function stamped(job: ImportJob | undefined, operation: string, sentAs: number): StampedJob {
  if (job === undefined) {
    throw new ServiceError({ kind: 'malformed', operation, detail: l10n.t('The response contains no job.') });
  }
  return { job, sentAs };
}
