import type { FolderNode, Node } from './nodes';

/**
 * Returns the rows without those that a later read of their parent list no longer contains, such as a deleted
 * application or a list hidden by a setting.
 * @param rows parents before children
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
