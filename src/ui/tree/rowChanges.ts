import type { Disposable } from '../../core/disposable';
import { Emitter } from '../../core/emitter';
import type { Node } from './nodes';

/**
 * The rows to draw again: `undefined` for all. VS Code 1.103 loses rows for good when it draws them again while it registers
 * children or looks for a row to reveal (microsoft/vscode#192055, #142328, #71698); 1.115 no longer does. It registers children
 * in microtasks, so changes are fired in a task of their own, those of one task together, and none during a reveal.
 */
export class RowChanges implements Disposable {
  readonly #fired = new Emitter<Node[] | undefined>();
  readonly #nodes = new Set<Node>();
  #hasAll = false;
  #firing: { readonly timer: NodeJS.Immediate; readonly done: Promise<undefined> } | undefined;
  #isRevealing = false;
  #lastReveal: Promise<unknown> = Promise.resolve();

  listen(listener: (nodes: Node[] | undefined) => void): Disposable {
    return this.#fired.listen(listener);
  }

  add(...nodes: readonly Node[]): void {
    for (const node of nodes) {
      this.#nodes.add(node);
    }
    this.#schedule();
  }

  addAll(): void {
    this.#hasAll = true;
    this.#schedule();
  }

  /** Reveals a row once the changes so far have been fired, and the reveals before are over. */
  reveal(reveal: () => PromiseLike<void>): Promise<void> {
    const revealed = this.#lastReveal.then(async () => {
      await this.#firing?.done;
      this.#isRevealing = true;
      try {
        await reveal();
      } finally {
        this.#isRevealing = false;
        this.#schedule();
      }
    });
    this.#lastReveal = revealed.catch(() => undefined);
    return revealed;
  }

  dispose(): void {
    clearImmediate(this.#firing?.timer);
  }

  #schedule(): void {
    if (this.#firing === undefined && !this.#isRevealing && (this.#hasAll || this.#nodes.size > 0)) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const timer = setImmediate(() => {
        this.#firing = undefined;
        this.#fire();
        resolve(undefined);
      });
      this.#firing = { timer, done: promise };
    }
  }

  #fire(): void {
    if (!this.#isRevealing) {
      const changed = this.#hasAll ? undefined : [...this.#nodes];
      this.#hasAll = false;
      this.#nodes.clear();
      this.#fired.fire(changed);
    }
  }
}
