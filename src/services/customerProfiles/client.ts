import {
  CustomerProfilesClient,
  GetUploadJobCommand,
  ListDomainsCommand,
  ListUploadJobsCommand,
  type ListDomainItem,
  type UploadJobItem,
} from '@aws-sdk/client-customer-profiles';
import * as l10n from '@vscode/l10n';
import { defined } from '../../core/base/defined';
import type { RequestContext } from '../../core/base/request';
import { ServiceError } from '../../core/failures/failure';
import { keyOf, type ImportJob, type JobRef } from '../../core/jobs/job';
import type { Fact } from '../../core/jobs/fact';
import type { Branch, JobSource, Page, RefreshListener, StampedJob, WantedJob } from '../../core/jobs/source';
import { forEachContinuingOnError } from '../../aws/refresh/forEachContinuingOnError';
import { RoundRobin } from '../../aws/refresh/roundRobin';
import { undefinedIfDeleted } from '../../aws/refresh/undefinedIfDeleted';
import { timeOf } from '../../aws/requests/call';
import { mapItems } from '../../aws/requests/mapItems';
import type { ReadingOptions } from '../../aws/requests/readingOptions';
import { sentAsOf } from '../../aws/requests/sentAs';
import type { ServiceAccess } from '../../aws/sdkService';
import { customerProfiles } from './description';
import { domainListId, lists } from './lists';
import { mapJob } from './mapJob';
import { namingPermission } from './notFound';

const mostDomains = 100;
const mostJobs = 500;

/**
 * Creates the source of upload jobs in the domains of Customer Profiles, by `ListDomains`, `ListUploadJobs` and
 * `GetUploadJob`.
 * https://docs.aws.amazon.com/connect/latest/APIReference/API_connect-customer-profiles_ListUploadJobs.html
 */
export function customerProfilesSource({ region, callsOf }: ServiceAccess, options: ReadingOptions): JobSource {
  const call = namingPermission(callsOf((config) => new CustomerProfilesClient(config)));
  const round = new RoundRobin();
  const { formatCount, report } = options;
  const sizeFor = (most: number, wanted = 0) => Math.min(most, Math.max(options.pageSize(), wanted));

  async function readDomains(
    token: string | undefined,
    context: RequestContext,
    wanted?: number,
  ): Promise<Page<Branch>> {
    const input = { MaxResults: sizeFor(mostDomains, wanted), NextToken: token };
    const answer = await call(
      'ListDomains',
      (client) => client.send(new ListDomainsCommand(input), { abortSignal: context.signal }),
      context,
    );
    const items = mapItems(answer.Items, domainBranch, report);
    return defined<Page<Branch>>({ items, nextToken: answer.NextToken, sentAs: sentAsOf(answer) });
  }

  async function readJobs(
    domain: string,
    token: string | undefined,
    context: RequestContext,
    size: number,
  ): Promise<Page<ImportJob>> {
    const input = { DomainName: domain, MaxResults: size, NextToken: token };
    const answer = await call(
      'ListUploadJobs',
      (client) => client.send(new ListUploadJobsCommand(input), { abortSignal: context.signal }),
      context,
      `domains/${domain}`,
    );
    const { requestId } = answer.$metadata;
    const map = (job: UploadJobItem) => mapJob(job, { domain, complete: false, requestId, formatCount });
    const items = mapItems(answer.Items, map, report);
    return defined<Page<ImportJob>>({ items, nextToken: answer.NextToken, sentAs: sentAsOf(answer) });
  }

  async function getJob({ id, scope: domain = '' }: JobRef, context: RequestContext): Promise<StampedJob> {
    const operation = 'GetUploadJob';
    if (domain === '' || id === '') {
      // An empty name or id would send the request to a different path.
      const detail = l10n.t('A domain and a job ID are required.');
      throw new ServiceError({ kind: 'badRequest', operation, detail });
    }
    const input = { DomainName: domain, JobId: id };
    const answer = await call(
      operation,
      (client) => client.send(new GetUploadJobCommand(input), { abortSignal: context.signal }),
      context,
      `domains/${domain}`,
    );
    const { $metadata, Status, JobId } = answer;
    // A response without job fields is not a job.
    const job = mapJob(answer, {
      domain,
      complete: true,
      requestId: $metadata.requestId,
      formatCount,
      id: Status === undefined ? JobId : id,
    });
    if (job === undefined) {
      throw new ServiceError({ kind: 'malformed', operation, detail: l10n.t('The response contains no job.') });
    }
    return { job, sentAs: sentAsOf(answer) };
  }

  /** Requests each job, because lists have no counts, and lists for the jobs that get no request of their own. */
  const refresh: JobSource['refresh'] = async (jobs, context, listener) => {
    const single = new Map(jobs.filter(isSingle).map((job) => [keyOf(job), job]));
    const domains = new Set(jobs.filter((job) => !isSingle(job)).map(({ scope = '' }) => scope));
    function* steps() {
      for (const domain of domains) {
        yield () => refreshList(domain, context, listener);
      }
      for (const [, job] of round.of(single)) {
        yield () => refreshOne(job, context, listener);
      }
    }
    await forEachContinuingOnError(steps(), (step) => step());
  };

  async function refreshOne(ref: WantedJob, context: RequestContext, listener: RefreshListener): Promise<void> {
    const read = await undefinedIfDeleted(getJob(ref, context));
    if (read !== undefined) {
      listener.onFound({ jobs: [read.job], sentAs: read.sentAs });
      return;
    }
    // If only GetUploadJob is denied, the list still has the job.
    const listed = await refreshList(ref.scope ?? '', context, listener);
    if (!listed.some(({ key }) => key === keyOf(ref))) {
      listener.onDeleted([ref]);
    }
  }

  /** Returns the jobs of a domain's first page; none if the domain does not exist. */
  async function refreshList(
    domain: string,
    context: RequestContext,
    listener: RefreshListener,
  ): Promise<readonly ImportJob[]> {
    const page = await undefinedIfDeleted(readJobs(domain, undefined, context, mostJobs));
    if (page === undefined) {
      return [];
    }
    listener.onFound({ jobs: page.items, sentAs: page.sentAs });
    return page.items;
  }

  function domainBranch({ DomainName: domain = '', CreatedAt: created, LastUpdatedAt: updated }: ListDomainItem) {
    return domain === ''
      ? undefined
      : defined<Branch>({
          id: domainListId(domain),
          scope: domain,
          icon: 'database',
          label: domain,
          changedAt: timeOf(updated ?? created),
          facts: [...timeFact(l10n.t('Created'), created), ...timeFact(l10n.t('Last updated'), updated)],
          hasMixedTargets: true,
          emptyText: l10n.t('No upload jobs in this domain'),
          readPage: (token, context, wanted) => readJobs(domain, token, context, sizeFor(mostJobs, wanted)),
        });
  }

  return {
    service: customerProfiles.id,
    root: { ...lists.rootOf(region), readPage: readDomains },
    getJob,
    refresh,
  };
}

function isSingle({ fromListOnly }: WantedJob): boolean {
  return fromListOnly !== true;
}

function timeFact(label: string, date: Date | undefined): readonly Fact[] {
  const time = timeOf(date);
  return time === undefined ? [] : [{ label, time }];
}
