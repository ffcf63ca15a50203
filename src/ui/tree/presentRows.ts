import type { FolderNode, Node } from './nodes';

/**
 * Rows of folders without those of branches that a later read of the list above did not find again: an application that
 * was deleted, a list that a setting hides now.
 * @param rows each after the one that it is below
 */
export function presentRows(rows: Iterable<FolderNode>): readonly FolderNode[] {
  const branches = new Map<Node, ReadonlySet<string>>();
  return [...rows].filter((row) => {
    const { folder, parent } = row;
    const isPresent = parent.kind === 'account' || branches.get(parent)?.has(folder.branch.id) === true;
    if (isPresent) {
      branches.set(row, new Set(folder.branches.map(({ id }) => id)));
    }
    return isPresent;
  });
}
