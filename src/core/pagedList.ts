import { leaveToHost, notify, type ReportError } from './emitter';
import { ServiceError, failureOf, type ServiceFailure } from './failure';
import type { Page } from './source';

/** So many empty pages in a row are read for one `loadMore`; then the user is asked again. */
const maxEmptyPages = 25;

export type PagedListState =
  /** Nothing is under way; there may be more to read. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure }
  | { readonly kind: 'complete' };

export interface PagedListOptions<T> {
  /** One request. `token` is `undefined` for the first page; `wanted` is how many items are still wanted. */
  readPage(token: string | undefined, signal: AbortSignal, wanted: number): Promise<Page<T>>;
  idOf(item: T): string;
  /** Something that `items` or `state` says is different now. */
  onChange(): void;
  /** Receives what `onChange` throws. */
  readonly report?: ReportError;
}

/** How a long read can be followed and stopped. */
export interface LongRead {
  /** Stops it, with the rows and the token as they were. */
  readonly signal?: AbortSignal;
  /** Called after each page, with the number of items read so far. */
  readonly onPage?: (count: number) => void;
}

/** What has been read, as far as a read in progress has come. */
interface Progress<T> {
  items: Map<string, T>;
  /** Every token met, to notice one that comes twice. */
  readonly met: Set<string>;
  /** Where the next page starts. */
  token: string | undefined;
  pages: number;
}

interface Reading<T> {
  readonly kind: 'more' | 'refresh' | 'first';
  readonly abort: AbortController;
  readonly done: Promise<void>;
  /** Items inserted meanwhile: a response sent before does not have them. */
  readonly inserted: Map<string, T>;
}

class RepeatedTokenError extends ServiceError {
  constructor() {
    super({ kind: 'malformed', detail: 'The service gave a page token that it had given before.' });
  }
}

/**
 * One list read page by page. One read is under way at a time, and a read that is not the current one any more
 * changes nothing. What was read stays until a later read has replaced it.
 */
export class PagedList<T> {
  readonly #options: PagedListOptions<T>;
  #read: Progress<T> = begin();
  #state: PagedListState = { kind: 'idle' };
  #reading: Reading<T> | undefined;
  /** What failed and is tried again by `retry`. */
  #failedKind: Reading<T>['kind'] = 'more';
  #disposed = false;
  /** How many `loadAll` are under way. */
  #readingAll = 0;
  /** How many items there were when a change was last told, and whether there is one that was not. */
  #told = 0;
  #untold = false;

  constructor(options: PagedListOptions<T>) {
    this.#options = options;
  }

  get items(): readonly T[] {
    return [...this.#read.items.values()];
  }

  get state(): PagedListState {
    return this.#state;
  }

  /** Whether a first page has come. */
  get isRead(): boolean {
    return this.#read.pages > 0;
  }

  /** Whether there is, as far as known, more to read. */
  get hasMore(): boolean {
    return !this.isRead || this.#read.token !== undefined;
  }

  /** Reads the next page: on over empty ones, until there is something to show. Never rejects: see `state`. */
  loadMore(): Promise<void> {
    return this.#loadMore(0);
  }

  async #loadMore(wanted: number): Promise<void> {
    while (this.#reading !== undefined && this.#reading.kind !== 'more') {
      await this.#reading.done;
    }
    if (this.#reading !== undefined) {
      return this.#reading.done;
    }
    if (this.#disposed || !this.hasMore) {
      return;
    }
    return this.#start('more', async (isCurrent, signal) => {
      try {
        await this.#readOn(this.#read, wanted, isCurrent, signal);
      } catch (error) {
        if (!isCurrent() || this.#read.token === undefined || failureOf(error).kind !== 'badRequest') {
          throw error;
        }
        // The service no longer knows the token: begin again, with the rows kept meanwhile.
        await this.#readAnew(Math.max(wanted, this.#sizeWithNextPage), isCurrent, signal);
      }
    });
  }

  /**
   * Reads every page that is left. Never rejects. Changes are told each time that the list has grown by a tenth: to draw
   * it after every page would cost the square of its length.
   * @param signal stops it, with what has been read kept
   * @param onPage called after each page
   */
  async loadAll(signal: AbortSignal, onPage: () => void): Promise<void> {
    const cancel = () => this.cancel();
    signal.addEventListener('abort', cancel);
    this.#readingAll++;
    try {
      do {
        // The largest pages that the service gives.
        await this.#loadMore(Infinity);
        onPage();
        // It goes on after a refresh.
      } while (!signal.aborted && !this.#disposed && this.hasMore && this.#state.kind !== 'failed');
    } finally {
      signal.removeEventListener('abort', cancel);
      this.#readingAll--;
      if (this.#untold) {
        this.#tell();
      }
    }
  }

  /**
   * Reads as many items again as were read, on the largest pages that the service gives, then drops what was deleted. Never
   * rejects: see `state`.
   */
  async refresh({ signal, onPage }: LongRead = {}): Promise<void> {
    const cancel = () => this.cancel();
    if (signal?.aborted === true) {
      return;
    }
    signal?.addEventListener('abort', cancel);
    try {
      await (this.#reading?.kind === 'refresh' ? this.#reading.done : this.refreshAnew(onPage));
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** The same, but joins no refresh in progress: that one may have begun with other credentials. */
  async refreshAnew(onPage?: LongRead['onPage']): Promise<void> {
    if (this.#disposed) {
      return;
    }
    const reading = this.#reading;
    reading?.abort.abort();
    // A page that was being read is read by the refresh.
    const size = reading?.kind === 'more' ? this.#sizeWithNextPage : this.#read.items.size;
    return this.#start('refresh', (isCurrent, signal) => this.#readAnew(size, isCurrent, signal, onPage));
  }

  /**
   * Reads the first page again and puts it on top of what was read; nothing below it is dropped. A first page with nothing
   * on it that was known leaves a gap: then everything is read again. Never rejects: see `state`.
   */
  async refreshFirstPage(): Promise<void> {
    if (this.#reading !== undefined) {
      return this.#reading.done;
    }
    if (this.#disposed) {
      return;
    }
    const { pages, items: known } = this.#read;
    return this.#start('first', async (isCurrent, signal) => {
      if (pages <= 1) {
        await this.#readAnew(known.size, isCurrent, signal);
        return;
      }
      const first = begin<T>();
      await this.#readOn(first, 0, isCurrent, signal);
      if (!isCurrent()) {
        return;
      }
      const { items } = this.#read;
      if (first.token === undefined) {
        this.#replace(first); // There is but this page now.
      } else if ([...first.items.keys()].some((id) => items.has(id))) {
        this.#read.items = new Map([...first.items, ...[...items].filter(([id]) => !first.items.has(id))]);
      } else {
        await this.#readAnew(items.size, isCurrent, signal, undefined, first);
      }
    });
  }

  /** Does again what failed. */
  retry(): Promise<void> {
    switch (this.#failedKind) {
      case 'more':
        return this.loadMore();
      case 'refresh':
        return this.refresh();
      case 'first':
        return this.refreshFirstPage();
    }
  }

  /** Stops the read under way; what has been read stays. */
  cancel(): void {
    if (this.#reading !== undefined) {
      this.#reading.abort.abort();
      this.#reading = undefined;
      this.#become(this.#rest());
    }
  }

  has(id: string): boolean {
    return this.#read.items.has(id);
  }

  /** Adds items seen elsewhere, and says whether any was new. A list that was never read takes none: it will read them. */
  insert(items: readonly T[]): boolean {
    const news = items.filter((item) => this.isRead && !this.#read.items.has(this.#options.idOf(item)));
    for (const item of news) {
      this.#read.items.set(this.#options.idOf(item), item);
      this.#reading?.inserted.set(this.#options.idOf(item), item);
    }
    if (news.length > 0) {
      this.#tell();
    }
    return news.length > 0;
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) {
      this.#reading?.inserted.delete(id);
    }
    if (ids.filter((id) => this.#read.items.delete(id)).length > 0) {
      this.#tell();
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#reading?.abort.abort();
    this.#reading = undefined;
  }

  #start(
    kind: Reading<T>['kind'],
    work: (isCurrent: () => boolean, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const abort = new AbortController();
    const isCurrent = () => this.#reading?.abort === abort;
    const run = async () => {
      let state: PagedListState | undefined;
      try {
        await work(isCurrent, abort.signal);
      } catch (error) {
        state = { kind: 'failed', failure: failureOf(error) };
        this.#failedKind = isCurrent() && error instanceof RepeatedTokenError ? 'refresh' : kind;
      }
      if (isCurrent()) {
        this.#reading = undefined;
        this.#become(state ?? this.#rest());
      }
    };
    // The reading must be known before its work begins, so that the work can see that it is the current one.
    const { promise, resolve } = Promise.withResolvers<undefined>();
    abort.signal.addEventListener('abort', () => resolve(undefined));
    this.#reading = { kind, abort, done: promise, inserted: new Map() };
    this.#state = { kind: 'loading' };
    void run().finally(() => resolve(undefined));
    // After the work has begun, whatever a listener does.
    this.#become(this.#state);
    return promise;
  }

  /** How many items there will be with one more page like those before. */
  get #sizeWithNextPage(): number {
    const { items, pages } = this.#read;
    return items.size + Math.max(1, Math.ceil(items.size / Math.max(1, pages)));
  }

  /** Reads into `read` until a page brought something or the list has ended. */
  async #readOn(read: Progress<T>, wanted: number, isCurrent: () => boolean, signal: AbortSignal): Promise<void> {
    for (let empty = 0; empty < maxEmptyPages; empty++) {
      const page = await this.#options.readPage(read.token, signal, wanted);
      if (!isCurrent()) {
        return;
      }
      for (const item of page.items) {
        read.items.set(this.#options.idOf(item), item);
      }
      read.pages++;
      // An empty token would be refused: it means the same as none.
      read.token = page.nextToken === '' ? undefined : page.nextToken;
      if (read.token !== undefined) {
        if (read.met.has(read.token)) {
          read.token = undefined;
          throw new RepeatedTokenError();
        }
        read.met.add(read.token);
      }
      if (page.items.length > 0 || read.token === undefined) {
        return;
      }
    }
  }

  /** Reads from the first page on until there are as many items, or all. */
  async #readAnew(
    size: number,
    isCurrent: () => boolean,
    signal: AbortSignal,
    onPage: LongRead['onPage'] = () => undefined,
    anew = begin<T>(),
  ): Promise<void> {
    let whole = false;
    try {
      while (isCurrent() && (anew.pages === 0 || (anew.items.size < size && anew.token !== undefined))) {
        await this.#readOn(anew, size - anew.items.size, isCurrent, signal);
        onPage(anew.items.size);
      }
      whole = true;
    } catch (error) {
      // The list ended, if not as it should: what it gave is all there is.
      whole = error instanceof RepeatedTokenError;
      throw error;
    } finally {
      if (whole && isCurrent()) {
        this.#replace(anew);
      }
    }
  }

  /** Shows what was read in place of what was read before, with what was inserted meanwhile. */
  #replace(anew: Progress<T>): void {
    for (const [id, item] of this.#reading?.inserted ?? []) {
      if (!anew.items.has(id)) {
        anew.items.set(id, item);
      }
    }
    this.#read = anew;
  }

  #rest(): PagedListState {
    return this.hasMore ? { kind: 'idle' } : { kind: 'complete' };
  }

  #become(state: PagedListState): void {
    this.#state = state;
    const isBetweenPages =
      state.kind === 'idle' || (state.kind === 'loading' && this.#read.items.size < 1.1 * this.#told);
    if (this.#readingAll > 0 && isBetweenPages) {
      this.#untold = true;
    } else {
      this.#tell();
    }
  }

  #tell(): void {
    this.#told = this.#read.items.size;
    this.#untold = false;
    if (!this.#disposed) {
      notify(() => this.#options.onChange(), this.#options.report ?? leaveToHost);
    }
  }
}

function begin<T>(): Progress<T> {
  return { items: new Map(), met: new Set(), token: undefined, pages: 0 };
}
