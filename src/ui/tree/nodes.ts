import type { Account } from '../../core/connections/account';
import type { ServiceFailure } from '../../core/failures/failure';
import type { Folder } from '../../core/jobs/folder';
import { encoded } from '../../core/jobs/job';
import type { JobSource } from '../../core/jobs/source';

export interface AccountNode {
  readonly kind: 'account';
  readonly id: string;
  readonly account: Account;
}

/** The row of a service, or of a list of jobs or of other lists. */
export interface FolderNode {
  readonly kind: 'folder';
  readonly id: string;
  readonly account: Account;
  readonly source: JobSource;
  readonly folder: Folder;
  readonly parent: AccountNode | FolderNode;
}

/** The row of a day in the Recent view. */
export interface DayNode {
  readonly kind: 'day';
  readonly id: string;
  /** Local midnight in milliseconds since the epoch; `undefined` for jobs without a creation time. */
  readonly start: number | undefined;
  readonly startsExpanded: boolean;
}

export interface JobNode {
  readonly kind: 'job';
  readonly id: string;
  readonly account: Account;
  /** Key of the job in the store. */
  readonly key: string;
  /** The job's list or, in the Recent view, its day. */
  readonly parent: FolderNode | DayNode;
  /** Label of the job's list; only in the Recent view. */
  readonly listLabel?: string;
}

/** The row that loads more items, or shows that they are loading. */
export interface MoreNode {
  readonly kind: 'more';
  readonly id: string;
  readonly parent: FolderNode;
}

/** The row that loads all items, shown when no job read so far matches the filter. */
export interface AllNode {
  readonly kind: 'all';
  readonly id: string;
  readonly parent: FolderNode;
}

/** The row shown while the services of a connection load. */
export interface LoadingNode {
  readonly kind: 'loading';
  readonly id: string;
  readonly parent: AccountNode;
}

/** The row of a failure, shown below what was read before. */
export interface FailureNode {
  readonly kind: 'failure';
  readonly id: string;
  /** The newest failure. The row stays the same. */
  failure: ServiceFailure;
  readonly parent: AccountNode | FolderNode | UnreadLists;
}

/** What the Recent view reads of a connection. It has no row. */
export interface UnreadLists {
  readonly kind: 'unread';
  readonly account: Account;
  /** Repeats the failed reads. Never rejects. */
  readonly retry: () => Promise<void>;
}

/** The row of a list that is empty or without a job that matches the filter. */
interface EmptyNode {
  readonly kind: 'empty';
  readonly id: string;
  readonly parent: FolderNode;
}

export type Node = AccountNode | FolderNode | JobNode | MoreNode | AllNode | LoadingNode | FailureNode | EmptyNode;

export function accountOf(node: Node): Account {
  return 'account' in node ? node.account : node.parent.account;
}

/** Returns a row's id, which is unique in the tree and stable across restarts. */
export function nodeId(parent: string | undefined, name: string): string {
  return parent === undefined ? encoded(name) : `${parent}/${encoded(name)}`;
}
