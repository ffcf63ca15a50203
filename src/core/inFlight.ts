/** Reads under way, by name: who asks for the same one meanwhile shares it. */
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
