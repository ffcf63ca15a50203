import { setTimeout } from 'node:timers/promises';
import { Emitter } from '../../core/base/emitter';
import type { Node } from './nodes';

/**
 * Schedules redraws of rows. VS Code loses a change that comes too soon:
 * - VS Code 1.103 loses rows permanently if it redraws them while it registers children, which it does in microtasks,
 *   or while it searches for a row to reveal (microsoft/vscode#192055, #142328, #71698). Fixed in 1.115.
 * - All versions ignore a change of children that arrives in the same packet as the children. Packets are sent by
 *   `setTimeout(0)`.
 *
 * So changes are fired in batches, each one packet after the newest of its changes, and none during a reveal.
 */
export class RowChanges<Row = Node> {
  readonly #nextPacket: () => Promise<unknown>;
  readonly #fired = new Emitter<Row[] | undefined>();
  readonly listen = this.#fired.listen;
  /** Changed rows since the last batch was closed; `undefined` stands for all rows. */
  #batch: Set<Row | undefined> | undefined;
  #lastBatch: Promise<void> = Promise.resolve();
  #isRevealing = false;
  /** Changes to fire after the reveal. */
  readonly #held: (Row | undefined)[] = [];
  #lastReveal: Promise<unknown> = Promise.resolve();

  /** @param nextPacket resolves when earlier messages have been sent */
  constructor(nextPacket: () => Promise<unknown> = () => setTimeout()) {
    this.#nextPacket = nextPacket;
  }

  add(...changes: readonly (Row | undefined)[]): void {
    if (changes.length > 0 && this.#batch === undefined) {
      this.#batch = new Set();
      this.#lastBatch = this.#fireLater(this.#batch);
    }
    for (const change of changes) {
      this.#batch?.add(change);
    }
  }

  /**
   * Reveals a row after firing all changes so far and finishing earlier reveals. Tries twice, because VS Code gives up
   * if it requests the same rows for another reason in the meantime.
   */
  reveal(reveal: () => PromiseLike<void>): Promise<void> {
    const revealed = this.#lastReveal.then(async () => {
      await this.#lastBatch;
      this.#isRevealing = true;
      try {
        await reveal().then(undefined, async () => {
          await this.#nextPacket();
          await reveal();
        });
      } finally {
        this.#isRevealing = false;
        this.add(...this.#held.splice(0));
      }
    });
    this.#lastReveal = revealed.catch(() => undefined);
    return revealed;
  }

  async #fireLater(batch: ReadonlySet<Row | undefined>): Promise<void> {
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
