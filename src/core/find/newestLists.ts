import type { Purpose } from '../base/request';
import type { Account } from '../connections/account';
import type { ServiceFailure } from '../failures/failure';
import type { Folder } from '../jobs/folder';
import type { Branch, JobSource } from '../jobs/source';
import { staleAge } from '../polling/presence';
import { selectLists, type ListRead, type ListSelection } from './recentLists';

/** Number of lists of each service to read at first, and with each Load More. */
export const listsAtOnce = 10;

/** How lists are read. */
export interface Reading {
  readonly purpose: Purpose;
  /** Whether to also read lists that were read a moment ago. */
  readonly isRefresh?: boolean;
  /** Whether to repeat failed reads. */
  readonly retries?: boolean;
}

/**
 * Selects a service's lists of jobs: see {@link selectLists}.
 * @param limit maximum number of lists
 */
export function selectNewest(
  account: Account,
  source: JobSource,
  limit: number,
  isDue: (read: ListRead) => boolean,
): ListSelection {
  const folderOf = (branch: Branch) => account.folder(source, branch);
  return selectLists(folderOf(source.root), folderOf, limit, isDue);
}

/**
 * Reads the newest page of a service's lists one after another, unless they were read within the last minute. Never
 * rejects: lists show their own failures.
 * @param limit returns the maximum number of lists, which may grow meanwhile
 * @param signal stops the reads
 */
export async function readNewestLists(
  account: Account,
  source: JobSource,
  how: Reading,
  limit: () => number,
  signal: AbortSignal,
): Promise<void> {
  const done = new Set<Folder>();
  const isDue = ({ folder, part }: ListRead) => part === 'more' || (!done.has(folder) && isToRead(folder, how));
  for (;;) {
    // After a credential error, wait until the credentials change or the user retries.
    const isRefused = account.credentialError !== undefined && !how.purpose.mayPrompt;
    const { lists, next } = selectNewest(account, source, limit(), isDue);
    const isPointless = how.isRefresh !== true && lists.some(({ failure }) => failure && isPermanent(failure));
    if (signal.aborted || isRefused || isPointless || next === undefined) {
      return;
    }
    const { folder, part } = next;
    // The connection was closed or the service hidden while another list was read.
    if (folder.isDisposed) {
      return;
    }
    done.add(folder);
    // A read that was started elsewhere is awaited, but not cancelled.
    const cancel = folder.state.kind === 'loading' ? () => undefined : () => folder.cancel();
    signal.addEventListener('abort', cancel);
    await (part === 'first' ? folder.refreshFirstPage(how.purpose) : folder.loadMore(how.purpose));
    signal.removeEventListener('abort', cancel);
    if (concernsAllLists(folder) || (part === 'more' && folder.failure !== undefined)) {
      return;
    }
  }
}

/**
 * Whether a service has no jobs to read, which its row in the Jobs view says. It is not a problem of the connection.
 */
export function isPermanent({ kind }: ServiceFailure): boolean {
  return kind === 'serviceEnded' || kind === 'notInRegion';
}

/** Whether further lists of the service would fail for the same reason as this one. */
export function concernsAllLists({ failure }: Folder): boolean {
  return (
    failure !== undefined &&
    (isPermanent(failure) ||
      failure.kind === 'credentials' ||
      failure.kind === 'network' ||
      failure.kind === 'throttled')
  );
}

function isToRead(folder: Folder, { isRefresh = false, retries = false }: Reading): boolean {
  if (isRefresh || folder.state.kind === 'loading') {
    return true;
  }
  return folder.failure === undefined ? !folder.isRead || folder.isOlderThan(staleAge) : retries;
}
