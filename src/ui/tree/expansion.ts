import type { Memory } from '../../core/polling/rememberedJobs';

const memoryKey = 'expandedRows';
/** Maximum number of rows remembered. The most recently toggled are kept. */
const maxRows = 500;

/**
 * Which rows the user expanded or collapsed, kept across reloads of the window. VS Code keeps this for built-in views
 * only.
 */
export class Expansion {
  readonly #memory: Memory;
  /** Whether a row is drawn expanded, by row id. */
  readonly #rows: Map<string, boolean>;
  /** The same, as stored for the next window. */
  readonly #saved: Map<string, boolean>;
  /** Rows that are expanded because they were before the window was loaded. Toggling a row removes it. */
  readonly #restored: Set<string>;

  constructor(memory: Memory) {
    this.#memory = memory;
    const saved = memory.get(memoryKey);
    this.#rows = new Map(Array.isArray(saved) ? saved.filter(isEntry) : []);
    this.#saved = new Map(this.#rows);
    this.#restored = new Set([...this.#rows].flatMap(([id, isExpanded]) => (isExpanded ? [id] : [])));
  }

  /** Whether a row is expanded; `undefined` if the user has never toggled it. */
  isExpanded(id: string): boolean | undefined {
    return this.#rows.get(id);
  }

  /** Whether a row is expanded only because it was before the window was loaded. */
  isRestored(id: string): boolean {
    return this.#restored.has(id);
  }

  set(id: string, isExpanded: boolean): void {
    this.#restored.delete(id);
    this.#rows.set(id, isExpanded);
    this.#save(id, isExpanded);
  }

  /**
   * Stores for the next window that a row is expanded. Call when VS Code requests the row's children, because VS Code
   * does not report an expansion while it reads the rows above again.
   */
  keepExpanded(id: string): void {
    if (this.#saved.get(id) !== true) {
      this.#save(id, true);
    }
  }

  #save(id: string, isExpanded: boolean): void {
    this.#saved.delete(id);
    this.#saved.set(id, isExpanded);
    for (const oldest of [...this.#saved.keys()].slice(0, -maxRows)) {
      this.#saved.delete(oldest);
    }
    void this.#memory.update(memoryKey, [...this.#saved]);
  }
}

function isEntry(value: unknown): value is [string, boolean] {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'boolean';
}
