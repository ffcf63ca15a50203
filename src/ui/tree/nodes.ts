import type { Account } from '../../core/account';
import type { ServiceFailure } from '../../core/failure';
import type { Folder } from '../../core/folder';
import { encoded } from '../../core/job';
import type { JobSource } from '../../core/source';

/** A connection. */
export interface AccountNode {
  readonly kind: 'account';
  readonly id: string;
  readonly account: Account;
}

/** A service, or a list of jobs or of other lists. */
export interface FolderNode {
  readonly kind: 'folder';
  readonly id: string;
  readonly account: Account;
  readonly source: JobSource;
  readonly folder: Folder;
  readonly parent: AccountNode | FolderNode;
}

export interface JobNode {
  readonly kind: 'job';
  readonly id: string;
  readonly account: Account;
  /** The job's, in the store. */
  readonly key: string;
  readonly parent: FolderNode;
}

/** There is more to read, or it is being read. */
export interface MoreNode {
  readonly kind: 'more';
  readonly id: string;
  readonly parent: FolderNode;
}

/** Shown while the services of a connection are loaded. */
export interface LoadingNode {
  readonly kind: 'loading';
  readonly id: string;
  readonly parent: AccountNode;
}

/** What went wrong, below what was read before. */
export interface FailureNode {
  readonly kind: 'failure';
  readonly id: string;
  /** The newest one; the row stays the same row. */
  failure: ServiceFailure;
  readonly parent: AccountNode | FolderNode;
}

/** There is nothing here. */
export interface EmptyNode {
  readonly kind: 'empty';
  readonly id: string;
  readonly parent: FolderNode;
}

export type Node = AccountNode | FolderNode | JobNode | MoreNode | LoadingNode | FailureNode | EmptyNode;

/** The connection that a row belongs to. */
export function accountOf(node: Node): Account {
  return 'account' in node ? node.account : node.parent.account;
}

/** A row's id: unique in the whole tree, the same after a restart. */
export function nodeId(parent: string | undefined, name: string): string {
  return parent === undefined ? encoded(name) : `${parent}/${encoded(name)}`;
}
