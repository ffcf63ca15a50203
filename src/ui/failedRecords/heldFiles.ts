/** A file that exists in memory alone. */
export interface HeldFile {
  readonly content: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

interface Held extends HeldFile {
  /** Whether a tab has shown it: only what was shown can be closed. */
  shown: boolean;
}

/** Files in memory by their URIs, each for as long as a tab shows it. */
export class HeldFiles {
  readonly #files = new Map<string, Held>();

  get(uri: string): HeldFile | undefined {
    return this.#files.get(uri);
  }

  /** Takes a file, or another content of one: that is of a later time, so that an editor which is open reads it again. */
  put(uri: string, content: Uint8Array, now: number): HeldFile {
    const before = this.#files.get(uri);
    const file = { content, at: Math.max(now, (before?.at ?? 0) + 1), shown: before?.shown ?? false };
    this.#files.set(uri, file);
    return file;
  }

  /** Forgets the files whose last tab was closed. @param open what tabs show now */
  keep(open: ReadonlySet<string>): void {
    for (const [uri, file] of this.#files) {
      if (open.has(uri)) {
        file.shown = true;
      } else if (file.shown) {
        this.#files.delete(uri);
      }
    }
  }

  /** Forgets a file that no editor took: without a tab, nothing else would. One that a tab shows, or that was put anew, stays. */
  giveUp(uri: string, file: HeldFile): void {
    const held = this.#files.get(uri);
    if (held === file && !held.shown) {
      this.#files.delete(uri);
    }
  }

  clear(): void {
    this.#files.clear();
  }
}
