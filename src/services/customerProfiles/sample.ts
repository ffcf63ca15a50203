import { badRequest, Refusal, type JsonObject } from '../../sample/answers';
import type { Pager } from '../../sample/pages';
import type { SampleService } from '../../sample/router';
import type { SampleWorld } from '../../sample/sampleAccount';
import type { JobSeries } from '../../sample/schedule/jobSeries';
import { workingTimeBefore, workingWeek } from '../../sample/schedule/workingTime';
import { domains, profilesJobs, uploadJob, uploadJobItem, type ProfilesTarget, type SampleDomain } from './sampleJobs';

type Query = Readonly<Record<string, string>>;

const mostDomains = 100;
const mostJobs = 500;

/** Creates the part of the sample account that answers Customer Profiles' API. */
export function customerProfilesSample(world: SampleWorld): SampleService {
  const account = new ProfilesAccount(world);
  return {
    prefix: '/domains',
    routes: [
      { path: '/domains', methods: { GET: (_, { query }) => account.listDomains(query) } },
      {
        path: '/domains/*/upload-jobs',
        methods: { GET: ([domain = ''], { query }, now) => account.listUploadJobs(domain, query, now) },
      },
      {
        path: '/domains/*/upload-jobs/*',
        methods: { GET: ([domain = '', job = ''], _, now) => account.getUploadJob(domain, job, now) },
      },
    ],
    errorBody: (message) => ({ Message: message }),
  };
}

/** Domains and upload jobs of Customer Profiles, in the shapes of its REST API. */
class ProfilesAccount {
  readonly #jobs: JobSeries<ProfilesTarget>;
  readonly #pager: Pager;
  readonly #start: number;

  constructor({ seed, start, pager }: SampleWorld) {
    this.#jobs = profilesJobs(seed, start);
    this.#pager = pager;
    this.#start = start;
  }

  /**
   * ListDomains. https://docs.aws.amazon.com/connect/latest/APIReference/API_connect-customer-profiles_ListDomains.html
   * @throws Refusal
   */
  listDomains(query: Query): JsonObject {
    const timeBefore = (weeks: number) => workingTimeBefore(this.#start, weeks * workingWeek) / 1000;
    const items = domains.map(({ name, weeks }) => ({
      DomainName: name,
      CreatedAt: timeBefore(weeks),
      LastUpdatedAt: timeBefore(weeks / 2),
      Tags: { team: 'marketing' },
    }));
    const list = 'customerProfiles/domains';
    const page = this.#pager.page(pageRequest(list, query, mostDomains), (after = -1) =>
      items.map((item, index) => [index, item] as const).slice(after + 1),
    );
    return listResponse(page);
  }

  /**
   * ListUploadJobs: newest first, without counts.
   * https://docs.aws.amazon.com/connect/latest/APIReference/API_connect-customer-profiles_ListUploadJobs.html
   * @throws Refusal
   */
  listUploadJobs(name: string, query: Query, now: number): JsonObject {
    const domain = domainOf(name);
    const jobs = this.#jobs;
    const list = `customerProfiles/${domain.name}`;
    const page = this.#pager.page(pageRequest(list, query, mostJobs), function* (after) {
      for (const job of jobs.newestFirst(now, (target) => target.domain === domain, after)) {
        yield [job.number, uploadJobItem(job, now)];
      }
    });
    return listResponse(page);
  }

  /**
   * GetUploadJob.
   * https://docs.aws.amazon.com/connect/latest/APIReference/API_connect-customer-profiles_GetUploadJob.html
   * @throws Refusal
   */
  getUploadJob(name: string, id: string, now: number): JsonObject {
    const domain = domainOf(name);
    const job = this.#jobs.find(id, now);
    if (job?.target.domain !== domain) {
      throw notFound(`Upload job ${id} does not exist.`);
    }
    return uploadJob(job, now);
  }
}

function domainOf(name: string): SampleDomain {
  const domain = domains.find((candidate) => candidate.name === name);
  if (domain === undefined) {
    throw notFound(`Domain ${name} does not exist.`);
  }
  return domain;
}

function notFound(message: string): Refusal {
  return new Refusal(404, 'ResourceNotFoundException', message);
}

function pageRequest(list: string, query: Query, most: number): Parameters<Pager['page']>[0] {
  const size = query['max-results'];
  if (size !== undefined && !(/^\d+$/.test(size) && Number(size) >= 1 && Number(size) <= most)) {
    throw badRequest(`max-results must be a number from 1 to ${most}.`);
  }
  return { list, token: query['next-token'], requested: size === undefined ? undefined : Number(size), most };
}

function listResponse({ items, nextToken }: ReturnType<Pager['page']>): JsonObject {
  return { Items: items as readonly JsonObject[], ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
}
