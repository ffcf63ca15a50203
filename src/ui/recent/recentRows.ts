import type { DayNode, FailureNode, JobNode } from '../tree/nodes';

/** The row that reads further lists, or shows that lists are being read. */
export interface MoreListsNode {
  readonly kind: 'moreLists';
  readonly id: string;
}

/** A row with only a text. */
export interface NoteNode {
  readonly kind: 'note';
  readonly id: 'empty' | 'noMatch' | 'older';
}

/** A row of the Recent view. */
export type RecentRow = DayNode | JobNode | FailureNode | MoreListsNode | NoteNode;
