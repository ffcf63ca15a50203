import type { JsonObject } from '../../sample/answers';
import { region } from '../../sample/exampleAccount';
import { cyclicItem, hexOf, randomOf } from '../../sample/random';
import { standingAt, type Course } from '../../sample/schedule/jobLife';
import { JobSeries, type Job, type JobInProgress, type Outcome } from '../../sample/schedule/jobSeries';
import type { MailManagerTarget, SampleAddressList } from './sampleNames';

export type MailManagerJob = Job<MailManagerTarget>;

const pastOutcomes: readonly Outcome[] = [
  ...(['clean', 'withFailures', 'clean', 'clean', 'failed', 'clean', 'clean', 'withFailures'] as const),
  ...(['clean', 'cancelled', 'clean', 'clean'] as const),
];

/** Reasons of failed jobs by variant; one has none. */
const errors: readonly { readonly Error?: string }[] = [
  { Error: 'The header of the file is missing.' },
  { Error: 'The import was stopped because too many addresses are not valid.' },
  {},
];

/** Fraction of a job's duration before it is started. */
const waiting = 0.1;
const stages: Course['stages'] = [
  ['CREATED', waiting],
  ['PROCESSING', 1 - waiting],
];
const ends = { clean: 'COMPLETED', withFailures: 'COMPLETED', failed: 'FAILED', cancelled: 'STOPPED' } as const;

const linkLifetimeSeconds = 3600;

/**
 * Creates all import jobs of Mail Manager. At the start, some are in progress, and two wait for files that are never
 * uploaded: the link of one has expired.
 * @param start the account's start, in milliseconds since the epoch
 */
export function mailManagerJobs(
  lists: readonly SampleAddressList[],
  seed: number,
  start: number,
): JobSeries<MailManagerTarget> {
  const targetOf = (name: string): MailManagerTarget => {
    const list = lists.find((candidate) => candidate.name === name);
    if (list === undefined) {
      throw new RangeError(`There is no ${name}.`);
    }
    return { list, records: list.records };
  };
  const [blocked, executives, partners, press] = ['blocked-senders', 'executives', 'partner-domains', 'press'].map(
    targetOf,
  ) as [MailManagerTarget, MailManagerTarget, MailManagerTarget, MailManagerTarget];
  const job = (
    target: MailManagerTarget,
    elapsed: number,
    left: number,
    outcome: Outcome,
  ): JobInProgress<MailManagerTarget> => ({ target, elapsed, left, outcome });
  return new JobSeries({
    seed,
    start,
    name: 'mailManager',
    ids: 'uuid',
    weeks: 7,
    past: lists.flatMap((list) => Array.from({ length: list.pastJobs }, () => targetOf(list.name))),
    pastOutcomes,
    inProgress: [
      job({ ...partners, isNeverStarted: true }, 0.9, 800, 'clean'),
      job({ ...blocked, isNeverStarted: true }, 0.1, 4000, 'clean'),
      job(blocked, 0.05, 190, 'clean'),
      job(blocked, 0.4, 100, 'withFailures'),
      job(executives, 0.6, 40, 'failed'),
    ],
    later: [blocked, partners, blocked, press],
  });
}

/** Returns the `ImportJob` at `now`, which lists and single responses have alike. */
export function importJob(job: MailManagerJob, now: number): JsonObject {
  const { status, progress, endedAt } = standingOf(job, now);
  const { list } = job.target;
  const failed = Math.floor(job.failed * progress);
  const counts = { FailedItemsCount: failed, ImportedItemsCount: Math.floor(job.processed * progress) - failed };
  return {
    AddressListId: list.id,
    ...(endedAt === undefined ? {} : { CompletedTimestamp: endedAt / 1000 }),
    CreatedTimestamp: job.createdAt / 1000,
    ...(job.outcome === 'failed' && endedAt !== undefined ? cyclicItem(errors, job.variant) : {}),
    ...(status === 'CREATED' ? {} : counts),
    ImportDataFormat: { ImportDataType: list.format },
    JobId: job.id,
    Name: nameOf(job),
    PreSignedUrl: uploadUrlOf(job),
    ...(status === 'CREATED' ? {} : { StartTimestamp: (job.createdAt + job.duration * waiting) / 1000 }),
    Status: status,
  };
}

function standingOf(job: MailManagerJob, now: number): ReturnType<typeof standingAt> {
  return job.target.isNeverStarted === true
    ? { status: 'CREATED', progress: 0 }
    : standingAt(job, { stages, work: 'PROCESSING', end: ends[job.outcome] }, now);
}

/** Returns the name that the user gave a job, short enough for a narrow row. */
function nameOf({ target: { list }, number }: MailManagerJob): string {
  return `${cyclicItem(list.jobNames, number)}-${String(number)}`;
}

/** Returns the URL for a job's upload, which is signed once. Its signature is fake. */
function uploadUrlOf({ id, createdAt }: MailManagerJob): string {
  const date = new Date(createdAt).toISOString().replace(/[-:]|\.\d+/g, '');
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `SAMPLE/${date.slice(0, 8)}/${region}/s3/aws4_request`,
    'X-Amz-Date': date,
    'X-Amz-Expires': String(linkLifetimeSeconds),
    'X-Amz-Security-Token': hexOf(randomOf(id, 'token'), 64),
    'X-Amz-Signature': hexOf(randomOf(id, 'signature'), 64),
    'X-Amz-SignedHeaders': 'host',
  });
  return `https://uploads.sample-account.invalid/${id}?${query.toString()}`;
}
