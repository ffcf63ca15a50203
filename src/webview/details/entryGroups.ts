import { h, type ComponentChild } from 'preact';

/** Equal entries, by their places in the list. */
export interface EntryGroup {
  readonly text: string;
  readonly indices: readonly number[];
}

/** Entries that are equal letter by letter as one, the most frequent first; each by itself unless `grouped`. */
export function groupsOf(entries: readonly string[], grouped: boolean): readonly EntryGroup[] {
  if (!grouped) {
    return entries.map((text, index) => ({ text, indices: [index] }));
  }
  const groups = new Map<string, number[]>();
  for (const [index, text] of entries.entries()) {
    const group = groups.get(text);
    if (group === undefined) {
      groups.set(text, [index]);
    } else {
      group.push(index);
    }
  }
  return [...groups].map(([text, indices]) => ({ text, indices })).sort((one, other) => other.indices.length - one.indices.length);
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
