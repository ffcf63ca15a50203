import type { CurrentFilter } from '../../core/find/currentFilter';
import type { ServiceFailure } from '../../core/failures/failure';
import type { NodeCache } from './nodeCache';
import { nodeId, type AccountNode, type FolderNode, type Node } from './nodes';

/**
 * Returns the rows below the lists and jobs of a list: its failure, a row that loads more and, if no item is shown, the
 * reason. A list that may have more to load has a row that loads it even if the filter excludes all jobs.
 */
export function rowsBelowItems(node: FolderNode, cache: NodeCache, filter: CurrentFilter): readonly Node[] {
  const { folder, source } = node;
  const { failure, hasMore, isRead, branch } = folder;
  const rows: Node[] = [];
  const hasNoMatch = filter.countsIn(folder)?.matching === 0;
  const emptyRow = () => cache.get({ kind: 'empty', id: nodeId(node.id, 'empty'), parent: node });
  if (hasNoMatch) {
    rows.push(emptyRow());
  }
  if (failure !== undefined) {
    rows.push(failureRow(cache, node, failure));
  }
  // Without a request, nothing is loading.
  const isComing = isRead || (failure === undefined && branch.isFixed !== true);
  if (hasMore && isComing) {
    if (hasNoMatch && filter.filter?.excludes(source.service) !== true) {
      rows.push(cache.get({ kind: 'all', id: nodeId(node.id, 'all'), parent: node }));
    }
    rows.push(cache.get({ kind: 'more', id: nodeId(node.id, 'more'), parent: node }));
  } else if (failure === undefined && folder.readCount === 0 && branch.emptyText !== '') {
    const ifEmpty = branch.failureIfEmpty?.();
    rows.push(ifEmpty === undefined ? emptyRow() : failureRow(cache, node, ifEmpty));
  }
  return rows;
}

/** Returns the row of a failure below a connection or a list. The row stays the same for later failures. */
export function failureRow(cache: NodeCache, parent: AccountNode | FolderNode, failure: ServiceFailure): Node {
  const row = cache.get({ kind: 'failure', id: nodeId(parent.id, 'failure'), failure, parent });
  row.failure = failure;
  return row;
}
