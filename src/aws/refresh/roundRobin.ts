/**
 * Gives all items their turn even if each iteration is cut short: the next iteration resumes, by name, after the last
 * item visited. Items may be added and removed in between.
 */
export class RoundRobin {
  #last: string | undefined;

  /** @param items by name; yielded in the map's order if the previous iteration was complete */
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
