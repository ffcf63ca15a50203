/** An entry and its place in the list. */
export interface PlacedEntry {
  readonly text: string;
  readonly index: number;
}

/** Entries with the same reason, in their order. */
export interface EntryGroup {
  /** By which it is known, whatever is filtered and whatever joins it: the place of its first entry. */
  readonly place: number;
  /** What they have in common: the whole text where they are equal letter by letter. */
  readonly reason: string;
  readonly isEqual: boolean;
  /** How many there are, of which the filter may show fewer. */
  readonly total: number;
  readonly entries: readonly PlacedEntry[];
}

/** What differs from record to record while the reason is the same: which line, whose address, which identifier. */
const LINE = /^\s*(?:line|record|row|entry)?\s*#?\d+\s*:\s*/iu;
const ADDRESS = /(?<![^\s<>"“”',;:()])[^\s<>"“”',;:()@]+@[^\s<>"“”',;:()]+/u;
const IDENTIFIER = /\b(?:[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,})\b/u;
/** In international form, or of at least seven digits, whatever is put between them. */
const PHONE_NUMBER = /(?<![\w.+-])(?:\+\s?\(?\d|\(?\d(?=(?:[\s().-]{0,2}\d){6}))(?:[\s().-]{0,2}\d){4,}(?![\w-])/u;
const PARTICULARS = new RegExp([ADDRESS, IDENTIFIER, PHONE_NUMBER].map(({ source }) => source).join('|'), 'giu');

/** A failure without what is of one record alone: "Line 2: No channel type: a@b.example" is "No channel type: …". */
export function reasonOf(entry: string): string {
  return entry.replace(LINE, '').replace(PARTICULARS, '…');
}

/** Entries of one reason as one, the most frequent first. */
export function groupsOf(entries: readonly PlacedEntry[]): readonly EntryGroup[] {
  return [...Map.groupBy(entries, ({ text }) => reasonOf(text))]
    .map(([reason, all]) => {
      const [{ text, index } = { text: reason, index: 0 }] = all;
      const isEqual = all.every((entry) => entry.text === text);
      return { place: index, reason: isEqual ? text : reason, isEqual, total: all.length, entries: all };
    })
    .sort((one, other) => other.total - one.total);
}

/** The groups with the entries that match, without those of which none does. */
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

/** How to find the filter's text in an entry, whatever its case; `undefined` without a filter. */
export function searchFor(filter: string): RegExp | undefined {
  const text = filter.trim();
  return text === '' ? undefined : new RegExp(`(${text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')})`, 'iu');
}

/** Without a filter, everything matches. */
export function matches(text: string, search: RegExp | undefined): boolean {
  return search === undefined || text.search(search) >= 0;
}
