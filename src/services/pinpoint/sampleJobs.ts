import type { JsonObject } from '../../sample/answers';
import { failedRecord } from '../../sample/failedRecordsFiles';
import { accountId, bucket } from '../../sample/exampleAccount';
import type { PinpointTarget, SampleApplication, SampleSegment } from './sampleNames';
import { type Course, standingAt } from '../../sample/schedule/jobLife';
import { type Job, JobSeries, type Outcome, type JobInProgress } from '../../sample/schedule/jobSeries';

type PinpointJob = Job<PinpointTarget>;

/** Maximum number of failure entries that Pinpoint keeps for a job. */
const mostEntries = 100;
const recordsInAPiece = 1000;
const roleArn = `arn:aws:iam::${accountId}:role/pinpoint-import`;

const pastOutcomes: readonly Outcome[] = [
  ...(['clean', 'withFailures', 'clean', 'failed', 'clean', 'clean'] as const),
  ...(['withFailures', 'clean', 'clean', 'clean', 'clean'] as const),
];

const beginning = [
  ['CREATED', 0.06],
  ['PREPARING_FOR_INITIALIZATION', 0.08],
  ['INITIALIZING', 0.1],
  ['PENDING_JOB', 0.1],
] as const;
/** Statuses in which nothing has been counted yet. */
const uncounted: ReadonlySet<string> = new Set(beginning.map(([status]) => status));
const succeeding: Course = {
  stages: [...beginning, ['PROCESSING', 0.56], ['COMPLETING', 0.1]],
  work: 'PROCESSING',
  end: 'COMPLETED',
};
const failing: Course = {
  stages: [...beginning, ['PROCESSING', 0.54], ['FAILING', 0.12]],
  work: 'PROCESSING',
  end: 'FAILED',
};

const endpointReasons = [
  'The channel type is missing',
  'The address does not fit the channel type',
  'An attribute has more than 50 values',
  'The opt-out value is neither ALL nor NONE',
];

/**
 * Creates all import jobs of the applications. At the start, each transient status has a job.
 * @param start the account's start, in milliseconds since the epoch
 */
export function pinpointJobs(
  applications: readonly SampleApplication[],
  seed: number,
  start: number,
): JobSeries<PinpointTarget> {
  const targets = new Map<string, PinpointTarget>();
  const past: PinpointTarget[] = [];
  for (const application of applications) {
    const endpoints = { application, records: [200, 3000] } as const;
    targets.set(application.folder, endpoints);
    past.push(...Array.from({ length: application.pastEndpointJobs }, () => endpoints));
    for (const segment of application.segments) {
      const records = [Math.ceil(segment.size * 0.93), Math.ceil(segment.size * 1.04)] as const;
      targets.set(segment.folder, { application, segment, records });
      past.push(...Array.from({ length: segment.pastJobs }, () => ({ application, segment, records })));
    }
  }
  const into = (folder: string): PinpointTarget => {
    const target = targets.get(folder);
    if (target === undefined) {
      throw new RangeError(`There is no ${folder}.`);
    }
    return target;
  };
  const job = (folder: string, elapsed: number, left: number, outcome: Outcome): JobInProgress<PinpointTarget> => ({
    target: into(folder),
    elapsed,
    left,
    outcome,
  });
  return new JobSeries({
    seed,
    name: 'pinpoint',
    start,
    ids: 'hex',
    weeks: 9,
    past,
    pastOutcomes,
    inProgress: [
      job('vip-customers', 0.03, 220, 'clean'),
      job('vip-customers', 0.55, 90, 'withFailures'),
      job('lapsed-since-spring', 0.93, 20, 'clean'),
      job('weekly-digest', 0.29, 160, 'clean'),
      job('double-opt-in', 0.91, 25, 'clean'),
      job('double-opt-in', 0.92, 30, 'failed'),
      job('birthday-this-month', 0.1, 180, 'failed'),
      job('loyalty', 0.5, 60, 'withFailures'),
      job('beta-testers', 0.18, 160, 'clean'),
      job('panel-north', 0.02, 235, 'clean'),
    ],
    later: ['vip-customers', 'weekly-digest', 'loyalty', 'lapsed-since-spring', 'beta-testers'].map(into),
  });
}

/** Returns the `ImportJobResponse` at `now`. Before processing, a job has only the required fields. */
export function importJob(job: PinpointJob, now: number): JsonObject {
  const { status, progress, endedAt } = standingAt(job, job.outcome === 'failed' ? failing : succeeding, now);
  const fresh = uncounted.has(status);
  const failed = Math.floor(job.failed * progress);
  const entries = entriesOf(job, failed);
  return {
    ApplicationId: job.target.application.id,
    ...(fresh ? {} : piecesOf(job, progress)),
    ...(endedAt === undefined ? {} : { CompletionDate: new Date(endedAt).toISOString() }),
    CreationDate: new Date(job.createdAt).toISOString(),
    Definition: definitionOf(job),
    ...(entries.length === 0 ? {} : { Failures: entries }),
    Id: job.id,
    JobStatus: status,
    ...(fresh ? {} : { TotalFailures: failed, TotalProcessed: Math.floor((job.processed - job.failed) * progress) }),
    Type: 'IMPORT',
  };
}

/** Returns a segment's data about the import that created it. */
export function importDefinition(application: SampleApplication, segment: SampleSegment): JsonObject {
  return {
    ChannelCounts: { EMAIL: segment.size },
    ExternalId: accountId,
    Format: 'CSV',
    RoleArn: roleArn,
    S3Url: `${bucket}/pinpoint/${application.folder}/${segment.folder}/`,
    Size: segment.size,
  };
}

/** Returns a job's piece counts. A Pinpoint job has failed if at least one of its pieces has. */
function piecesOf(job: PinpointJob, progress: number): JsonObject {
  const total = Math.max(1, Math.ceil(job.records / recordsInAPiece));
  if (job.outcome !== 'failed') {
    return { CompletedPieces: Math.floor(total * progress), FailedPieces: 0, TotalPieces: total };
  }
  const reached = Math.max(1, Math.ceil((job.processed / job.records) * total));
  const failed = Math.ceil(reached / 3);
  return {
    CompletedPieces: Math.floor((reached - failed) * progress),
    FailedPieces: Math.floor(failed * progress),
    TotalPieces: total,
  };
}

/**
 * Returns a job's failure entries. Some jobs with failed records have none, because Pinpoint does not guarantee them.
 */
function entriesOf(job: PinpointJob, failed: number): readonly string[] {
  if (job.variant % 4 === 3) {
    return [];
  }
  return Array.from({ length: Math.min(mostEntries, failed) }, (_, index) => {
    const { line, address, reason } = failedRecord(job, endpointReasons, index);
    return `Line ${String(line)}: ${reason}: ${address}`;
  });
}

function definitionOf({ number, target: { application, segment }, createdAt }: PinpointJob): JsonObject {
  const date = new Date(createdAt).toISOString().slice(0, 10);
  const json = number % 4 === 1;
  // Some imports are of a folder, from which Pinpoint imports all files.
  const file = number % 3 === 0 ? '/' : json ? '.json' : '.csv';
  return {
    DefineSegment: segment !== undefined,
    // Deprecated, so only older jobs have one.
    ...(number < 40 ? { ExternalId: accountId } : {}),
    Format: json ? 'JSON' : 'CSV',
    RegisterEndpoints: segment === undefined || number % 5 !== 0,
    RoleArn: roleArn,
    S3Url: `${bucket}/pinpoint/${application.folder}/${segment?.folder ?? 'endpoints'}/${date}${file}`,
    ...(segment === undefined ? {} : { SegmentId: segment.id }),
    ...(segment?.name === undefined ? {} : { SegmentName: segment.name }),
  };
}
