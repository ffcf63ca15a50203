/** A failure and its index in the list. */
export interface IndexedEntry {
  readonly text: string;
  readonly index: number;
}

/** Entries with the same reason, in the order of the list. */
export interface EntryGroup {
  /** Index of the first entry. It identifies the group, whatever the filter and whichever entries are added. */
  readonly first: number;
  /** What the entries have in common: the whole text if they are equal. */
  readonly reason: string;
  readonly isEqual: boolean;
  /** Number of entries regardless of the filter. */
  readonly total: number;
  readonly entries: readonly IndexedEntry[];
}

/** Parts that differ between records with the same reason: line numbers, addresses, identifiers, phone numbers. */
const LINE = /^\s*(?:line|record|row|entry)?\s*#?\d+\s*:\s*/iu;
const ADDRESS = /(?<![^\s<>"“”',;:()])[^\s<>"“”',;:()@]+@[^\s<>"“”',;:()]+/u;
const IDENTIFIER = /\b(?:[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,})\b/u;
/** Matches the international form, or at least seven digits, with any separators. */
const PHONE_NUMBER = /(?<![\w.+-])(?:\+\s?\(?\d|\(?\d(?=(?:[\s().-]{0,2}\d){6}))(?:[\s().-]{0,2}\d){4,}(?![\w-])/u;
const PARTICULARS = new RegExp([ADDRESS, IDENTIFIER, PHONE_NUMBER].map(({ source }) => source).join('|'), 'giu');

/**
 * Returns a failure's text without the parts that concern a single record: "Line 2: No channel type: a@b.example"
 * becomes "No channel type: …".
 */
export function reasonOf(entry: string): string {
  return entry.replace(LINE, '').replace(PARTICULARS, '…');
}

/** Groups entries by reason, most frequent first. */
export function groupsOf(entries: readonly IndexedEntry[]): readonly EntryGroup[] {
  return [...Map.groupBy(entries, ({ text }) => reasonOf(text))]
    .map(([reason, all]) => {
      const [{ text, index } = { text: reason, index: 0 }] = all;
      const isEqual = all.every((entry) => entry.text === text);
      return { first: index, reason: isEqual ? text : reason, isEqual, total: all.length, entries: all };
    })
    .sort((one, other) => other.total - one.total);
}

/** Returns the groups with their matching entries, without groups that have none. */
export function matchingGroups(groups: readonly EntryGroup[], search: RegExp | undefined): readonly EntryGroup[] {
  return groups
    .map((group) => ({ ...group, entries: group.entries.filter(({ text }) => matches(text, search)) }))
    .filter(({ entries }) => entries.length > 0);
}

/** Returns a case-insensitive pattern for the text of the filter; `undefined` if the filter is empty. */
export function searchFor(filter: string): RegExp | undefined {
  const text = filter.trim();
  return text === '' ? undefined : new RegExp(`(${text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')})`, 'iu');
}

/** Whether a text matches the filter. Without a filter, every text does. */
export function matches(text: string, search: RegExp | undefined): boolean {
  return search === undefined || text.search(search) >= 0;
}
