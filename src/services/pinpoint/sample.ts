import { badRequest, type JsonObject, notFound } from '../../sample/answers';
import { accountId, region } from '../../sample/exampleAccount';
import { applicationsOf, type PinpointTarget, type SampleApplication, type SampleSegment } from './sampleNames';
import type { SampleWorld } from '../../sample/sampleAccount';
import type { Pager, Reader } from '../../sample/pages';
import type { SampleService } from '../../sample/router';
import { importDefinition, importJob, pinpointJobs } from './sampleJobs';
import type { JobSeries } from '../../sample/schedule/jobSeries';
import { workingTimeBefore, workingWeek } from '../../sample/schedule/workingTime';

type Query = Readonly<Record<string, string>>;

const mostJobsOnAPage = 100;
/** Maximum page size of applications and segments: small, so that Loyalty's segments take several pages. */
const mostOthersOnAPage = 5;

/** Creates the part of the sample account that answers Pinpoint's API. */
export function pinpointSample(world: SampleWorld): SampleService {
  const account = new PinpointAccount(world);
  return {
    prefix: '/v1/apps',
    routes: [
      { path: '/v1/apps', methods: { GET: (_, { query }) => account.getApps(query) } },
      {
        path: '/v1/apps/*/segments',
        methods: { GET: ([app = ''], { query }, now) => account.getSegments(app, query, now) },
      },
      {
        path: '/v1/apps/*/jobs/import',
        methods: { GET: ([app = ''], { query }, now) => account.getImportJobs(app, query, now) },
      },
      {
        path: '/v1/apps/*/jobs/import/*',
        methods: { GET: ([app = '', job = ''], _, now) => account.getImportJob(app, job, now) },
      },
      {
        path: '/v1/apps/*/segments/*/jobs/import',
        methods: {
          GET: ([app = '', segment = ''], { query }, now) => account.getSegmentImportJobs(app, segment, query, now),
          OPTIONS: ([app = '', segment = '']) => {
            account.getSegmentImportJobsOptions(app, segment);
            return undefined;
          },
        },
      },
    ],
    errorBody: (message, requestId) => ({ Message: message, RequestID: requestId }),
  };
}

/** Applications, segments and import jobs of Amazon Pinpoint, in the shapes of its REST API. */
class PinpointAccount {
  readonly #applications: readonly SampleApplication[];
  readonly #jobs: JobSeries<PinpointTarget>;
  readonly #pager: Pager;
  readonly #start: number;

  constructor({ seed, start, pager }: SampleWorld) {
    this.#applications = applicationsOf(seed);
    this.#jobs = pinpointJobs(this.#applications, seed, start);
    this.#pager = pager;
    this.#start = start;
  }

  /**
   * GetApps. https://docs.aws.amazon.com/pinpoint/latest/apireference/apps.html
   * @throws Refusal
   */
  getApps(query: Query): JsonObject {
    const applications = this.#applications.map((application) => ({
      Arn: arnOf(application),
      CreationDate: this.#weeksBeforeStart(60),
      Id: application.id,
      Name: application.name,
      tags: { team: 'marketing' },
    }));
    return this.#page('pinpoint/apps', query, mostOthersOnAPage, numbered(applications));
  }

  /**
   * GetSegments. https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-segments.html
   * @throws Refusal
   */
  getSegments(applicationId: string, query: Query, now: number): JsonObject {
    const application = this.#application(applicationId);
    const segments = application.segments.map((segment, index) =>
      this.#segmentResponse(application, segment, index, now),
    );
    return this.#page(`pinpoint/${application.id}/segments`, query, mostOthersOnAPage, numbered(segments));
  }

  /**
   * GetImportJobs: all jobs of an application, newest first, including those that created no segment.
   * https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-jobs-import.html
   * @throws Refusal
   */
  getImportJobs(applicationId: string, query: Query, now: number): JsonObject {
    const application = this.#application(applicationId);
    const read = this.#reader(now, (target) => target.application === application);
    return this.#page(`pinpoint/${application.id}/jobs`, query, mostJobsOnAPage, read);
  }

  /**
   * GetSegmentImportJobs: newest first.
   * https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-segments-segment-id-jobs-import.html
   * @throws Refusal
   */
  getSegmentImportJobs(applicationId: string, segmentId: string, query: Query, now: number): JsonObject {
    const segment = this.#segment(applicationId, segmentId);
    const list = `pinpoint/${applicationId}/${segmentId}`;
    if (segment.emptyFirstPage === true && query.token === undefined) {
      pageSize(query);
      return { Item: [], NextToken: this.#pager.tokenAt(list, Number.MAX_SAFE_INTEGER) };
    }
    const read = this.#reader(now, (target) => target.segment === segment);
    return this.#page(list, query, mostJobsOnAPage, read);
  }

  /**
   * Responds to OPTIONS on a segment's import jobs, which only checks that the segment exists.
   * @throws Refusal
   */
  getSegmentImportJobsOptions(applicationId: string, segmentId: string): void {
    this.#segment(applicationId, segmentId);
  }

  /**
   * GetImportJob. https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-jobs-import-job-id.html
   * @throws Refusal
   */
  getImportJob(applicationId: string, jobId: string, now: number): JsonObject {
    const application = this.#application(applicationId);
    const job = this.#jobs.find(jobId, now);
    if (job?.target.application !== application) {
      throw notFound('Resource not found');
    }
    return importJob(job, now);
  }

  #reader(now: number, into: (target: PinpointTarget) => boolean): Reader<JsonObject> {
    const jobs = this.#jobs;
    return function* (after) {
      for (const job of jobs.newestFirst(now, into, after)) {
        yield [job.number, importJob(job, now)];
      }
    };
  }

  #segmentResponse(application: SampleApplication, segment: SampleSegment, index: number, now: number): JsonObject {
    const created = this.#weeksBeforeStart(14 + index);
    const newest = this.#jobs.newestFirst(now, (target) => target.segment === segment).next().value;
    return {
      ApplicationId: application.id,
      Arn: `${arnOf(application)}/segments/${segment.id}`,
      CreationDate: created,
      ...(segment.type === 'DIMENSIONAL'
        ? { Dimensions: { Behavior: { Recency: { Duration: 'DAY_30', RecencyType: 'ACTIVE' } } } }
        : { ImportDefinition: importDefinition(application, segment) }),
      Id: segment.id,
      LastModifiedDate: newest === undefined ? created : new Date(newest.createdAt).toISOString(),
      ...(segment.name === undefined ? {} : { Name: segment.name }),
      SegmentType: segment.type,
      Version: 1,
    };
  }

  /** Returns a page. On the last page, Pinpoint returns `null` as NextToken. */
  #page(list: string, query: Query, most: number, read: Reader<JsonObject>): JsonObject {
    const { items, nextToken } = this.#pager.page({ list, token: query.token, requested: pageSize(query), most }, read);
    return { Item: items, NextToken: nextToken ?? null };
  }

  #application(id: string): SampleApplication {
    const application = this.#applications.find((candidate) => candidate.id === id);
    if (application === undefined) {
      throw notFound('Resource not found');
    }
    return application;
  }

  #segment(applicationId: string, id: string): SampleSegment {
    const segment = this.#application(applicationId).segments.find((candidate) => candidate.id === id);
    if (segment === undefined) {
      throw notFound('Resource not found');
    }
    return segment;
  }

  #weeksBeforeStart(weeks: number): string {
    return new Date(workingTimeBefore(this.#start, weeks * workingWeek)).toISOString();
  }
}

function arnOf({ id }: SampleApplication): string {
  return `arn:aws:mobiletargeting:${region}:${accountId}:apps/${id}`;
}

function numbered(items: readonly JsonObject[]): Reader<JsonObject> {
  return (after) => items.map((item, index) => [index, item] as const).slice(after === undefined ? 0 : after + 1);
}

/** Parses Pinpoint's page size, which is a string. */
function pageSize(query: Query): number | undefined {
  const text = query['page-size'];
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d+$/.test(text) || Number(text) < 1) {
    throw badRequest('The page-size must be a positive number.');
  }
  return Number(text);
}
