import { setTimeout } from 'node:timers/promises';
import { Emitter } from '../../core/emitter';
import type { Node } from './nodes';

/** A row, or `undefined` for all of them. */
type Change = Node | undefined;

/**
 * The rows to draw again. VS Code loses a change that comes too soon:
 * - VS Code 1.103 loses rows for good when it draws them again while it registers children, which it does in microtasks, or
 *   looks for a row to reveal (microsoft/vscode#192055, #142328, #71698); 1.115 no longer does.
 * - All versions keep showing the children that they were given when a change of them arrives in the same packet. Packets are
 *   sent by `setTimeout(0)`.
 *
 * So changes are fired in batches, each a packet later than the newest of its changes, and none during a reveal.
 */
export class RowChanges {
  readonly #nextPacket: () => Promise<unknown>;
  readonly #fired = new Emitter<Node[] | undefined>();
  readonly listen = this.#fired.listen;
  /** What was added since the batch before was closed. */
  #batch: Set<Change> | undefined;
  #lastBatch: Promise<void> = Promise.resolve();
  #isRevealing = false;
  /** What is to be fired after the reveal. */
  readonly #held: Change[] = [];
  #lastReveal: Promise<unknown> = Promise.resolve();

  /** @param nextPacket resolves when what was sent before has left */
  constructor(nextPacket: () => Promise<unknown> = () => setTimeout()) {
    this.#nextPacket = nextPacket;
  }

  add(...changes: readonly Change[]): void {
    if (changes.length > 0 && this.#batch === undefined) {
      this.#batch = new Set();
      this.#lastBatch = this.#fireLater(this.#batch);
    }
    for (const change of changes) {
      this.#batch?.add(change);
    }
  }

  /** Reveals a row once the changes so far have been fired, and the reveals before are over. */
  reveal(reveal: () => PromiseLike<void>): Promise<void> {
    const revealed = this.#lastReveal.then(async () => {
      await this.#lastBatch;
      this.#isRevealing = true;
      try {
        await reveal();
      } finally {
        this.#isRevealing = false;
        this.add(...this.#held.splice(0));
      }
    });
    this.#lastReveal = revealed.catch(() => undefined);
    return revealed;
  }

  async #fireLater(batch: ReadonlySet<Change>): Promise<void> {
    await this.#nextPacket();
    this.#batch = undefined;
    await this.#nextPacket();
    if (this.#isRevealing) {
      this.#held.push(...batch);
    } else {
      this.#fired.fire(batch.has(undefined) ? undefined : [...batch].filter((row) => row !== undefined));
    }
  }
}
