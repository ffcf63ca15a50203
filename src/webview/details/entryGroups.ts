import { h, type ComponentChild } from 'preact';

/** An entry and its place in the list. */
export interface PlacedEntry {
  readonly text: string;
  readonly index: number;
}

/** Entries with the same reason, in their order. */
export interface EntryGroup {
  /** What they have in common: the whole text where they are equal letter by letter. */
  readonly reason: string;
  readonly entries: readonly PlacedEntry[];
  readonly isEqual: boolean;
}

/** What differs from record to record while the reason is the same: which line, whose address, which identifier. */
const LINE = /^\s*(?:line|record|row|entry)?\s*#?\d+\s*:\s*/iu;
const PARTICULARS = /(?<![^\s<>"“”',;:()])[^\s<>"“”',;:()@]+@[^\s<>"“”',;:()]+|\b(?:[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,})\b/giu;

/** A failure without what is of one record alone: "Line 2: No channel type: a@b.example" is "No channel type: …". */
export function reasonOf(entry: string): string {
  return entry.replace(LINE, '').replace(PARTICULARS, '…');
}

/** Entries of one reason as one, the most frequent first; each by itself unless `grouped`. */
export function groupsOf(entries: readonly PlacedEntry[], grouped: boolean): readonly EntryGroup[] {
  if (!grouped) {
    return entries.map((entry) => ({ reason: entry.text, entries: [entry], isEqual: true }));
  }
  return [...Map.groupBy(entries, ({ text }) => reasonOf(text))]
    .map(([reason, all]) => {
      const isEqual = all.every(({ text }) => text === all[0]?.text);
      return { reason: isEqual ? (all[0]?.text ?? reason) : reason, entries: all, isEqual };
    })
    .sort((one, other) => other.entries.length - one.entries.length);
}

/** "1 failure", "12 failures" */
export function failureCount(count: number): string {
  return `${count.toLocaleString()} ${count === 1 ? 'failure' : 'failures'}`;
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

/** The text with what was searched for marked. */
export function marked(text: string, search: RegExp | undefined): readonly ComponentChild[] {
  // Split at a group, the matches are every second part.
  return search === undefined ? [text] : text.split(search).map((part, place) => (place % 2 === 1 ? h('mark', {}, part) : part));
}
