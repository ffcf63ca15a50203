import type { ReportError } from '../base/emitter';
import type { ServiceFailure } from '../failures/failure';
import type { ImportJob } from './job';
import type { JobStore } from './jobStore';
import { PagedList, type LongRead, type PagedListState } from './pagedList';
import type { Purpose } from '../base/request';
import { isBranch, type Branch } from './source';

type Entry = { readonly kind: 'branch'; readonly branch: Branch } | { readonly kind: 'job'; readonly key: string };

interface FolderOptions {
  readonly connectionId: string;
  readonly branch: Branch;
  readonly store: JobStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onChange: (folder: Folder) => void;
  /** Receives what `onChange` throws. */
  readonly report?: ReportError;
  /** Called when the service has responded to a read. */
  readonly onAnswer?: () => void;
}

/** A branch and what has been read of it. The jobs are in the store; the folder keeps their keys. */
export class Folder {
  readonly #connectionId: string;
  readonly #store: JobStore;
  readonly #list: PagedList<Entry>;
  readonly #now: () => number;
  #branch: Branch;
  #readAt: number | undefined;
  #isDisposed = false;

  constructor({ connectionId, branch, store, now, onChange, report, onAnswer }: FolderOptions) {
    this.#branch = branch;
    this.#connectionId = connectionId;
    this.#store = store;
    this.#now = now;
    this.#list = new PagedList<Entry>({
      idOf: (entry) => (entry.kind === 'branch' ? `branch ${entry.branch.id}` : `job ${entry.key}`),
      readPage: async (token, context, wanted) => {
        if (token === undefined) {
          this.#readAt = now();
        }
        const page = await this.#branch.readPage(token, context, wanted);
        // A response to an aborted request must not change the store.
        context.signal.throwIfAborted();
        onAnswer?.();
        store.put(
          connectionId,
          page.items.filter((item): item is ImportJob => !isBranch(item)),
          page.sentAs,
        );
        return { ...page, items: page.items.map(entryOf) };
      },
      onChange: () => onChange(this),
      ...(report === undefined ? {} : { report }),
    });
  }

  get branch(): Branch {
    return this.#branch;
  }

  /** Updates the branch from a later response, in which its name or size may differ. */
  update(branch: Branch): void {
    this.#branch = branch;
  }

  /** Branches of this one: first the fixed ones, then the others in the service's order. */
  get branches(): readonly Branch[] {
    const read = this.#list.items.flatMap((entry) => (entry.kind === 'branch' ? [entry.branch] : []));
    return [...(this.branch.fixed ?? []), ...read];
  }

  /** Jobs in the folder, newest first. They are sorted here because no service guarantees an order. */
  get jobs(): readonly ImportJob[] {
    return this.#list.items
      .flatMap((entry) => (entry.kind === 'job' ? (this.#store.get(this.#connectionId, entry.key) ?? []) : []))
      .sort(ageOrder);
  }

  /** Number of jobs and branches read, without fixed branches. */
  get readCount(): number {
    return this.#list.items.length;
  }

  /** When its first page was last requested, in milliseconds since the epoch; `undefined` if never. */
  get readAt(): number | undefined {
    return this.#readAt;
  }

  /** Whether the first page was requested longer ago than this; false if never read. */
  isOlderThan(milliseconds: number): boolean {
    const age = this.#readAt === undefined ? 0 : this.#now() - this.#readAt;
    // Negative when the clock was set back.
    return age > milliseconds || age < 0;
  }

  get state(): PagedListState {
    return this.#list.state;
  }

  get isRead(): boolean {
    return this.#list.isRead;
  }

  get hasMore(): boolean {
    return this.#list.hasMore;
  }

  get failure(): ServiceFailure | undefined {
    return this.#list.state.kind === 'failed' ? this.#list.state.failure : undefined;
  }

  /** See {@link PagedList}. None of these methods rejects. */
  loadMore(purpose?: Purpose): Promise<void> {
    return this.#list.loadMore(purpose);
  }

  loadAll(signal: AbortSignal, onPage: () => void, purpose?: Purpose): Promise<void> {
    return this.#list.loadAll(signal, onPage, purpose);
  }

  refresh(how?: LongRead): Promise<void> {
    return this.#list.refresh(how);
  }

  restartRefresh(purpose?: Purpose): Promise<void> {
    return this.#list.restartRefresh(purpose);
  }

  refreshFirstPage(purpose?: Purpose): Promise<void> {
    return this.#list.refreshFirstPage(purpose);
  }

  retry(purpose?: Purpose): Promise<void> {
    return this.#list.retry(purpose);
  }

  /** Cancels the read in progress; what was read so far stays. */
  cancel(): void {
    this.#list.cancel();
  }

  /**
   * Inserts jobs that were found elsewhere and belong in this list. Skips those that would be on pages not read yet.
   */
  insertJobs(jobs: readonly ImportJob[]): void {
    const news = jobs.filter(({ key }) => !this.#list.has(`job ${key}`));
    if (news.length === 0) {
      return;
    }
    const oldest = this.jobs.at(-1);
    const shown = this.hasMore ? news.filter((job) => oldest !== undefined && ageOrder(job, oldest) < 0) : news;
    this.#list.insert(shown.map(({ key }) => ({ kind: 'job', key })));
  }

  removeJobs(keys: readonly string[]): void {
    // eslint-disable-next-line texts/translated -- IDs, never shown
    this.#list.remove(keys.map((key) => `job ${key}`));
  }

  /** Whether the folder is no longer shown. */
  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#list.dispose();
  }
}

/** Sorts newest first; jobs without a creation time come last. */
function ageOrder(a: ImportJob, b: ImportJob): number {
  return (b.createdAt ?? -Infinity) - (a.createdAt ?? -Infinity) || 0;
}

function entryOf(item: Branch | ImportJob): Entry {
  return isBranch(item) ? { kind: 'branch', branch: item } : { kind: 'job', key: item.key };
}
