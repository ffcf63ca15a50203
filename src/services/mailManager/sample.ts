import { badRequest, type JsonObject, notFound, Refusal } from '../../sample/answers';
import { accountId, region } from '../../sample/exampleAccount';
import type { Pager, Reader } from '../../sample/pages';
import { jsonRequest, positiveInteger, text, type RequestFields } from '../../sample/requests';
import type { SampleService } from '../../sample/router';
import type { SampleWorld } from '../../sample/sampleAccount';
import type { JobSeries } from '../../sample/schedule/jobSeries';
import { workingTimeBefore, workingWeek } from '../../sample/schedule/workingTime';
import { importJob, mailManagerJobs } from './sampleJobs';
import { addressListsOf, type MailManagerTarget, type SampleAddressList } from './sampleNames';

const mostOnAPage = 50;
const operations = '/MailManagerSvc.';

/** Creates the part of the sample account that answers Mail Manager's API. */
export function mailManagerSample(world: SampleWorld): SampleService {
  const account = new MailManagerAccount(world);
  const route = (name: string, operate: (fields: RequestFields, now: number) => JsonObject) => ({
    path: `${operations}${name}`,
    methods: {
      POST: (_: readonly string[], { body }: { readonly body: string }, now: number) => operate(jsonRequest(body), now),
    },
  });
  return {
    prefix: operations,
    routes: [
      route('ListAddressLists', (fields, now) => account.listAddressLists(fields, now)),
      route('ListAddressListImportJobs', (fields, now) => account.listImportJobs(fields, now)),
      route('GetAddressListImportJob', (fields, now) => account.getImportJob(fields, now)),
    ],
    errorBody: (message, _, type) => ({ __type: `com.amazonaws.mailmanager#${type}`, message }),
    // By the API reference, all errors have the status 400.
    refusalFor: ({ type, message }) => new Refusal(400, ownTypes[type] ?? type, message),
  };
}

const ownTypes: Readonly<Record<string, string>> = {
  BadRequestException: 'ValidationException',
  NotFoundException: 'ResourceNotFoundException',
};

/** Address lists and their import jobs, in the shapes of Mail Manager's API. */
class MailManagerAccount {
  readonly #lists: readonly SampleAddressList[];
  readonly #jobs: JobSeries<MailManagerTarget>;
  readonly #pager: Pager;
  readonly #start: number;

  constructor({ seed, start, pager }: SampleWorld) {
    this.#lists = addressListsOf(seed);
    this.#jobs = mailManagerJobs(this.#lists, seed, start);
    this.#pager = pager;
    this.#start = start;
  }

  /**
   * ListAddressLists. https://docs.aws.amazon.com/sesmailmanager/latest/APIReference/API_ListAddressLists.html
   * @throws Refusal
   */
  listAddressLists(fields: RequestFields, now: number): JsonObject {
    const lists = this.#lists.map((list, index) => this.#addressList(list, index, now));
    const read: Reader<JsonObject> = (after) =>
      lists.map((list, index) => [index, list] as const).slice(after === undefined ? 0 : after + 1);
    return this.#page('AddressLists', 'mailManager/lists', fields, read);
  }

  /**
   * ListAddressListImportJobs: newest first.
   * https://docs.aws.amazon.com/sesmailmanager/latest/APIReference/API_ListAddressListImportJobs.html
   * @throws Refusal
   */
  listImportJobs(fields: RequestFields, now: number): JsonObject {
    const id = text(fields, 'AddressListId');
    const list = this.#lists.find((candidate) => candidate.id === id);
    if (list === undefined) {
      throw notFound(`Address list ${id ?? ''} does not exist.`);
    }
    const name = `mailManager/${list.id}`;
    if (list.emptyFirstPage === true && text(fields, 'NextToken') === undefined) {
      return { ImportJobs: [], NextToken: this.#pager.tokenAt(name, Number.MAX_SAFE_INTEGER) };
    }
    const jobs = this.#jobs;
    return this.#page('ImportJobs', name, fields, function* (after) {
      for (const job of jobs.newestFirst(now, (target) => target.list === list, after)) {
        yield [job.number, importJob(job, now)];
      }
    });
  }

  /**
   * GetAddressListImportJob.
   * https://docs.aws.amazon.com/sesmailmanager/latest/APIReference/API_GetAddressListImportJob.html
   * @throws Refusal
   */
  getImportJob(fields: RequestFields, now: number): JsonObject {
    const id = text(fields, 'JobId');
    if (id === undefined) {
      throw badRequest('A JobId is required.');
    }
    const job = this.#jobs.find(id, now);
    if (job === undefined) {
      throw notFound(`Import job ${id} does not exist.`);
    }
    return importJob(job, now);
  }

  #addressList(list: SampleAddressList, index: number, now: number): JsonObject {
    const created = workingTimeBefore(this.#start, (8 + index) * workingWeek);
    const newest = this.#jobs.newestFirst(now, (target) => target.list === list).next().value;
    return {
      AddressListArn: `arn:aws:ses:${region}:${accountId}:mailmanager-address-list/${list.id}`,
      AddressListId: list.id,
      AddressListName: list.name,
      CreatedTimestamp: created / 1000,
      LastUpdatedTimestamp: (newest?.createdAt ?? created) / 1000,
    };
  }

  #page(field: string, list: string, fields: RequestFields, read: Reader<JsonObject>): JsonObject {
    const requested = positiveInteger(fields, 'PageSize');
    const token = text(fields, 'NextToken');
    const { items, nextToken } = this.#pager.page({ list, token, requested, most: mostOnAPage }, read);
    return { [field]: items, ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
  }
}
