/** A clock that tests can put forward. */
export class TestClock {
  #offset = 0;
  readonly #base: () => number;

  /**
   * @param freeze `true`: the clock stands at the present; a number: it stands at this time, in milliseconds since
   * the epoch. Without it the clock runs.
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
