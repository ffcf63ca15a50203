import { badRequest, type JsonObject, notFound } from '../../sample/answers';
import type { SampleWorld } from '../../sample/sampleAccount';
import type { FailedRecordsFiles } from '../../sample/failedRecordsFiles';
import type { SesTarget } from './sampleNames';
import type { Pager } from '../../sample/pages';
import { jsonRequest, positiveInteger, text } from '../../sample/requests';
import type { SampleService } from '../../sample/router';
import type { JobSeries } from '../../sample/schedule/jobSeries';
import { failedRecordsCsv, hasFailedRecordsFile, jobDetails, jobSummary, sesJobs } from './sampleJobs';

const mostOnAPage = 100;

export function sesSample(world: SampleWorld): SampleService {
  const account = new SesAccount(world);
  return {
    prefix: '/v2/email/',
    routes: [
      {
        path: '/v2/email/import-jobs/list',
        methods: { POST: (_, { body }, now) => account.listImportJobs(body, now) },
      },
      { path: '/v2/email/import-jobs/*', methods: { GET: ([job = ''], _, now) => account.getImportJob(job, now) } },
    ],
    errorBody: (message) => ({ message }),
    failedRecordsOf: (jobId, now) => account.failedRecordsOf(jobId, now),
  };
}

/** The import jobs of Amazon SES, in the shapes of the SES v2 API. */
class SesAccount {
  readonly #jobs: JobSeries<SesTarget>;
  readonly #pager: Pager;
  readonly #files: FailedRecordsFiles;

  constructor({ seed, start, pager, files }: SampleWorld) {
    this.#jobs = sesJobs(seed, start);
    this.#pager = pager;
    this.#files = files;
  }

  /**
   * ListImportJobs: newest first.
   * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListImportJobs.html
   * @throws Refusal
   */
  listImportJobs(body: string, now: number): JsonObject {
    const { type, requested, token } = listRequest(body);
    const jobs = this.#jobs;
    const list = `ses/${type ?? 'all'}`;
    const { items, nextToken } = this.#pager.page({ list, token, requested, most: mostOnAPage }, function* (after) {
      for (const job of jobs.newestFirst(now, (target) => type === undefined || target.type === type, after)) {
        yield [job.number, jobSummary(job, now)];
      }
    });
    return { ImportJobs: items, ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
  }

  /**
   * GetImportJob, with a newly signed failed-records URL.
   * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetImportJob.html
   * @throws Refusal
   */
  getImportJob(id: string, now: number): JsonObject {
    const job = this.#jobs.find(id, now);
    if (job === undefined) {
      throw notFound(`Import job ${id} does not exist.`);
    }
    return jobDetails(job, now, () => this.#files.urlOf(job.id, now));
  }

  /** Returns a job's failed-records file; `undefined` if it has none. */
  failedRecordsOf(id: string, now: number): string | undefined {
    const job = this.#jobs.find(id, now);
    return job !== undefined && hasFailedRecordsFile(job, now) ? failedRecordsCsv(job) : undefined;
  }
}

function listRequest(body: string): {
  type: string | undefined;
  requested: number | undefined;
  token: string | undefined;
} {
  const fields = jsonRequest(body);
  const { ImportDestinationType: type } = fields;
  if (type !== undefined && type !== 'SUPPRESSION_LIST' && type !== 'CONTACT_LIST') {
    throw badRequest('ImportDestinationType must be SUPPRESSION_LIST or CONTACT_LIST.');
  }
  return { type, requested: positiveInteger(fields, 'PageSize'), token: text(fields, 'NextToken') };
}
