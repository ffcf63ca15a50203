import { globalKey } from '../../core/jobs/job';
import type { FolderNode, JobNode, Node } from './nodes';

/** Keeps one object per row: VS Code identifies rows by object and would otherwise lose the expansion and selection. */
export class NodeCache {
  readonly #nodes = new Map<string, Node>();
  /** Rows of jobs by connection and key. A job can be in several lists. */
  readonly #jobs = new Map<string, Set<JobNode>>();

  /** Returns the existing row with this id or, if there is none, the new one. */
  get<T extends Node>(node: T): T {
    const known = this.#nodes.get(node.id);
    if (known !== undefined) {
      // Rows of different kinds never share an id.
      return known as T;
    }
    this.#nodes.set(node.id, node);
    if (node.kind === 'job') {
      const name = globalKey(node.account.connection.id, node.key);
      this.#jobs.set(name, (this.#jobs.get(name) ?? new Set()).add(node));
    }
    return node;
  }

  /** Returns a row unless it was forgotten. */
  present<T extends Node>(node: T): readonly T[] {
    return this.#nodes.get(node.id) === node ? [node] : [];
  }

  jobNodes(connectionId: string, key: string): readonly JobNode[] {
    return [...(this.#jobs.get(globalKey(connectionId, key)) ?? [])];
  }

  /** Returns the rows that have rows of jobs directly below them. */
  listsOfJobs(): ReadonlySet<FolderNode> {
    return new Set(
      [...this.#jobs.values()].flatMap((nodes) =>
        [...nodes].flatMap(({ parent }) => (parent.kind === 'folder' ? [parent] : [])),
      ),
    );
  }

  get hasJobs(): boolean {
    return this.#jobs.size > 0;
  }

  forgetJob(connectionId: string, key: string): void {
    const name = globalKey(connectionId, key);
    for (const { id } of this.#jobs.get(name) ?? []) {
      this.#nodes.delete(id);
    }
    this.#jobs.delete(name);
  }

  /** Drops rows that are no longer shown. Rows of jobs are dropped with the job. */
  forget(isObsolete: (node: Node) => boolean): void {
    for (const node of this.#nodes.values()) {
      if (node.kind !== 'job' && isObsolete(node)) {
        this.#nodes.delete(node.id);
      }
    }
  }
}
