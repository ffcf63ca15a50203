import type { Memory } from '../../core/rememberedJobs';

const memoryKey = 'expandedRows';
/** Maximum number of rows that are remembered; the ones toggled last stay. */
const maxRows = 500;

/** Which rows the user expanded or collapsed, kept across reloads of the window: VS Code keeps that for built-in views only. */
export class Expansion {
  readonly #memory: Memory;
  /** By the id of a row. */
  readonly #rows: Map<string, boolean>;

  constructor(memory: Memory) {
    this.#memory = memory;
    const saved = memory.get(memoryKey);
    this.#rows = new Map(Array.isArray(saved) ? saved.filter(isEntry) : []);
  }

  /** Whether a row is expanded; `undefined` when the user never toggled it. */
  isExpanded(id: string): boolean | undefined {
    return this.#rows.get(id);
  }

  set(id: string, isExpanded: boolean): void {
    this.#rows.delete(id);
    this.#rows.set(id, isExpanded);
    for (const oldest of [...this.#rows.keys()].slice(0, -maxRows)) {
      this.#rows.delete(oldest);
    }
    void this.#memory.update(memoryKey, [...this.#rows]);
  }
}

function isEntry(value: unknown): value is [string, boolean] {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'boolean';
}
