import type { JsonObject } from '../../sample/answers';
import { failedRecord } from '../../sample/failedRecordsFiles';
import { type Course, standingAt } from '../../sample/schedule/jobLife';
import { type Job, JobSeries, type Outcome, type Target } from '../../sample/schedule/jobSeries';

export interface ExportTarget extends Target {
  readonly type: 'METRICS_DATA' | 'MESSAGE_INSIGHTS';
}

type ExportJob = Job<ExportTarget>;

const metrics: ExportTarget = { type: 'METRICS_DATA', records: [30, 400] };
const insights: ExportTarget = { type: 'MESSAGE_INSIGHTS', records: [200, 9000] };

const pastOutcomes: readonly Outcome[] = ['clean', 'clean', 'failed', 'clean', 'cancelled', 'clean', 'clean'];
const stages: Course['stages'] = [
  ['CREATED', 0.2],
  ['PROCESSING', 0.8],
];
const ends = { clean: 'COMPLETED', withFailures: 'COMPLETED', failed: 'FAILED', cancelled: 'CANCELLED' } as const;

const day = 24 * 60 * 60;
const message = 'The export was stopped: the start date is before the first message that was recorded.';

/**
 * Creates all export jobs of Amazon SES.
 * @param start the account's start, in milliseconds since the epoch
 */
export function exportJobs(seed: number, start: number): JobSeries<ExportTarget> {
  return new JobSeries({
    seed,
    start,
    name: 'ses exports',
    ids: 'uuid',
    weeks: 6,
    past: [...Array.from({ length: 14 }, () => metrics), ...Array.from({ length: 10 }, () => insights)],
    pastOutcomes,
    inProgress: [
      { target: insights, elapsed: 0.5, left: 95, outcome: 'clean' },
      { target: metrics, elapsed: 0.05, left: 130, outcome: 'clean' },
    ],
    later: [insights, metrics],
  });
}

/** Returns the `ExportJobSummary` at `now`, which has no counts. */
export function exportSummary(job: ExportJob, now: number): JsonObject {
  const { status, endedAt } = standingOf(job, now);
  return {
    JobId: job.id,
    ExportSourceType: job.target.type,
    JobStatus: status,
    CreatedTimestamp: job.createdAt / 1000,
    ...(endedAt === undefined ? {} : { CompletedTimestamp: endedAt / 1000 }),
  };
}

/** Returns all details of a job at `now`. @param resultUrl returns the URL of the job's result */
export function exportDetails(job: ExportJob, now: number, resultUrl: () => string): JsonObject {
  const { status, progress } = standingOf(job, now);
  return {
    ...exportSummary(job, now),
    ExportDestination: { DataFormat: 'CSV', ...(hasResult(job, now) ? { S3Url: resultUrl() } : {}) },
    ExportDataSource: dataSourceOf(job),
    ...(status === 'FAILED' ? { FailureInfo: { ErrorMessage: message } } : {}),
    Statistics: {
      ProcessedRecordsCount: Math.floor(job.processed * progress),
      ExportedRecordsCount: Math.floor(exportedBy(job) * progress),
    },
  };
}

/** Whether a job's result exists at `now`. */
export function hasResult(job: ExportJob, now: number): boolean {
  return standingOf(job, now).status === 'COMPLETED';
}

/** Returns the file that an export job created. */
export function resultCsv(job: ExportJob): string {
  const rows = Array.from({ length: exportedBy(job) }, (_, index) => rowOf(job, index));
  const header =
    job.target.type === 'METRICS_DATA' ? 'date,isp,metric,value' : 'messageId,destination,lastDeliveryEvent';
  return `${header}\n${rows.join('')}`;
}

function rowOf(job: ExportJob, index: number): string {
  const { address, line } = failedRecord({ ...job, failed: job.processed }, ['Gmail', 'Yahoo', 'Hotmail'], index);
  if (job.target.type === 'MESSAGE_INSIGHTS') {
    return `${job.id.slice(0, 8)}-${String(index)},${address},PERMANENT_BOUNCE\n`;
  }
  const date = new Date(job.createdAt - (index % 30) * day * 1000).toISOString().slice(0, 10);
  return `${date},${['Gmail', 'Yahoo', 'Hotmail'][index % 3] ?? ''},SEND,${String(line * 7)}\n`;
}

/** Returns the final number of exported records: those that match the filters. */
function exportedBy({ processed, target }: ExportJob): number {
  return target.type === 'METRICS_DATA' ? processed : Math.floor(processed * 0.6);
}

function standingOf(job: ExportJob, now: number) {
  return standingAt(job, { stages, work: 'PROCESSING', end: ends[job.outcome] }, now);
}

function dataSourceOf({ createdAt, target }: ExportJob): JsonObject {
  const EndDate = Math.floor(createdAt / 1000 / day) * day;
  const period = { StartDate: EndDate - 30 * day, EndDate };
  return target.type === 'METRICS_DATA'
    ? {
        MetricsDataSource: {
          Namespace: 'VDM',
          Dimensions: { ISP: ['*'], EMAIL_IDENTITY: ['marketing@example.com', 'example.com'] },
          Metrics: [
            { Name: 'SEND', Aggregation: 'VOLUME' },
            { Name: 'PERMANENT_BOUNCE', Aggregation: 'RATE' },
          ],
          ...period,
        },
      }
    : {
        MessageInsightsDataSource: {
          ...period,
          Include: { FromEmailAddress: ['marketing@example.com'], LastDeliveryEvent: ['PERMANENT_BOUNCE'] },
          Exclude: { Destination: ['ana.abe@example.net', 'ben.berg@example.org'], Isp: ['Yahoo'] },
          MaxResults: 10_000,
        },
      };
}
