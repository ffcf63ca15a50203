import { newestFirst, type ImportJob } from '../jobs/job';
import { folded, searchTextOf, wordsOf } from './searchText';

/** How well a job matches, best first. */
const ranks = ['id', 'prefix', 'word', 'part', 'fuzzy'] as const;
type Rank = (typeof ranks)[number];

/** Minimum length of words for fuzzy matches. Most names contain the letters of shorter words. */
const minFuzzyLength = 3;

/** A job with its folded texts. */
interface Entry<T> {
  readonly item: T;
  readonly id: string;
  /** Its name and target. */
  readonly names: readonly string[];
  /** Everything that is searched. */
  readonly text: string;
}

const known = new WeakMap<ImportJob, Omit<Entry<unknown>, 'item'>>();

/** Searches the jobs that were read. Searching 10,000 jobs takes less than a frame. */
export class JobSearch<T extends { readonly job: ImportJob }> {
  readonly #newestFirst: readonly Entry<T>[];

  /** Prepares the texts of each job once, so that a search need not. */
  constructor(all: readonly T[]) {
    this.#newestFirst = all.toSorted(newestFirst).map((item) => ({ item, ...textsOf(item.job) }));
  }

  get count(): number {
    return this.#newestFirst.length;
  }

  /**
   * Returns the best matches, in the order of {@link ranks}: equal ID, prefix, whole words or their beginnings,
   * substrings, letters in the same order. Matches of the same rank are sorted newest first. Without words, returns the
   * newest jobs.
   */
  find(search: string, limit: number): { readonly best: readonly T[]; readonly total: number } {
    const words = wordsOf(search);
    if (words.length === 0) {
      return { best: this.#newestFirst.slice(0, limit).map(({ item }) => item), total: this.count };
    }
    const whole = folded(search).trim();
    const found = Object.fromEntries(ranks.map((rank) => [rank, [] as T[]])) as Record<Rank, T[]>;
    for (const entry of this.#newestFirst) {
      const rank = rankOf(entry, whole, words);
      if (rank !== undefined) {
        found[rank].push(entry.item);
      }
    }
    const all = ranks.flatMap((rank) => found[rank]);
    return { best: all.slice(0, limit), total: all.length };
  }
}

function rankOf(
  { id, names, text }: Omit<Entry<unknown>, 'item'>,
  whole: string,
  words: readonly string[],
): Rank | undefined {
  if (id === whole) {
    return 'id';
  }
  if (id.startsWith(whole) || names.some((name) => name.startsWith(whole))) {
    return 'prefix';
  }
  if (words.every((word) => text.includes(word))) {
    return words.every((word) => beginsWord(text, word)) ? 'word' : 'part';
  }
  const isSimilar = (word: string) => word.length >= minFuzzyLength && names.some((name) => hasLetters(name, word));
  return words.every(isSimilar) ? 'fuzzy' : undefined;
}

function textsOf(job: ImportJob): Omit<Entry<unknown>, 'item'> {
  let texts = known.get(job);
  if (texts === undefined) {
    const { id, name = '', target = '' } = job;
    texts = { id: folded(id), names: [name, target].map(folded), text: searchTextOf(job) };
    known.set(job, texts);
  }
  return texts;
}

function beginsWord(text: string, word: string): boolean {
  for (let index = text.indexOf(word); index !== -1; index = text.indexOf(word, index + 1)) {
    if (index === 0 || !isInWord(text.charCodeAt(index - 1))) {
      return true;
    }
  }
  return false;
}

/**
 * Whether a folded character is a digit or a letter. All characters outside ASCII count as letters, because most are.
 */
function isInWord(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code >= 0x80;
}

/** Whether a name has the letters of a word in the same order. */
function hasLetters(name: string, word: string): boolean {
  let index = -1;
  for (const letter of word) {
    index = name.indexOf(letter, index + 1);
    if (index === -1) {
      return false;
    }
  }
  return true;
}
