/** A failure and its index in the list. */
export interface IndexedEntry {
  readonly text: string;
  readonly index: number;
}

/** Entries with the same reason, in their order. */
export interface EntryGroup {
  /** Index of its first entry: identifies the group whatever the filter, and whichever entries join it. */
  readonly first: number;
  /** What its entries have in common: the whole text where they are equal. */
  readonly reason: string;
  readonly isEqual: boolean;
  /** Number of entries without a filter. */
  readonly total: number;
  readonly entries: readonly IndexedEntry[];
}

/** Parts that differ between records with the same reason: line numbers, addresses, identifiers, phone numbers. */
const LINE = /^\s*(?:line|record|row|entry)?\s*#?\d+\s*:\s*/iu;
const ADDRESS = /(?<![^\s<>"“”',;:()])[^\s<>"“”',;:()@]+@[^\s<>"“”',;:()]+/u;
const IDENTIFIER = /\b(?:[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,})\b/u;
/** In international form, or of at least seven digits, with any separators. */
const PHONE_NUMBER = /(?<![\w.+-])(?:\+\s?\(?\d|\(?\d(?=(?:[\s().-]{0,2}\d){6}))(?:[\s().-]{0,2}\d){4,}(?![\w-])/u;
const PARTICULARS = new RegExp([ADDRESS, IDENTIFIER, PHONE_NUMBER].map(({ source }) => source).join('|'), 'giu');

/** Returns a failure without the parts that concern one record: "Line 2: No channel type: a@b.example" is "No channel type: …". */
export function reasonOf(entry: string): string {
  return entry.replace(LINE, '').replace(PARTICULARS, '…');
}

/** Groups entries by reason, the most frequent first. */
export function groupsOf(entries: readonly IndexedEntry[]): readonly EntryGroup[] {
  return [...Map.groupBy(entries, ({ text }) => reasonOf(text))]
    .map(([reason, all]) => {
      const [{ text, index } = { text: reason, index: 0 }] = all;
      const isEqual = all.every((entry) => entry.text === text);
      return { first: index, reason: isEqual ? text : reason, isEqual, total: all.length, entries: all };
    })
    .sort((one, other) => other.total - one.total);
}

/** Returns the groups with their matching entries; groups without any are left out. */
export function matchingGroups(groups: readonly EntryGroup[], search: RegExp | undefined): readonly EntryGroup[] {
  return groups
    .map((group) => ({ ...group, entries: group.entries.filter(({ text }) => matches(text, search)) }))
    .filter(({ entries }) => entries.length > 0);
}

/** "1 failure", "12 failures" */
export function failureCount(count: number): string {
  return `${count.toLocaleString()} ${count === 1 ? 'failure' : 'failures'}`;
}

/** "3 failures with this reason", or "1 of 3 failures…" where the filter shows fewer. */
export function groupCount({ entries, total }: Pick<EntryGroup, 'entries' | 'total'>): string {
  const shown = entries.length === total ? '' : `${entries.length.toLocaleString()} of `;
  return `${shown}${failureCount(total)} with this reason`;
}

/** "12 of 100" */
export function filterCount(shown: number, total: number): string {
  return `${shown.toLocaleString()} of ${total.toLocaleString()}`;
}

/** Returns a case-insensitive pattern for the filter's text; `undefined` without a filter. */
export function searchFor(filter: string): RegExp | undefined {
  const text = filter.trim();
  return text === '' ? undefined : new RegExp(`(${text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')})`, 'iu');
}

/** Without a filter, everything matches. */
export function matches(text: string, search: RegExp | undefined): boolean {
  return search === undefined || text.search(search) >= 0;
}
