import { hexOf, randomOf } from '../../sample/random';
import type { Target } from '../../sample/schedule/jobSeries';

export interface SampleSegment {
  readonly id: string;
  /** Absent for one of the segments. */
  readonly name?: string;
  readonly type: 'IMPORT' | 'DIMENSIONAL';
  /** Folder of the segment's files. Also identifies the segment in the code. */
  readonly folder: string;
  /** Number of endpoints. */
  readonly size: number;
  /** Number of jobs that finished before the account's start. */
  readonly pastJobs: number;
  /** Whether the segment's list of jobs starts with an empty page that has a NextToken. */
  readonly emptyFirstPage?: boolean;
}

export interface SampleApplication {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  /** Number of jobs that finished before the start and imported only endpoints, without creating a segment. */
  readonly pastEndpointJobs: number;
  readonly segments: readonly SampleSegment[];
}

export interface PinpointTarget extends Target {
  readonly application: SampleApplication;
  /** Absent for imports of endpoints only. */
  readonly segment?: SampleSegment;
}

type Draft<T> = Omit<T, 'id' | 'segments'>;

const segments: Readonly<Record<string, readonly Draft<SampleSegment>[]>> = {
  loyalty: [
    { name: 'VIP customers', folder: 'vip-customers', type: 'IMPORT', size: 9000, pastJobs: 112 },
    { name: 'Lapsed buyers', folder: 'lapsed-since-spring', type: 'IMPORT', size: 4120, pastJobs: 14 },
    { name: 'Birthdays', folder: 'birthday-this-month', type: 'IMPORT', size: 730, pastJobs: 9 },
    { name: 'Store guests', folder: 'store-opening-guests', type: 'IMPORT', size: 260, pastJobs: 0 },
    { name: 'Frequent buyers', folder: 'frequent-buyers', type: 'DIMENSIONAL', size: 0, pastJobs: 0 },
    { name: 'App users', folder: 'app-users', type: 'IMPORT', size: 15200, pastJobs: 8 },
    { folder: 'unnamed', type: 'IMPORT', size: 95, pastJobs: 4 },
  ],
  newsletter: [
    {
      name: 'Digest readers',
      folder: 'weekly-digest',
      type: 'IMPORT',
      size: 21400,
      pastJobs: 12,
      emptyFirstPage: true,
    },
    { name: 'Opt-in pending', folder: 'double-opt-in', type: 'IMPORT', size: 1850, pastJobs: 7 },
    { name: 'Opened in the last 30 days', folder: 'opened-lately', type: 'DIMENSIONAL', size: 0, pastJobs: 0 },
  ],
  'field-trials': [
    { name: 'Beta testers', folder: 'beta-testers', type: 'IMPORT', size: 340, pastJobs: 6 },
    { name: 'North panel', folder: 'panel-north', type: 'IMPORT', size: 1200, pastJobs: 5 },
  ],
};

const applications: readonly Draft<SampleApplication>[] = [
  { name: 'Loyalty', folder: 'loyalty', pastEndpointJobs: 6 },
  { name: 'Newsletter', folder: 'newsletter', pastEndpointJobs: 4 },
  { name: 'Field trials', folder: 'field-trials', pastEndpointJobs: 2 },
];

/** Returns the three applications and their twelve segments, with ids derived from the seed. */
export function applicationsOf(seed: number): readonly SampleApplication[] {
  return applications.map((application) => ({
    id: hexOf(randomOf(seed, 'application', application.folder), 32),
    ...application,
    segments: (segments[application.folder] ?? []).map((segment) => ({
      id: hexOf(randomOf(seed, 'segment', segment.folder), 32),
      ...segment,
    })),
  }));
}
