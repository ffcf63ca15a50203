import type { JsonObject } from '../../sample/answers';
import { cyclicItem } from '../../sample/random';
import { standingAt, type Course } from '../../sample/schedule/jobLife';
import { JobSeries, type Job, type Outcome, type Target } from '../../sample/schedule/jobSeries';

export interface SampleDomain {
  readonly name: string;
  /** Age in weeks of working time. */
  readonly weeks: number;
}

export interface ProfilesTarget extends Target {
  readonly domain: SampleDomain;
  /** Name of the imported file. */
  readonly file: string;
  readonly uniqueKey: string;
  /** Days until imported profiles expire. */
  readonly expiry: number;
  /** Columns of the files: profile field and content type. */
  readonly columns: Readonly<Record<string, readonly [target: string, type: string]>>;
}

type ProfilesJob = Job<ProfilesTarget>;

const contact = {
  first_name: ['_profile.FirstName', 'NAME'],
  last_name: ['_profile.LastName', 'NAME'],
  email: ['_profile.EmailAddress', 'EMAIL_ADDRESS'],
} as const;

const support: SampleDomain = { name: 'amazon-connect-example-support', weeks: 70 };
const marketing: SampleDomain = { name: 'marketing', weeks: 12 };

export const domains: readonly SampleDomain[] = [support, marketing];

const customers: ProfilesTarget = {
  domain: support,
  file: 'customers.csv',
  uniqueKey: 'customer_id',
  expiry: 365,
  columns: {
    customer_id: ['_profile.AccountNumber', 'STRING'],
    ...contact,
    phone: ['_profile.PhoneNumber', 'PHONE_NUMBER'],
    city: ['_profile.Address.City', 'STRING'],
    orders: ['_profile.Attributes.Orders', 'NUMBER'],
  },
  records: [900, 9000],
};
const loyalty: ProfilesTarget = {
  domain: marketing,
  file: 'loyalty.csv',
  uniqueKey: 'member_number',
  expiry: 90,
  columns: {
    member_number: ['_profile.AccountNumber', 'STRING'],
    ...contact,
    tier: ['_profile.Attributes.LoyaltyTier', 'STRING'],
  },
  records: [400, 6000],
};
const guests: ProfilesTarget = {
  domain: marketing,
  file: 'guests.csv',
  uniqueKey: 'email',
  expiry: 14,
  columns: { ...contact },
  records: [40, 700],
};

const pastOutcomes: readonly Outcome[] = [
  ...(['clean', 'withFailures', 'clean', 'failed', 'clean', 'clean'] as const),
  ...(['cancelled', 'clean', 'withFailures', 'clean', 'clean'] as const),
];

const stages: Course['stages'] = [
  ['CREATED', 0.1],
  ['IN_PROGRESS', 0.9],
];
const ends = {
  clean: 'SUCCEEDED',
  withFailures: 'PARTIALLY_SUCCEEDED',
  failed: 'FAILED',
  cancelled: 'STOPPED',
} as const satisfies Record<Outcome, string>;
const reasons = ['VALIDATION_FAILURE', 'VALIDATION_FAILURE', 'INTERNAL_FAILURE'];

/**
 * Creates all upload jobs of the domains. At the start, there is a job in each status; one waits hours for its file.
 * @param start the account's start, in milliseconds since the epoch
 */
export function profilesJobs(seed: number, start: number): JobSeries<ProfilesTarget> {
  const times = (count: number, target: ProfilesTarget) => Array.from({ length: count }, () => target);
  return new JobSeries({
    seed,
    start,
    name: 'customerProfiles',
    ids: 'hex',
    weeks: 8,
    past: [...times(70, customers), ...times(22, loyalty), ...times(9, guests)],
    pastOutcomes,
    inProgress: [
      { target: customers, elapsed: 0.4, left: 100, outcome: 'withFailures' },
      { target: customers, elapsed: 0.7, left: 60, outcome: 'clean' },
      { target: guests, elapsed: 0.02, left: 200_000, outcome: 'clean' },
      { target: loyalty, elapsed: 0.5, left: 130, outcome: 'clean' },
    ],
    later: [customers, loyalty, customers, guests],
  });
}

/** Returns the `UploadJobItem` at `now`. */
export function uploadJobItem(job: ProfilesJob, now: number): JsonObject {
  const { status, endedAt } = standingOf(job, now);
  return {
    JobId: job.id,
    DisplayName: job.target.file,
    Status: status,
    ...(status === 'FAILED' ? { StatusReason: cyclicItem(reasons, job.variant) } : {}),
    CreatedAt: job.createdAt / 1000,
    ...(endedAt === undefined ? {} : { CompletedAt: endedAt / 1000 }),
    DataExpiry: job.target.expiry,
  };
}

/** Returns the response of `GetUploadJob` at `now`. A job has counts once its file is being processed. */
export function uploadJob(job: ProfilesJob, now: number): JsonObject {
  const { status, progress } = standingOf(job, now);
  const failed = Math.floor(job.failed * progress);
  const succeeded = Math.floor((job.processed - job.failed) * progress);
  const updated = Math.floor(succeeded * (0.2 + (job.number % 5) / 8));
  const counts = { UpdatedRecords: updated, CreatedRecords: succeeded - updated, FailedRecords: failed };
  const { columns, uniqueKey } = job.target;
  const fields = Object.entries(columns).map(
    ([name, [target, type]]) => [name, { Source: `_source.${name}`, Target: target, ContentType: type }] as const,
  );
  return {
    ...uploadJobItem(job, now),
    Fields: Object.fromEntries(fields),
    UniqueKey: uniqueKey,
    ...(status === 'CREATED' ? {} : { ResultsSummary: counts }),
  };
}

function standingOf(job: ProfilesJob, now: number) {
  return standingAt(job, { stages, work: 'IN_PROGRESS', end: ends[job.outcome] }, now);
}
