import type { Folder } from '../jobs/folder';
import type { Branch } from '../jobs/source';

/** A request that a list may need: its first page or, of a list of lists, its next page. */
export interface ListRead {
  readonly folder: Folder;
  readonly part: 'first' | 'more';
}

/** The lists of jobs of one service that are shown together. */
export interface ListSelection {
  /** The lists, most recently changed first. A list that was not read yet may turn out to contain other lists. */
  readonly lists: readonly Folder[];
  /** What to read next; `undefined` if nothing is due. */
  readonly next: ListRead | undefined;
  /** Whether there are more lists than the limit. */
  readonly hasMore: boolean;
}

/**
 * Selects the lists of jobs below a list, as far as they are known.
 * @param folderOf returns the folder of a branch
 * @param limit maximum number of lists of jobs. Lists of lists do not count
 * @param isDue returns whether a read is needed
 */
export function selectLists(
  root: Folder,
  folderOf: (branch: Branch) => Folder,
  limit: number,
  isDue: (read: ListRead) => boolean,
): ListSelection {
  const lists: Folder[] = [];
  let next: ListRead | undefined;
  for (const read of readsOf(root, folderOf)) {
    const { folder, part } = read;
    const isList = part === 'first' && folder.branches.length === 0;
    if ((isList || part === 'more') && lists.length === limit) {
      return { lists, next, hasMore: true };
    }
    if (isList) {
      lists.push(folder);
    }
    if (next === undefined && isDue(read)) {
      next = read;
    }
    if (part === 'more') {
      return { lists, next, hasMore: true };
    }
  }
  return { lists, next, hasMore: false };
}

/** Yields the reads of a list and of those below it, in order. A generator, because there can be thousands of lists. */
function* readsOf(folder: Folder, folderOf: (branch: Branch) => Folder): Generator<ListRead> {
  const { fixed = [] } = folder.branch;
  if (fixed.length > 0) {
    // The fixed lists contain all jobs.
    for (const branch of fixed) {
      yield* readsOf(folderOf(branch), folderOf);
    }
    return;
  }
  yield { folder, part: 'first' };
  for (const branch of folder.branches.toSorted(byChange)) {
    yield* readsOf(folderOf(branch), folderOf);
  }
  if (folder.branches.length > 0 && folder.hasMore) {
    yield { folder, part: 'more' };
  }
}

/** Sorts most recently changed first; branches that do not say when they changed keep their order, at the end. */
function byChange(a: Branch, b: Branch): number {
  return (b.changedAt ?? -Infinity) - (a.changedAt ?? -Infinity) || 0;
}
