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
  /** One request. `token` is `undefined` for the first page. */
  readPage(token: string | undefined, signal: AbortSignal): Promise<Page<T>>;
  idOf(item: T): string;
  /** Something that `items` or `state` says is different now. */
  onChange(): void;
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

interface Reading {
  readonly kind: 'more' | 'refresh' | 'first';
  readonly abort: AbortController;
  readonly done: Promise<void>;
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
  #reading: Reading | undefined;
  /** What failed and is tried again by `retry`. */
  #failedKind: Reading['kind'] = 'more';
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
  async loadMore(): Promise<void> {
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
        await this.#readOn(this.#read, isCurrent, signal);
      } catch (error) {
        if (!isCurrent() || this.#read.token === undefined || failureOf(error).kind !== 'badRequest') {
          throw error;
        }
        // The service no longer knows the token: begin again, with the rows kept meanwhile.
        await this.#readAnew(this.#read.pages + 1, isCurrent, signal);
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
    const cancel = () => {
      this.cancel();
    };
    signal.addEventListener('abort', cancel);
    this.#readingAll++;
    try {
      do {
        await this.loadMore();
        onPage();
      } while (!signal.aborted && !this.#disposed && this.hasMore && this.#state.kind === 'idle');
    } finally {
      signal.removeEventListener('abort', cancel);
      this.#readingAll--;
      if (this.#untold) {
        this.#tell();
      }
    }
  }

  /** Reads again all the pages that were read, then drops what is gone. Never rejects: see `state`. */
  refresh(): Promise<void> {
    return this.#reading?.kind === 'refresh' ? this.#reading.done : this.refreshAnew();
  }

  /** The same, but joins no refresh under way: that one may have begun with other credentials. */
  async refreshAnew(): Promise<void> {
    if (this.#disposed) {
      return;
    }
    const reading = this.#reading;
    reading?.abort.abort();
    // A page that was being read is read by the refresh.
    const pages = Math.max(1, this.#read.pages + (reading?.kind === 'more' ? 1 : 0));
    return this.#start('refresh', (isCurrent, signal) => this.#readAnew(pages, isCurrent, signal));
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
    const { pages } = this.#read;
    return this.#start('first', async (isCurrent, signal) => {
      if (pages <= 1) {
        await this.#readAnew(1, isCurrent, signal);
        return;
      }
      const first = begin<T>();
      await this.#readOn(first, isCurrent, signal);
      if (!isCurrent()) {
        return;
      }
      const { items } = this.#read;
      if (first.token === undefined) {
        this.#read = first; // There is but this page now.
      } else if ([...first.items.keys()].some((id) => items.has(id))) {
        this.#read.items = new Map([...first.items, ...[...items].filter(([id]) => !first.items.has(id))]);
      } else {
        await this.#readAnew(pages, isCurrent, signal, first);
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
    }
    if (news.length > 0) {
      this.#tell();
    }
    return news.length > 0;
  }

  remove(ids: readonly string[]): void {
    if (ids.filter((id) => this.#read.items.delete(id)).length > 0) {
      this.#tell();
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#reading?.abort.abort();
    this.#reading = undefined;
  }

  #start(kind: Reading['kind'], work: (isCurrent: () => boolean, signal: AbortSignal) => Promise<void>): Promise<void> {
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
    abort.signal.addEventListener('abort', () => {
      resolve(undefined);
    });
    this.#reading = { kind, abort, done: promise };
    this.#become({ kind: 'loading' });
    void run().finally(() => {
      resolve(undefined);
    });
    return promise;
  }

  /** Reads into `read` until a page brought something or the list has ended. */
  async #readOn(read: Progress<T>, isCurrent: () => boolean, signal: AbortSignal): Promise<void> {
    for (let empty = 0; empty < maxEmptyPages; empty++) {
      const page = await this.#options.readPage(read.token, signal);
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

  async #readAnew(pages: number, isCurrent: () => boolean, signal: AbortSignal, anew = begin<T>()): Promise<void> {
    let whole = false;
    try {
      while (isCurrent() && (anew.pages === 0 || (anew.pages < pages && anew.token !== undefined))) {
        await this.#readOn(anew, isCurrent, signal);
      }
      whole = true;
    } catch (error) {
      // The list ended, if not as it should: what it gave is all there is.
      whole = error instanceof RepeatedTokenError;
      throw error;
    } finally {
      if (whole && isCurrent()) {
        this.#read = anew;
      }
    }
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
      this.#options.onChange();
    }
  }
}

function begin<T>(): Progress<T> {
  return { items: new Map(), met: new Set(), token: undefined, pages: 0 };
}
