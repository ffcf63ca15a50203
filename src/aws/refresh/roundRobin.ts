/**
 * Iterates over items so that all get their turn even if each iteration is cut short: the next one resumes after the last
 * item, in the order of names, which added and removed items do not disturb.
 */
export class RoundRobin {
  #last: string | undefined;

  /** @param items by name; yielded in this order when the previous iteration was complete */
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
