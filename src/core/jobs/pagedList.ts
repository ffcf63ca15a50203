import { leaveToHost, notify, type ReportError } from '../base/emitter';
import { ServiceError, failureOf, type ServiceFailure } from '../failures/failure';
import { userPurpose, type Purpose, type RequestContext } from '../base/request';
import { newProgress, type Progress } from './readProgress';
import type { Page } from './source';

/** Maximum number of consecutive empty pages that one `loadMore` reads. The user can then load more. */
const maxEmptyPages = 25;

export type PagedListState =
  /** No read in progress; there may be more to read. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure }
  | { readonly kind: 'complete' };

interface PagedListOptions<T> {
  /** Sends one request. `token` is `undefined` for the first page; `wanted` is the number of items still wanted. */
  readPage(token: string | undefined, context: RequestContext, wanted: number): Promise<Page<T>>;
  idOf(item: T): string;
  /** Called after `items` or `state` changed. */
  onChange(): void;
  /** Receives what `onChange` throws. */
  readonly report?: ReportError;
}

/** Options to observe and cancel a long read. */
export interface LongRead {
  /** Cancels the read and leaves the items and the token as they were. */
  readonly signal?: AbortSignal;
  /** Called after each page, with the number of items read so far. */
  readonly onPage?: (count: number) => void;
}

interface Reading<T> {
  readonly kind: 'more' | 'refresh' | 'first';
  readonly abort: AbortController;
  readonly done: Promise<void>;
  /** Items inserted during the read, which its responses may not contain. */
  readonly inserted: Map<string, T>;
}

class RepeatedTokenError extends ServiceError {
  constructor() {
    super({ kind: 'malformed', detail: 'The service gave a page token that it had given before.' });
  }
}

/**
 * A list that is read page by page. Only one read is in progress at a time, and a superseded read changes nothing.
 * Items stay until a later read has replaced them.
 */
export class PagedList<T> {
  readonly #options: PagedListOptions<T>;
  #read: Progress<T> = newProgress();
  #state: PagedListState = { kind: 'idle' };
  #reading: Reading<T> | undefined;
  /** Kind of the read that failed, for `retry`. */
  #failedKind: Reading<T>['kind'] = 'more';
  #disposed = false;
  /** Number of `loadAll` calls in progress. */
  #readingAll = 0;
  /** Number of items at the last change notification. */
  #notifiedSize = 0;
  #hasPendingChange = false;

  constructor(options: PagedListOptions<T>) {
    this.#options = options;
  }

  get items(): readonly T[] {
    return [...this.#read.items.values()];
  }

  get state(): PagedListState {
    return this.#state;
  }

  /** Whether the first page has been read. */
  get isRead(): boolean {
    return this.#read.pages > 0;
  }

  /** Whether there may be more to read. */
  get hasMore(): boolean {
    return !this.isRead || this.#read.token !== undefined;
  }

  /** Reads the next page that is not empty. Never rejects: see `state`. */
  loadMore(purpose = userPurpose): Promise<void> {
    return this.#loadMore(0, purpose);
  }

  async #loadMore(wanted: number, purpose: Purpose): Promise<void> {
    while (this.#reading !== undefined && this.#reading.kind !== 'more') {
      await this.#reading.done;
    }
    if (this.#reading !== undefined) {
      return this.#reading.done;
    }
    if (this.#disposed || !this.hasMore) {
      return;
    }
    return this.#start('more', purpose, async (isCurrent, context) => {
      try {
        await this.#readPage(this.#read, wanted, isCurrent, context);
      } catch (error) {
        if (!isCurrent() || this.#read.token === undefined || failureOf(error).kind !== 'badRequest') {
          throw error;
        }
        // The service no longer accepts the token: start over, keeping the items until then.
        await this.#readFromStart(Math.max(wanted, this.#sizeWithNextPage), isCurrent, context);
      }
    });
  }

  /**
   * Reads all remaining pages. Never rejects. Notifies of a change each time the list has grown by a tenth, because
   * drawing the list after every page would take quadratic time.
   * @param signal cancels the read; items read so far stay
   * @param onPage called after each page
   * @param purpose in the background, waits for reads in progress instead of cancelling them
   */
  async loadAll(signal: AbortSignal, onPage: () => void, purpose = userPurpose): Promise<void> {
    const isBackground = purpose.priority === 'background';
    let own: Reading<T> | undefined;
    const cancel = () => {
      if (!isBackground || this.#reading === own) {
        this.cancel();
      }
    };
    signal.addEventListener('abort', cancel);
    this.#readingAll++;
    try {
      do {
        while (isBackground && this.#reading !== undefined) {
          await this.#reading.done;
        }
        if (isBackground && (signal.aborted || !this.hasMore)) {
          break;
        }
        // Infinity requests the service's largest pages.
        const page = this.#loadMore(Infinity, purpose);
        own = this.#reading;
        await page;
        onPage();
        // A refresh may have interrupted the read.
      } while (!signal.aborted && !this.#disposed && this.hasMore && this.#state.kind !== 'failed');
    } finally {
      signal.removeEventListener('abort', cancel);
      this.#readingAll--;
      if (this.#hasPendingChange) {
        this.#notifyChange();
      }
    }
  }

  /**
   * Reads as many items as before, starting at the first page and using the service's largest pages, then drops deleted
   * items. Joins a refresh in progress. Never rejects: see `state`.
   */
  async refresh({ signal, onPage }: LongRead = {}, purpose = userPurpose): Promise<void> {
    const cancel = () => this.cancel();
    if (signal?.aborted === true) {
      return;
    }
    signal?.addEventListener('abort', cancel);
    try {
      await (this.#reading?.kind === 'refresh' ? this.#reading.done : this.restartRefresh(purpose, onPage));
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** Like `refresh`, but replaces a refresh in progress, which may have started with other credentials. */
  async restartRefresh(purpose = userPurpose, onPage?: LongRead['onPage']): Promise<void> {
    if (this.#disposed) {
      return;
    }
    const reading = this.#reading;
    reading?.abort.abort();
    // The size includes the page that was being read.
    const size = reading?.kind === 'more' ? this.#sizeWithNextPage : this.#read.items.size;
    return this.#start('refresh', purpose, (isCurrent, context) =>
      this.#readFromStart(size, isCurrent, context, onPage),
    );
  }

  /**
   * Reads the first page again and puts it on top, keeping everything below. If the page has no known item, items
   * in between may be missing, so everything is read again. Never rejects: see `state`.
   */
  async refreshFirstPage(purpose = userPurpose): Promise<void> {
    if (this.#reading !== undefined) {
      return this.#reading.done;
    }
    if (this.#disposed) {
      return;
    }
    const { pages, items: known } = this.#read;
    return this.#start('first', purpose, async (isCurrent, context) => {
      if (pages <= 1) {
        await this.#readFromStart(known.size, isCurrent, context);
        return;
      }
      const first = newProgress<T>();
      await this.#readPage(first, 0, isCurrent, context);
      if (!isCurrent()) {
        return;
      }
      const { items } = this.#read;
      if (first.token === undefined) {
        this.#replace(first); // It is the only page now.
      } else if ([...first.items.keys()].some((id) => items.has(id))) {
        this.#read.items = new Map([...first.items, ...[...items].filter(([id]) => !first.items.has(id))]);
      } else {
        await this.#readFromStart(items.size, isCurrent, context, undefined, first);
      }
    });
  }

  /** Repeats the read that failed. */
  retry(purpose = userPurpose): Promise<void> {
    switch (this.#failedKind) {
      case 'more':
        return this.loadMore(purpose);
      case 'refresh':
        return this.refresh({}, purpose);
      case 'first':
        return this.refreshFirstPage(purpose);
    }
  }

  /** Cancels the read in progress; items read so far stay. */
  cancel(): void {
    if (this.#reading !== undefined) {
      this.#reading.abort.abort();
      this.#reading = undefined;
      this.#setState(this.#finalState());
    }
  }

  has(id: string): boolean {
    return this.#read.items.has(id);
  }

  /** Adds items found elsewhere. Does nothing before the first page is read, which will contain them. */
  insert(items: readonly T[]): void {
    const newItems = items.filter((item) => this.isRead && !this.#read.items.has(this.#options.idOf(item)));
    for (const item of newItems) {
      this.#read.items.set(this.#options.idOf(item), item);
      this.#reading?.inserted.set(this.#options.idOf(item), item);
    }
    if (newItems.length > 0) {
      this.#notifyChange();
    }
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) {
      this.#reading?.inserted.delete(id);
    }
    if (ids.filter((id) => this.#read.items.delete(id)).length > 0) {
      this.#notifyChange();
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#reading?.abort.abort();
    this.#reading = undefined;
  }

  #start(
    kind: Reading<T>['kind'],
    purpose: Purpose,
    work: (isCurrent: () => boolean, context: RequestContext) => Promise<void>,
  ): Promise<void> {
    const abort = new AbortController();
    const isCurrent = () => this.#reading?.abort === abort;
    const run = async () => {
      let state: PagedListState | undefined;
      try {
        await work(isCurrent, { ...purpose, signal: abort.signal });
      } catch (error) {
        state = { kind: 'failed', failure: failureOf(error) };
        this.#failedKind = isCurrent() && error instanceof RepeatedTokenError ? 'refresh' : kind;
      }
      if (isCurrent()) {
        this.#reading = undefined;
        this.#setState(state ?? this.#finalState());
      }
    };
    // Set this before the work starts, because the work checks whether it is current.
    const { promise, resolve } = Promise.withResolvers<undefined>();
    abort.signal.addEventListener('abort', () => resolve(undefined));
    this.#reading = { kind, abort, done: promise, inserted: new Map() };
    this.#state = { kind: 'loading' };
    void run().finally(() => resolve(undefined));
    // Notify after the work has started, so that no listener can prevent it.
    this.#setState(this.#state);
    return promise;
  }

  get #sizeWithNextPage(): number {
    const { items, pages } = this.#read;
    return items.size + Math.max(1, Math.ceil(items.size / Math.max(1, pages)));
  }

  /** Reads pages into `read` until one has items or the list ends. */
  async #readPage(read: Progress<T>, wanted: number, isCurrent: () => boolean, context: RequestContext): Promise<void> {
    for (let empty = 0; empty < maxEmptyPages; empty++) {
      const page = await this.#options.readPage(read.token, context, wanted);
      if (!isCurrent()) {
        return;
      }
      for (const item of page.items) {
        read.items.set(this.#options.idOf(item), item);
      }
      read.pages++;
      // An empty token means the end; AWS would reject it.
      read.token = page.nextToken === '' ? undefined : page.nextToken;
      if (read.token !== undefined) {
        if (read.seenTokens.has(read.token)) {
          read.token = undefined;
          throw new RepeatedTokenError();
        }
        read.seenTokens.add(read.token);
      }
      if (page.items.length > 0 || read.token === undefined) {
        return;
      }
    }
  }

  /** Reads from the first page, or from the end of `fresh`, until there are `size` items or the list ends. */
  async #readFromStart(
    size: number,
    isCurrent: () => boolean,
    context: RequestContext,
    onPage: LongRead['onPage'] = () => undefined,
    fresh = newProgress<T>(),
  ): Promise<void> {
    let isComplete = false;
    try {
      while (isCurrent() && (fresh.pages === 0 || (fresh.items.size < size && fresh.token !== undefined))) {
        await this.#readPage(fresh, size - fresh.items.size, isCurrent, context);
        onPage(fresh.items.size);
      }
      isComplete = true;
    } catch (error) {
      // A repeated token also ends the list.
      isComplete = error instanceof RepeatedTokenError;
      throw error;
    } finally {
      if (isComplete && isCurrent()) {
        this.#replace(fresh);
      }
    }
  }

  /** Replaces the items, keeping those inserted during the read. */
  #replace(fresh: Progress<T>): void {
    for (const [id, item] of this.#reading?.inserted ?? []) {
      if (!fresh.items.has(id)) {
        fresh.items.set(id, item);
      }
    }
    this.#read = fresh;
  }

  #finalState(): PagedListState {
    return this.hasMore ? { kind: 'idle' } : { kind: 'complete' };
  }

  #setState(state: PagedListState): void {
    this.#state = state;
    const isBetweenPages =
      state.kind === 'idle' || (state.kind === 'loading' && this.#read.items.size < 1.1 * this.#notifiedSize);
    if (this.#readingAll > 0 && isBetweenPages) {
      this.#hasPendingChange = true;
    } else {
      this.#notifyChange();
    }
  }

  #notifyChange(): void {
    this.#notifiedSize = this.#read.items.size;
    this.#hasPendingChange = false;
    if (!this.#disposed) {
      notify(() => this.#options.onChange(), this.#options.report ?? leaveToHost);
    }
  }
}
