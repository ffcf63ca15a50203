import { defined } from '../base/defined';
import type { Disposable } from '../base/disposable';
import { Emitter } from '../base/emitter';
import type { Connection, CopiedFiles } from '../connections/connection';
import type { Memory } from '../polling/rememberedJobs';
import { fieldsOf } from '../text/json';

const memoryKey = 'openCopies';

/** The saved copies that are open, in the order of opening. Kept across reloads of the window. */
export class OpenCopies {
  readonly #memory: Memory;
  readonly #changed = new Emitter<undefined>();
  #all: readonly Connection[];

  constructor(memory: Memory) {
    this.#memory = memory;
    const stored = memory.get(memoryKey);
    this.#all = Array.isArray(stored) ? stored.flatMap((each) => [restored(each) ?? []].flat()) : [];
  }

  get all(): readonly Connection[] {
    return this.#all;
  }

  onDidChange(listener: () => void): Disposable {
    return this.#changed.listen(listener);
  }

  /** Adds a copy, or replaces the one with the same files. */
  add(copy: Connection): void {
    // Removed first, so that the files are read again.
    this.remove(copy.id);
    this.#set([...this.#all, copy]);
  }

  remove(id: string): void {
    if (this.#all.some((copy) => copy.id === id)) {
      this.#set(this.#all.filter((copy) => copy.id !== id));
    }
  }

  #set(all: readonly Connection[]): void {
    this.#all = all;
    const stored = all.map(({ label, region, copy }) => ({ label, region, ...copy }));
    void this.#memory.update(memoryKey, stored.length === 0 ? undefined : stored);
    this.#changed.fire(undefined);
  }
}

/** Returns the connection of a saved copy. @param label the name of its file */
export function copyConnection(label: string, region: string, copy: CopiedFiles): Connection {
  // eslint-disable-next-line texts/translated -- an ID, never shown
  return { id: `copy ${copy.uris.join(' ')}`, kind: 'copy', label, region, copy };
}

/**
 * Returns the connection in stored data, which another version of this extension may have written; `undefined` if
 * invalid.
 */
function restored(value: unknown): Connection | undefined {
  const { label, region, uris, savedAt } = fieldsOf(value);
  const files = Array.isArray(uris) ? uris.filter((uri) => typeof uri === 'string') : [];
  return typeof label === 'string' && files.length > 0
    ? copyConnection(
        label,
        typeof region === 'string' ? region : '',
        defined<CopiedFiles>({ uris: files, savedAt: typeof savedAt === 'number' ? savedAt : undefined }),
      )
    : undefined;
}
