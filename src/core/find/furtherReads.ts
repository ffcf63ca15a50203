import { backgroundPurpose } from '../base/request';
import type { Account } from '../connections/account';
import type { Folder } from '../jobs/folder';
import type { Branch, JobSource } from '../jobs/source';

/** Options of reads that continue until a search is closed. */
interface FurtherRead {
  /** Stops the reads: no request is sent after it is aborted. */
  readonly signal: AbortSignal;
  readonly onPage: () => void;
}

/** Reads the rest of lists that have been opened, in the background. Never rejects: lists show their own failures. */
export async function readOpenLists(folders: readonly Folder[], { signal, onPage }: FurtherRead): Promise<void> {
  const unfinished = folders.filter(({ hasMore, isRead, failure }) => hasMore && isRead && failure === undefined);
  await Promise.all(unfinished.map((folder) => folder.loadAll(signal, onPage, backgroundPurpose)));
}

/**
 * Reads all lists of all connections, in the background. Never rejects. Lists whose jobs are all in other lists are
 * left out.
 */
export async function readAllLists(accounts: readonly Account[], how: FurtherRead): Promise<void> {
  await Promise.all(
    accounts.map(async (account) => {
      const sources = await account.sources().catch(() => []);
      await Promise.all(sources.map((source) => readBelow(account, source, source.root, how)));
    }),
  );
}

async function readBelow(account: Account, source: JobSource, branch: Branch, how: FurtherRead): Promise<void> {
  const canRead = () => !how.signal.aborted && account.credentialError === undefined;
  if (!canRead() || branch.isSubset === true) {
    return;
  }
  const folder = account.folder(source, branch);
  if (folder.hasMore) {
    await folder.loadAll(how.signal, how.onPage, backgroundPurpose);
  }
  for (const child of canRead() ? folder.branches : []) {
    await readBelow(account, source, child, how);
  }
}
