import { SampleAddresses } from './sampleAddresses';
import { badRequest, type JsonObject, notFound } from '../../sample/answers';
import type { SampleWorld } from '../../sample/sampleAccount';
import type { FailedRecordsFiles } from '../../sample/failedRecordsFiles';
import type { SesTarget } from './sampleNames';
import type { Pager } from '../../sample/pages';
import { jsonRequest, positiveInteger, text } from '../../sample/requests';
import type { SampleService } from '../../sample/router';
import type { JobSeries } from '../../sample/schedule/jobSeries';
import { type ExportTarget, exportDetails, exportJobs, exportSummary, hasResult, resultCsv } from './sampleExports';
import { failedRecordsCsv, hasFailedRecordsFile, jobDetails, jobSummary, sesJobs } from './sampleJobs';

const mostOnAPage = 100;

/** Creates the part of the sample account that answers the SES API v2. */
export function sesSample(world: SampleWorld): SampleService {
  const account = new SesAccount(world);
  const addresses = new SampleAddresses(world.seed, world.start);
  return {
    prefix: '/v2/email/',
    routes: [
      {
        path: '/v2/email/import-jobs/list',
        methods: { POST: (_, { body }, now) => account.listImportJobs(body, now) },
      },
      { path: '/v2/email/import-jobs/*', methods: { GET: ([job = ''], _, now) => account.getImportJob(job, now) } },
      {
        path: '/v2/email/list-export-jobs',
        methods: { POST: (_, { body }, now) => account.listExportJobs(body, now) },
      },
      { path: '/v2/email/export-jobs/*', methods: { GET: ([job = ''], _, now) => account.getExportJob(job, now) } },
      {
        path: '/v2/email/suppression/addresses/*',
        methods: { GET: ([address = '']) => addresses.suppressed(address) },
      },
      {
        path: '/v2/email/contact-lists/*/contacts/*',
        methods: { GET: ([list = '', address = '']) => addresses.contact(list, address) },
      },
    ],
    errorBody: (message) => ({ message }),
    fileOf: (jobId, now) => account.fileOf(jobId, now),
  };
}

/** The import and export jobs of Amazon SES, in the shapes of the SES v2 API. */
class SesAccount {
  readonly #jobs: JobSeries<SesTarget>;
  readonly #exports: JobSeries<ExportTarget>;
  readonly #pager: Pager;
  readonly #files: FailedRecordsFiles;

  constructor({ seed, start, pager, files }: SampleWorld) {
    this.#jobs = sesJobs(seed, start);
    this.#exports = exportJobs(seed, start);
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

  /**
   * ListExportJobs: newest first.
   * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListExportJobs.html
   * @throws Refusal
   */
  listExportJobs(body: string, now: number): JsonObject {
    const { requested, token, exportType, status } = exportRequest(body);
    const list = `ses/exports/${exportType ?? 'all'}/${status ?? 'all'}`;
    const jobs = this.#exports;
    const { items, nextToken } = this.#pager.page({ list, token, requested, most: mostOnAPage }, function* (after) {
      const isWanted = ({ type }: ExportTarget) => exportType === undefined || type === exportType;
      for (const job of jobs.newestFirst(now, isWanted, after)) {
        const summary = exportSummary(job, now);
        if (status === undefined || summary.JobStatus === status) {
          yield [job.number, summary];
        }
      }
    });
    return { ExportJobs: items, ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
  }

  /**
   * GetExportJob, with a newly signed URL of the result.
   * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetExportJob.html
   * @throws Refusal
   */
  getExportJob(id: string, now: number): JsonObject {
    const job = this.#exports.find(id, now);
    if (job === undefined) {
      throw notFound(`Export job ${id} does not exist.`);
    }
    return exportDetails(job, now, () => this.#files.urlOf(job.id, now, 'result'));
  }

  /** Returns a job's failed-records file or result; `undefined` if it has none. */
  fileOf(id: string, now: number): string | undefined {
    const job = this.#jobs.find(id, now);
    if (job !== undefined) {
      return hasFailedRecordsFile(job, now) ? failedRecordsCsv(job) : undefined;
    }
    const exported = this.#exports.find(id, now);
    return exported !== undefined && hasResult(exported, now) ? resultCsv(exported) : undefined;
  }
}

interface PageRequest {
  readonly requested: number | undefined;
  readonly token: string | undefined;
}

function listRequest(body: string): PageRequest & { readonly type: string | undefined } {
  const fields = jsonRequest(body);
  const { ImportDestinationType: type } = fields;
  if (type !== undefined && type !== 'SUPPRESSION_LIST' && type !== 'CONTACT_LIST') {
    throw badRequest('ImportDestinationType must be SUPPRESSION_LIST or CONTACT_LIST.');
  }
  return { type, ...pageRequest(fields) };
}

function exportRequest(body: string): PageRequest & {
  readonly exportType: string | undefined;
  readonly status: string | undefined;
} {
  const fields = jsonRequest(body);
  const { ExportSourceType: exportType } = fields;
  if (exportType !== undefined && exportType !== 'METRICS_DATA' && exportType !== 'MESSAGE_INSIGHTS') {
    throw badRequest('ExportSourceType must be METRICS_DATA or MESSAGE_INSIGHTS.');
  }
  return { exportType, status: text(fields, 'JobStatus'), ...pageRequest(fields) };
}

function pageRequest(fields: ReturnType<typeof jsonRequest>): PageRequest {
  return { requested: positiveInteger(fields, 'PageSize'), token: text(fields, 'NextToken') };
}
