/** A clock that tests can advance. */
export class TestClock {
  #offset = 0;
  readonly #base: () => number;

  /**
   * @param freeze `true` stops the clock now; a number stops it at this time, in milliseconds since the epoch. By default
   * the clock runs.
   */
  constructor(freeze?: boolean | number) {
    const frozenAt = freeze === true ? Date.now() : freeze;
    this.#base = typeof frozenAt === 'number' ? () => frozenAt : () => Date.now();
  }

  /** Milliseconds since the epoch. */
  readonly now = (): number => this.#base() + this.#offset;

  advance(milliseconds: number): void {
    this.#offset += milliseconds;
  }
}
