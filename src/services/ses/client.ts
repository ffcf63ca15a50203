import {
  GetImportJobCommand,
  ListImportJobsCommand,
  type GetImportJobCommandOutput,
  type ImportDestinationType,
  type ImportJobSummary,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import * as l10n from '@vscode/l10n';
import { defined } from '../../core/base/defined';
import { ServiceError } from '../../core/failures/failure';
import { InFlight } from '../../core/base/inFlight';
import type { ImportJob, JobRef } from '../../core/jobs/job';
import type { RequestContext } from '../../core/base/request';
import { jobNoun, type Branch, type JobSource, type Page, type StampedJob } from '../../core/jobs/source';
import { acceptingAnyTimestamp } from '../../aws/requests/lenientTimestamps';
import { mapItems } from '../../aws/requests/mapItems';
import type { ReadingOptions } from '../../aws/requests/readingOptions';
import { refreshJobs } from '../../aws/refresh/refreshJobs';
import { RoundRobin } from '../../aws/refresh/roundRobin';
import { sentAsOf } from '../../aws/requests/sentAs';
import type { ServiceAccess } from '../../aws/sdkService';
import { ses } from './description';
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
  /**
   * Requests in flight, shared when a poll and a click read the same job. They are kept by client, because another
   * client has other credentials.
   */
  const readsInFlight = new WeakMap<SESv2Client, InFlight<GetImportJobCommandOutput>>();
  const readsOf = (client: SESv2Client) => {
    const reads = readsInFlight.get(client) ?? new InFlight<GetImportJobCommandOutput>();
    readsInFlight.set(client, reads);
    return reads;
  };

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
    if (ref.id === '') {
      // An empty id would send the request to a different path.
      throw new ServiceError({ kind: 'badRequest', operation, detail: l10n.t('A job ID is required.') });
    }
    const answer = await call(
      operation,
      (client) =>
        readsOf(client).join(ref.id, () =>
          client.send(new GetImportJobCommand({ JobId: ref.id }), { abortSignal: context.signal }),
        ),
      context,
      `import-job/${ref.id}`,
    );
    // A response without job fields is not a job.
    const job = mapJob(
      answer,
      true,
      answer.$metadata.requestId,
      answer.JobStatus === undefined ? answer.JobId : ref.id,
    );
    if (job === undefined) {
      throw new ServiceError({ kind: 'malformed', operation, detail: l10n.t('The response contains no job.') });
    }
    return { job, sentAs: sentAsOf(answer) };
  }

  const refresh: JobSource['refresh'] = (jobs, context, listener) => {
    const reads = {
      readPage: (token: string | undefined) => readPage(token, context, largestPage),
      getJob: (ref: JobRef) => getJob(ref, context),
    };
    return refreshJobs(jobs, reads, round, listener);
  };

  function jobsBranch(
    look: Pick<Branch, 'id' | 'icon' | 'label' | 'hasMixedTargets'>,
    type: ImportDestinationType,
  ): Branch {
    return {
      ...look,
      itemNoun: jobNoun,
      emptyText: l10n.t('No import jobs in {0}', region),
      readPage: (token, context, wanted = 0) =>
        readPage(token, context, Math.min(largestPage, Math.max(options.pageSize(), wanted)), type),
    };
  }

  return {
    service,
    root: {
      id: service,
      icon: 'cloud',
      label: ses.label,
      isFixed: true,
      itemNoun: jobNoun,
      fixed: [
        jobsBranch({ id: suppressionListId, icon: 'mail', label: l10n.t('Suppression list') }, 'SUPPRESSION_LIST'),
        jobsBranch(
          { id: contactListsId, icon: 'book', label: l10n.t('Contact lists'), hasMixedTargets: true },
          'CONTACT_LIST',
        ),
      ],
      emptyText: '',
      readPage: () => Promise.resolve({ items: [], sentAs: 0 }),
    },
    getJob,
    refresh,
  };
}
