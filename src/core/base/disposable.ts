export interface Disposable {
  dispose(): void;
}

/** Disposes of several objects, in reverse order. Objects added later are disposed of at once. */
export class Disposables implements Disposable {
  #items: Disposable[] | undefined = [];

  get isDisposed(): boolean {
    return this.#items === undefined;
  }

  add<T extends Disposable>(item: T): T {
    if (this.#items === undefined) {
      item.dispose();
    } else {
      this.#items.push(item);
    }
    return item;
  }

  dispose(): void {
    const items = this.#items ?? [];
    this.#items = undefined;
    for (const item of items.reverse()) {
      item.dispose();
    }
  }
}
