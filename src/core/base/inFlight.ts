/** Reads in progress by name. Callers that request the same read share it. */
export class InFlight<T> {
  readonly #reads = new Map<string, Promise<T>>();

  /** @param signal the caller's. A read that only another caller has cancelled is repeated */
  async join(name: string, read: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await this.#join(name, read);
    } catch (error) {
      if (signal === undefined || signal.aborted || !(error instanceof Error) || error.name !== 'AbortError') {
        throw error;
      }
      return this.join(name, read, signal);
    }
  }

  #join(name: string, read: () => Promise<T>): Promise<T> {
    let reading = this.#reads.get(name);
    if (reading === undefined) {
      reading = read().finally(() => this.#reads.delete(name));
      this.#reads.set(name, reading);
    }
    return reading;
  }
}
