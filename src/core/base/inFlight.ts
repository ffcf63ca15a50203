/** Reads in progress by name. Callers that request the same read share it. */
export class InFlight<T> {
  readonly #reads = new Map<string, Promise<T>>();

  join(name: string, read: () => Promise<T>): Promise<T> {
    let reading = this.#reads.get(name);
    if (reading === undefined) {
      reading = read().finally(() => this.#reads.delete(name));
      this.#reads.set(name, reading);
    }
    return reading;
  }
}
