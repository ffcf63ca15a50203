import type { Accounts } from '../../core/connections/accounts';
import type { Folder } from '../../core/jobs/folder';
import type { LongRead } from '../../core/jobs/pagedList';
import type { JobStore } from '../../core/jobs/jobStore';
import type { JobTree } from './jobTree';
import type { AccountNode, FailureNode, FolderNode, Node } from './nodes';

interface Dependencies {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly tree: Pick<JobTree, 'accountRow' | 'openFolders' | 'redraw'>;
}

/**
 * Refreshes a row and all open lists at and below it; without a row, everything. Rows stay visible in the meantime.
 * @param how `onPage` receives the number of items that all lists together have read so far
 * @throws ServiceError for a single job; a list shows its own failure
 */
export async function refresh(
  { accounts, store, tree }: Dependencies,
  node: Node | undefined,
  how: LongRead = {},
): Promise<void> {
  const counts = new Map<Folder, number>();
  const refreshFolder = (folder: Folder) =>
    folder.refresh({
      ...how,
      onPage: (count) => {
        counts.set(folder, count);
        how.onPage?.([...counts.values()].reduce((sum, each) => sum + each, 0));
      },
    });
  switch (node?.kind) {
    case undefined:
      await Promise.all(accounts.all.map((account) => refreshBelow(tree, tree.accountRow(account), refreshFolder)));
      return;
    case 'account':
    case 'folder':
      await refreshBelow(tree, node, refreshFolder);
      return;
    case 'loading':
      await refreshBelow(tree, node.parent, refreshFolder);
      return;
    case 'failure':
      await retryBelow(tree, node.parent, refreshFolder);
      return;
    case 'job': {
      const job = store.get(node.account.connection.id, node.key);
      await (job && node.account.getJob(job));
      return;
    }
    case 'more':
    case 'all':
    case 'empty':
      await refreshFolder(node.parent.folder);
  }
}

async function refreshBelow(
  tree: Dependencies['tree'],
  node: AccountNode | FolderNode,
  refreshFolder: (folder: Folder) => Promise<void>,
): Promise<void> {
  node.account.resumePolling();
  if (node.kind === 'account') {
    // The services may have failed to load.
    tree.redraw(node);
  }
  await Promise.all(tree.openFolders(node).map(refreshFolder));
  if (node.kind === 'account') {
    // The error may be from a panel's read. Lists read in the background do not clear it.
    await node.account.tryCredentials();
  }
}

async function retryBelow(
  tree: Dependencies['tree'],
  parent: FailureNode['parent'],
  refreshFolder: (folder: Folder) => Promise<void>,
): Promise<void> {
  switch (parent.kind) {
    case 'folder':
      return retry(parent.folder);
    case 'account':
      return refreshBelow(tree, parent, refreshFolder);
    case 'unread':
      return parent.retry();
  }
}

/** Retries a failed read, or refreshes a list that is unexpectedly empty. */
function retry(folder: Folder): Promise<void> {
  return folder.failure === undefined ? folder.refresh() : folder.retry();
}
