import { globalKey } from '../../core/job';
import type { JobNode, Node } from './nodes';

/** Keeps one object for each row: VS Code knows rows by their object, and loses what is open or selected with another. */
export class NodeCache {
  readonly #nodes = new Map<string, Node>();
  /** Rows of a job, by connection and key: it can be in several lists. */
  readonly #jobs = new Map<string, Set<JobNode>>();

  /** The row that is there with this id, or a new one. */
  get<T extends Node>(node: T): T {
    const known = this.#nodes.get(node.id);
    if (known !== undefined) {
      // An id spells the kind and the place of a row, so that no two kinds share one.
      return known as T;
    }
    this.#nodes.set(node.id, node);
    if (node.kind === 'job') {
      const name = globalKey(node.account.connection.id, node.key);
      this.#jobs.set(name, (this.#jobs.get(name) ?? new Set()).add(node));
    }
    return node;
  }

  jobNodes(connectionId: string, key: string): readonly JobNode[] {
    return [...(this.#jobs.get(globalKey(connectionId, key)) ?? [])];
  }

  forgetJob(connectionId: string, key: string): void {
    const name = globalKey(connectionId, key);
    for (const { id } of this.#jobs.get(name) ?? []) {
      this.#nodes.delete(id);
    }
    this.#jobs.delete(name);
  }

  /** Forgets rows that are not shown any more; those of jobs are forgotten with the job. */
  forget(isGone: (node: Node) => boolean): void {
    for (const node of this.#nodes.values()) {
      if (node.kind !== 'job' && isGone(node)) {
        this.#nodes.delete(node.id);
      }
    }
  }
}
