export interface HeldFile {
  readonly content: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

interface Held extends HeldFile {
  /** Whether a tab has ever shown the file. Only then can its last tab be closed. */
  shown: boolean;
}

/** Files in memory by URI, each kept while a tab shows it. */
export class HeldFiles {
  readonly #files = new Map<string, Held>();

  get(uri: string): HeldFile | undefined {
    return this.#files.get(uri);
  }

  /**
   * Adds a file or replaces its content. A later time makes open editors reload it.
   * @param now milliseconds since the epoch
   */
  put(uri: string, content: Uint8Array, now: number): HeldFile {
    const before = this.#files.get(uri);
    const file = { content, at: Math.max(now, (before?.at ?? 0) + 1), shown: before?.shown ?? false };
    this.#files.set(uri, file);
    return file;
  }

  /** Drops files whose last tab was closed. @param open URIs that tabs show */
  keep(open: ReadonlySet<string>): void {
    for (const [uri, file] of this.#files) {
      if (open.has(uri)) {
        file.shown = true;
      } else if (file.shown) {
        this.#files.delete(uri);
      }
    }
  }

  /** Drops a file that no editor could open, unless a tab shows it or it was replaced. */
  drop(uri: string, file: HeldFile): void {
    const held = this.#files.get(uri);
    if (held === file && !held.shown) {
      this.#files.delete(uri);
    }
  }

  clear(): void {
    this.#files.clear();
  }
}
