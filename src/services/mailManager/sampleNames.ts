import { hexOf, randomOf } from '../../sample/random';
import type { Target } from '../../sample/schedule/jobSeries';

export interface SampleAddressList {
  readonly id: string;
  readonly name: string;
  /** Format of the files imported into it. */
  readonly format: 'CSV' | 'JSON';
  /** Stems of the names of its jobs. */
  readonly jobNames: readonly string[];
  /** Number of jobs that finished before the account's start. */
  readonly pastJobs: number;
  /** Minimum and maximum number of addresses in a file. */
  readonly records: Target['records'];
  /** Whether the list of its jobs starts with an empty page that has a NextToken. */
  readonly emptyFirstPage?: boolean;
}

export interface MailManagerTarget extends Target {
  readonly list: SampleAddressList;
  /** Whether the file is never uploaded, so that the job never starts. */
  readonly isNeverStarted?: boolean;
}

const addressLists: readonly Omit<SampleAddressList, 'id'>[] = [
  {
    name: 'blocked-senders',
    format: 'CSV',
    jobNames: ['spam', 'phishing', 'abuse'],
    pastJobs: 74,
    records: [40, 9000],
  },
  { name: 'executives', format: 'JSON', jobNames: ['board'], pastJobs: 5, records: [8, 60] },
  {
    name: 'partner-domains',
    format: 'CSV',
    jobNames: ['agencies', 'vendors'],
    pastJobs: 12,
    records: [20, 700],
    emptyFirstPage: true,
  },
  { name: 'press', format: 'CSV', jobNames: ['press'], pastJobs: 0, records: [30, 300] },
];

/** Returns the four address lists, with ids derived from the seed. */
export function addressListsOf(seed: number): readonly SampleAddressList[] {
  return addressLists.map((list) => ({ id: `al-${hexOf(randomOf(seed, 'address list', list.name), 24)}`, ...list }));
}
