import {
  GetAddressListImportJobCommand,
  ListAddressListImportJobsCommand,
  ListAddressListsCommand,
  MailManagerClient,
  type AddressList,
} from '@aws-sdk/client-mailmanager';
import * as l10n from '@vscode/l10n';
import { defined } from '../../core/base/defined';
import { ServiceError } from '../../core/failures/failure';
import type { RequestContext } from '../../core/base/request';
import type { ImportJob, JobRef } from '../../core/jobs/job';
import type { Branch, JobSource, Page, StampedJob } from '../../core/jobs/source';
import { refresherByScope } from '../../aws/refresh/refresherByScope';
import { acceptingAnyTimestamp } from '../../aws/requests/lenientTimestamps';
import { mapItems } from '../../aws/requests/mapItems';
import type { ReadingOptions } from '../../aws/requests/readingOptions';
import { sentAsOf } from '../../aws/requests/sentAs';
import type { ServiceAccess } from '../../aws/sdkService';
import { addressListBranch } from './branches';
import { lists } from './lists';
import { mapJob, type JobResponse } from './mapJob';

/** Maximum number of items in a response. */
const largestPage = 50;

/** Returns the last part of an address list's ARN. */
export const resourceOf = (addressListId: string) => `mailmanager-address-list/${addressListId}`;

/**
 * Creates the source of import jobs in the address lists of SES Mail Manager (`ListAddressLists`,
 * `ListAddressListImportJobs`, `GetAddressListImportJob`).
 * https://docs.aws.amazon.com/sesmailmanager/latest/APIReference/API_ListAddressListImportJobs.html
 */
export function mailManagerSource({ region, callsOf }: ServiceAccess, options: ReadingOptions): JobSource {
  const call = callsOf((config) => acceptingAnyTimestamp(new MailManagerClient(config)));
  const sizeFor = (wanted = 0) => Math.min(largestPage, Math.max(options.pageSize(), wanted));
  /** Names of the address lists read so far, because jobs have only their ids. */
  const names = new Map<string, string>();

  async function readLists(token: string | undefined, context: RequestContext, wanted?: number): Promise<Page<Branch>> {
    const answer = await call(
      'ListAddressLists',
      (client) =>
        client.send(new ListAddressListsCommand({ PageSize: sizeFor(wanted), NextToken: token }), {
          abortSignal: context.signal,
        }),
      context,
    );
    const branchOf = (list: AddressList) => {
      const branch = addressListBranch(list, (id, from, purpose, most) => readJobs(id, from, purpose, sizeFor(most)));
      if (branch !== undefined) {
        names.set(branch.id, branch.label);
      }
      return branch;
    };
    const items = mapItems(answer.AddressLists, branchOf, options.report);
    return defined<Page<Branch>>({ items, nextToken: answer.NextToken, sentAs: sentAsOf(answer) });
  }

  async function readJobs(
    addressListId: string,
    token: string | undefined,
    context: RequestContext,
    pageSize: number,
  ): Promise<Page<ImportJob>> {
    const input = { AddressListId: addressListId, PageSize: pageSize, NextToken: token };
    const answer = await call(
      'ListAddressListImportJobs',
      (client) => client.send(new ListAddressListImportJobsCommand(input), { abortSignal: context.signal }),
      context,
      resourceOf(addressListId),
    );
    const map = (job: JobResponse) => mapped(job, addressListId, answer.$metadata.requestId);
    const items = mapItems(answer.ImportJobs, map, options.report);
    return defined<Page<ImportJob>>({ items, nextToken: answer.NextToken, sentAs: sentAsOf(answer) });
  }

  function mapped(job: JobResponse, addressListId: string, requestId: string | undefined, id?: string) {
    return mapJob(job, { addressListId, addressListName: names.get(addressListId), requestId, id });
  }

  async function getJob({ id, scope }: JobRef, context: RequestContext): Promise<StampedJob> {
    const operation = 'GetAddressListImportJob';
    if (scope === undefined || scope === '' || id === '') {
      throw new ServiceError({
        kind: 'badRequest',
        operation,
        detail: l10n.t('An address list ID and a job ID are required.'),
      });
    }
    const answer = await call(
      operation,
      (client) => client.send(new GetAddressListImportJobCommand({ JobId: id }), { abortSignal: context.signal }),
      context,
      resourceOf(scope),
    );
    const { $metadata, ...found } = answer;
    // A response without job fields is not a job.
    // A job found by its ID alone may be in another list than the one tried.
    const job = mapped(found, found.AddressListId ?? scope, $metadata.requestId, isJob(found) ? id : found.JobId);
    if (job === undefined) {
      throw new ServiceError({ kind: 'malformed', operation, detail: l10n.t('The response contains no job.') });
    }
    return { job, sentAs: sentAsOf(answer) };
  }

  const refresh = refresherByScope((addressListId, context) => ({
    readPage: (token) => readJobs(addressListId, token, context, largestPage),
    getJob: (ref) => getJob(ref, context),
  }));

  return { service: lists.service, root: { ...lists.rootOf(region), readPage: readLists }, getJob, refresh };
}

function isJob({ Status }: JobResponse): boolean {
  return Status !== undefined;
}
