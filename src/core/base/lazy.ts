import type { Disposable } from './disposable';

/** A value created once, on first use. After a failure, the next use retries. */
export class Lazy<T extends Disposable> implements Disposable {
  readonly #make: () => Promise<T>;
  #making: Promise<T> | undefined;
  #made: T | undefined;
  #isClosed = false;

  constructor(make: () => Promise<T>) {
    this.#make = make;
  }

  /** The value, if it has been created. */
  get ifMade(): T | undefined {
    return this.#made;
  }

  get(): Promise<T> {
    this.#making ??= this.#makeNow();
    return this.#making;
  }

  dispose(): void {
    this.#isClosed = true;
    this.#made?.dispose();
  }

  async #makeNow(): Promise<T> {
    try {
      const made = await this.#make();
      this.#made = made;
      if (this.#isClosed) {
        made.dispose();
      }
      return made;
    } catch (error) {
      this.#making = undefined;
      throw error;
    }
  }
}
