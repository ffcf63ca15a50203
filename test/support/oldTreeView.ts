import type { FakeClock } from './fakeClock';

/** VS Code's `TreeDataProvider`, as far as used. */
interface Provider<T> {
  onDidChangeTreeData(listener: (changed: T[] | undefined) => void): unknown;
  getChildren(element?: T): T[] | Promise<T[]>;
  getTreeItem(element: T): unknown;
  getParent(element: T): T | undefined;
}

/** A row as registered by the extension host. */
interface Registered<T> {
  readonly element: T;
  readonly parent: Registered<T> | undefined;
  children: Registered<T>[] | undefined;
}

/** A row as shown by the workbench. */
interface Shown {
  readonly id: string;
  children: Shown[] | undefined;
}

/** Time of a message from one process to the other. Milliseconds. */
const latency = 2;
const debounce = 200;

/**
 * A model of the tree view of VS Code 1.103: the order in which `ExtHostTreeView` registers, replaces and clears rows, and
 * how the workbench requests children. It fails like that version: registering an id twice is an error, and the rows are
 * lost.
 */
export class OldTreeView<T extends { readonly id: string }> {
  readonly errors: string[] = [];
  readonly #provider: Provider<T>;
  readonly #clock: FakeClock;
  readonly #elements = new Map<string, T>();
  readonly #nodes = new Map<T, Registered<T>>();
  #roots: Registered<T>[] | undefined;
  /** Replaced by a full refresh, which cancels the fetches in progress. */
  #generation = {};
  /** Settles when the requested refreshes are done; a reveal waits for it. */
  #refreshed = Promise.resolve();
  /** Runs refreshes in sequence. */
  #queue = Promise.resolve();
  readonly #expanded = new Set<string>();
  readonly #shown: Shown = { id: '', children: undefined };
  #selection: readonly string[] = [];

  constructor(provider: Provider<T>, clock: FakeClock) {
    this.#provider = provider;
    this.#clock = clock;
    this.#debounce();
  }

  /** Shows the view. */
  async show(): Promise<void> {
    await this.#load(this.#shown);
  }

  /** The visible rows, indented by level. */
  get rows(): readonly string[] {
    const rowsOf = ({ children = [] }: Shown, indent: string): readonly string[] =>
      children.flatMap((row) => [
        `${indent}${row.id.split('/').at(-1) ?? ''}`,
        ...(this.#expanded.has(row.id) ? rowsOf(row, `${indent}  `) : []),
      ]);
    return rowsOf(this.#shown, '');
  }

  get selection(): readonly T[] {
    return this.#selection.flatMap((id) => this.#elements.get(id) ?? []);
  }

  async expand(id: string): Promise<void> {
    this.#expanded.add(id);
    const row = this.#find(id);
    if (row !== undefined && row.children === undefined) {
      await this.#load(row);
    }
  }

  collapse(id: string): void {
    this.#expanded.delete(id);
  }

  async reveal(element: T): Promise<void> {
    await this.#refreshed;
    const chain = await this.#parentChain(element);
    const { element: found } = await this.#resolveNode(element, chain.at(-1));
    await this.#hop();
    if (this.#shown.children === undefined) await this.#load(this.#shown);
    for (const { element: parent } of chain) await this.expand(parent.id);
    if (this.#find(found.id) !== undefined) this.#selection = [found.id];
    await this.#hop();
  }

  /** VS Code's debounce with a leading edge: the first of many changes applies at once, the others after a pause. */
  #debounce(): void {
    let elements: (T | undefined)[] = [];
    let finish: (() => void) | undefined;
    let timer: { dispose(): void } | undefined;
    const emit = () => {
      const changed = elements;
      elements = [];
      const done = finish;
      finish = undefined;
      this.#queue = this.#queue.then(async () => {
        await this.#refresh(changed);
        done?.();
      });
    };
    this.#provider.onDidChangeTreeData((changed) => {
      if (changed?.length === 0) return;
      if (finish === undefined) {
        const { promise, resolve } = Promise.withResolvers<undefined>();
        finish = () => {
          resolve(undefined);
        };
        this.#refreshed = this.#refreshed.then(() => promise);
      }
      elements.push(...(changed ?? [undefined]));
      if (timer === undefined) emit();
      timer?.dispose();
      timer = this.#clock.after(debounce, () => {
        timer = undefined;
        if (elements.length > 0) emit();
      });
    });
  }

  async #hop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#clock.after(latency, resolve);
    });
  }

  // The workbench.

  #find(id: string, row = this.#shown): Shown | undefined {
    return row.id === id
      ? row
      : row.children?.map((child) => this.#find(id, child)).find((found) => found !== undefined);
  }

  async #load(row: Shown): Promise<void> {
    await this.#hop();
    let ids: readonly string[] | undefined;
    try {
      ids = await this.#getChildren(row === this.#shown ? undefined : row.id);
    } catch (error) {
      this.errors.push(error instanceof Error ? error.message : String(error));
    }
    await this.#hop();
    row.children = (ids ?? []).map((id) => ({ id, children: undefined }));
    await Promise.all(row.children.filter(({ id }) => this.#expanded.has(id)).map((child) => this.#load(child)));
  }

  /** Redraws rows. Resolves when the workbench has requested everything visible again. */
  async #redraw(ids: readonly string[] | undefined): Promise<void> {
    await this.#hop();
    const rows = ids === undefined ? [this.#shown] : ids.flatMap((id) => this.#find(id) ?? []);
    await Promise.all(
      rows.map(async (row) => {
        if (row === this.#shown || this.#expanded.has(row.id)) await this.#load(row);
        else row.children = undefined;
      }),
    );
    await this.#hop();
  }

  // The extension host: ExtHostTreeView.

  async #getChildren(id: string | undefined): Promise<readonly string[] | undefined> {
    const element = id === undefined ? undefined : this.#elements.get(id);
    if (id !== undefined && element === undefined) return [];
    const known = element === undefined ? this.#roots : this.#nodes.get(element)?.children;
    return (known ?? (await this.#fetchChildren(element)))?.map((node) => node.element.id);
  }

  async #fetchChildren(element: T | undefined): Promise<Registered<T>[] | undefined> {
    this.#clearChildren(element);
    const generation = this.#generation;
    const parent = element && this.#nodes.get(element);
    const elements = await this.#provider.getChildren(element);
    if (generation !== this.#generation) return undefined;
    await Promise.all(elements.map((child) => this.#provider.getTreeItem(child)));
    if (generation !== this.#generation) return undefined;
    return elements.map((child) => {
      if (this.#elements.has(child.id)) throw new Error(`Element with id ${child.id} is already registered`);
      const node = { element: child, parent, children: undefined };
      this.#register(node);
      if (parent === undefined) (this.#roots ??= []).push(node);
      else (parent.children ??= []).push(node);
      return node;
    });
  }

  async #refresh(elements: readonly (T | undefined)[]): Promise<void> {
    if (elements.includes(undefined)) {
      this.#generation = {};
      this.#roots = undefined;
      this.#elements.clear();
      this.#nodes.clear();
      await this.#redraw(undefined);
      return;
    }
    const nodes = new Set(elements.flatMap((element) => (element && this.#nodes.get(element)) ?? []));
    const hasAncestor = ({ parent }: Registered<T>): boolean =>
      parent !== undefined && (nodes.has(parent) || hasAncestor(parent));
    const ids = [...nodes].filter((node) => !hasAncestor(node)).map(({ element }) => element.id);
    await Promise.all(ids.map((id) => this.#refreshNode(id)));
    if (ids.length > 0) await this.#redraw(ids);
  }

  async #refreshNode(id: string): Promise<void> {
    const element = this.#elements.get(id);
    const node = element && this.#nodes.get(element);
    if (node === undefined) return;
    this.#clearChildren(node.element);
    await Promise.resolve(this.#provider.getTreeItem(node.element));
    const replacement = { ...node, children: undefined };
    this.#register(replacement);
    const siblings = node.parent === undefined ? this.#roots : node.parent.children;
    const place = siblings?.findIndex((sibling) => sibling.element.id === id) ?? -1;
    if (place >= 0) siblings?.splice(place, 1, replacement);
  }

  #register(node: Registered<T>): void {
    this.#elements.set(node.element.id, node.element);
    this.#nodes.set(node.element, node);
  }

  #clearChildren(element: T | undefined): void {
    if (element === undefined) {
      this.#roots = undefined;
      this.#elements.clear();
      this.#nodes.clear();
      return;
    }
    const node = this.#nodes.get(element);
    for (const child of node?.children ?? []) {
      const known = this.#elements.get(child.element.id);
      if (known === undefined) continue;
      this.#clearChildren(known);
      this.#nodes.delete(known);
      this.#elements.delete(child.element.id);
    }
    if (node !== undefined) node.children = undefined;
  }

  async #parentChain(element: T): Promise<readonly Registered<T>[]> {
    const node = this.#nodes.get(element);
    const parent = await Promise.resolve(
      node === undefined
        ? this.#provider.getParent(element)
        : node.parent && this.#elements.get(node.parent.element.id),
    );
    if (parent === undefined) return [];
    const chain = await this.#parentChain(parent);
    return [...chain, await this.#resolveNode(parent, chain.at(-1))];
  }

  async #resolveNode(element: T, parent: Registered<T> | undefined): Promise<Registered<T>> {
    const known = this.#nodes.get(element);
    if (known !== undefined) return known;
    await Promise.resolve(this.#provider.getTreeItem(element));
    await this.#getChildren(parent?.element.id);
    const found = this.#elements.get(element.id);
    const node = found && this.#nodes.get(found);
    if (node === undefined) throw new Error(`Cannot resolve tree item for element ${element.id}`);
    return node;
  }
}
