/** Saves under way: of one job one at a time, whoever asked for it. */
export class Saves {
  readonly #jobs = new Set<string>();
  readonly #onChange: () => void;

  /** @param onChange told when a save begins and when it ends */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  isUnderWay(job: string): boolean {
    return this.#jobs.has(job);
  }

  /** @returns what `save` gives; `undefined`, and nothing is saved, where one is under way. What it throws is thrown. */
  async run<T>(job: string, save: () => Promise<T>): Promise<T | undefined> {
    if (this.#jobs.has(job)) {
      return undefined;
    }
    this.#jobs.add(job);
    this.#onChange();
    try {
      return await save();
    } finally {
      this.#jobs.delete(job);
      this.#onChange();
    }
  }

  /**
   * Saves once an offer is taken. Waits for nothing: a notice may be left in the notification centre for hours.
   * @param answer whether it is taken; what it throws is taken for a no
   */
  offer(answer: PromiseLike<boolean>, save: () => Promise<unknown>): void {
    const taken = async () => {
      if (await answer) {
        await save();
      }
    };
    taken().catch(() => undefined);
  }
}
