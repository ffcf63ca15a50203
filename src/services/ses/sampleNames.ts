import type { Target } from '../../sample/schedule/jobSeries';

export interface SesTarget extends Target {
  readonly type: 'SUPPRESSION_LIST' | 'CONTACT_LIST';
  readonly action: 'PUT' | 'DELETE';
  /** Name of the contact list. */
  readonly list?: string;
  /** Path of the imported files. */
  readonly file: string;
}

export const suppressionPut: SesTarget = {
  type: 'SUPPRESSION_LIST',
  action: 'PUT',
  file: 'suppression/{date}-bounces.csv',
  records: [180, 42_000],
};

export const suppressionDelete: SesTarget = {
  type: 'SUPPRESSION_LIST',
  action: 'DELETE',
  file: 'suppression/{date}-reinstated.json',
  records: [12, 900],
};

function contactList(list: string, records: Target['records'], action: 'PUT' | 'DELETE' = 'PUT'): SesTarget {
  const file = `contacts/${list}/{date}${action === 'DELETE' ? '-unsubscribed.csv' : '.json'}`;
  return { type: 'CONTACT_LIST', action, list, file, records };
}

export const contactLists = {
  digest: contactList('newsletter', [4000, 24_000]),
  digestLeavers: contactList('newsletter', [20, 600], 'DELETE'),
  updates: contactList('updates', [900, 12_000]),
  loyalty: contactList('loyalty', [2000, 9500]),
  invitations: contactList('events', [60, 1400]),
} as const satisfies Record<string, SesTarget>;
