/**
 * Turns for all, though each time may end before all have had theirs: the next begins behind the one that was last. The
 * order is that of names then, so that whoever comes or goes meanwhile makes nobody wait for another round.
 */
export class Round {
  #last: string | undefined;

  /** @param items by name; in this order, where all had their turns before */
  *of<T>(items: ReadonlyMap<string, T>): Generator<readonly [name: string, item: T], void> {
    const last = this.#last;
    const entries = [...items];
    if (last !== undefined) {
      entries.sort(([a], [b]) => Number(a <= last) - Number(b <= last) || (a < b ? -1 : 1));
    }
    for (const entry of entries) {
      [this.#last] = entry;
      yield entry;
    }
    this.#last = undefined;
  }
}
