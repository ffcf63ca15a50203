import type { Account } from '../connections/account';
import type { Accounts } from '../connections/accounts';
import { Disposables } from '../base/disposable';
import { Emitter, type ReportError } from '../base/emitter';
import { backgroundPurpose } from '../base/request';
import { failureOf, type ServiceFailure } from '../failures/failure';
import type { Folder } from '../jobs/folder';
import type { ImportJob } from '../jobs/job';
import type { JobStore } from '../jobs/jobStore';
import type { JobSource } from '../jobs/source';
import type { CurrentFilter } from './currentFilter';
import { concernsAllLists, isPermanent, listsAtOnce, readNewestLists, selectNewest, type Reading } from './newestLists';

interface Dependencies {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly filter: CurrentFilter;
  /** Returns how many of a list's newest jobs to show. */
  readonly pageSize: () => number;
  /** Receives what listeners throw. */
  readonly report?: ReportError;
}

/** A job with its account and its list. */
export interface RecentJob {
  readonly account: Account;
  readonly list: Folder;
  readonly job: ImportJob;
}

/** A connection with a list that could not be read, and why. */
export interface UnreadConnection {
  readonly account: Account;
  readonly failure: ServiceFailure;
}

/**
 * The newest jobs of all connections, from the newest page of each list. If a service has many lists, only the most
 * recently changed ones are read. Shares the folders of the Jobs view, so neither repeats a read of the other. Does
 * nothing while closed.
 */
export class RecentJobs extends Disposables {
  readonly #dependencies: Dependencies;
  readonly #changed: Emitter<undefined>;
  readonly #sources = new Map<Account, readonly JobSource[] | ServiceFailure>();
  /** Reads in progress, by account. */
  readonly #readings = new Map<Account, AbortController>();
  #whenRead: PromiseWithResolvers<undefined> | undefined;
  #limit = listsAtOnce;
  #listeners: Disposables | undefined;

  constructor(dependencies: Dependencies) {
    super();
    this.#dependencies = dependencies;
    this.#changed = new Emitter(dependencies.report);
    this.add(
      dependencies.accounts.onDidChangeServices(({ account, sources }) => {
        this.#sources.set(account, sources);
        this.#read(account, { purpose: backgroundPurpose });
      }),
    );
    this.add({ dispose: () => this.close() });
  }

  /** Fires when anything may have changed, only while open. */
  onDidChange(listener: () => void) {
    return this.#changed.listen(listener);
  }

  get isOpen(): boolean {
    return this.#listeners !== undefined;
  }

  get isReading(): boolean {
    return this.#readings.size > 0;
  }

  /** Resolves when no read is in progress. */
  async whenRead(): Promise<void> {
    await this.#whenRead?.promise;
  }

  /** Starts following changes and reads the lists that were not read within the last minute. */
  open(): void {
    if (this.isOpen) {
      return;
    }
    const { accounts, store, filter } = this.#dependencies;
    const listeners = new Disposables();
    this.#listeners = listeners;
    const change = () => this.#changed.fire(undefined);
    listeners.add(store.onDidChange(change));
    listeners.add(filter.onDidChange(change));
    listeners.add(accounts.onDidChangeFolder(change));
    listeners.add(
      accounts.onDidChangeCredentials((account) => {
        if (account.credentialError === undefined) {
          this.#read(account, { purpose: backgroundPurpose, retries: true });
        }
        change();
      }),
    );
    listeners.add(
      accounts.onDidChange(() => {
        this.#forgetClosedAccounts();
        this.#readAll({ purpose: backgroundPurpose });
        change();
      }),
    );
    this.#forgetClosedAccounts();
    this.#readAll({ purpose: backgroundPurpose, retries: true });
    change();
  }

  /** Cancels reads and stops following changes. */
  close(): void {
    this.cancel();
    this.#listeners?.dispose();
    this.#listeners = undefined;
  }

  /** Cancels reads. Pages that were read stay. */
  cancel(): void {
    for (const abort of [...this.#readings.values()]) {
      abort.abort();
    }
    this.#readings.clear();
    this.#settle();
  }

  /** Reads lists that were not read within the last minute, when the user returns to the view. */
  readStale(): void {
    this.#readAll({ purpose: backgroundPurpose });
  }

  /** Reads everything again. Resolves when done or cancelled. */
  async refresh(): Promise<void> {
    this.cancel();
    this.#readAll({ purpose: { ...backgroundPurpose, mayPrompt: true }, isRefresh: true, retries: true });
    await this.whenRead();
  }

  /** Repeats the failed reads of a connection. Resolves when they succeed, fail or are cancelled. */
  async retry(account: Account): Promise<void> {
    account.resumePolling();
    this.#readings.get(account)?.abort();
    this.#readings.delete(account);
    this.#read(account, { purpose: { priority: 'user', mayPrompt: true }, retries: true });
    await this.whenRead();
  }

  /** Continues a cancelled read or, if there was none, reads more lists. */
  async loadMore(): Promise<void> {
    const { read, known } = this.progress;
    if (read === known) {
      this.#limit += listsAtOnce;
    }
    this.#readAll({ purpose: backgroundPurpose });
    await this.whenRead();
  }

  /** How many lists were read, how many are to be read, and whether there are more. */
  get progress(): { readonly read: number; readonly known: number; readonly hasMore: boolean } {
    const selections = this.#selections().filter(
      ({ account, folders }) => account.credentialError === undefined && !folders.some(concernsAllLists),
    );
    const lists = selections.flatMap(({ lists }) => lists);
    return {
      read: lists.filter(({ isRead, failure }) => isRead || failure !== undefined).length,
      known: lists.length,
      hasMore: selections.some(({ hasMore }) => hasMore),
    };
  }

  get hasConnections(): boolean {
    return this.#accounts.length > 0;
  }

  /** Whether any of the lists shown has older jobs. */
  get hasOlderJobs(): boolean {
    const pageSize = this.#dependencies.pageSize();
    return this.#selections().some(({ lists }) =>
      lists.some((list) => list.isRead && (list.hasMore || list.readCount > pageSize)),
    );
  }

  /** Whether the filter hides some jobs of the lists read. */
  get isFiltered(): boolean {
    return this.#dependencies.filter.filter !== undefined;
  }

  /**
   * The newest jobs of each list that match the filter, in no particular order. A job that several connections have is
   * included once.
   */
  get jobs(): readonly RecentJob[] {
    const { accounts, filter, pageSize } = this.#dependencies;
    const jobs = this.#selections().flatMap(({ account, lists }) =>
      lists.flatMap((list) =>
        list.jobs
          .slice(0, pageSize())
          .filter((job) => filter.matches(job))
          .map((job) => ({ account, list, job })),
      ),
    );
    return [
      // The first connection comes last, so that it is kept.
      ...new Map(
        jobs.toReversed().map((one) => [accounts.jobName(one.account.connection.id, one.job.key), one]),
      ).values(),
    ].reverse();
  }

  /** Connections that could not be read, in the setting's order. An end of support does not count as a failure. */
  get unread(): readonly UnreadConnection[] {
    const selections = Map.groupBy(this.#selections(), ({ account }) => account);
    return this.#accounts.flatMap((account) => {
      const sources = this.#sources.get(account);
      const failure =
        (sources !== undefined && 'kind' in sources ? sources : undefined) ??
        account.credentialError ??
        (selections.get(account) ?? [])
          .flatMap(({ folders }) => folders.flatMap((folder) => folder.failure ?? []))
          .find((failure) => !isPermanent(failure));
      return failure === undefined ? [] : [{ account, failure }];
    });
  }

  /** All accounts except saved copies, which have no new jobs. */
  get #accounts(): readonly Account[] {
    return this.#dependencies.accounts.all.filter(({ connection }) => connection.kind !== 'copy');
  }

  #readAll(how: Reading): void {
    for (const account of this.#accounts) {
      this.#read(account, how);
    }
  }

  /** Reads an account's lists, unless that is in progress. */
  #read(account: Account, how: Reading): void {
    if (this.isOpen && !this.#readings.has(account)) {
      const abort = new AbortController();
      this.#readings.set(account, abort);
      this.#whenRead ??= Promise.withResolvers();
      this.#changed.fire(undefined);
      void this.#readAccount(account, how, abort.signal).finally(() => {
        if (this.#readings.get(account) === abort) {
          this.#readings.delete(account);
          this.#settle();
        }
      });
    }
  }

  #settle(): void {
    if (!this.isReading) {
      this.#whenRead?.resolve(undefined);
      this.#whenRead = undefined;
    }
    if (this.isOpen) {
      this.#changed.fire(undefined);
    }
  }

  /** Never rejects. */
  async #readAccount(account: Account, how: Reading, signal: AbortSignal): Promise<void> {
    const sources = await account.sources().catch(failureOf);
    if (this.#accounts.includes(account)) {
      this.#sources.set(account, sources);
      if (!('kind' in sources)) {
        await Promise.all(sources.map((source) => readNewestLists(account, source, how, () => this.#limit, signal)));
      }
    }
  }

  #selections() {
    return this.#accounts.flatMap((account) => {
      const sources = this.#sources.get(account);
      return sources === undefined || 'kind' in sources
        ? []
        : sources.map((source) => {
            const folders: Folder[] = [];
            const { lists, hasMore } = selectNewest(account, source, this.#limit, ({ folder }) => {
              folders.push(folder);
              return false;
            });
            return { account, lists, hasMore, folders };
          });
    });
  }

  #forgetClosedAccounts(): void {
    const all = this.#accounts;
    for (const account of [...this.#sources.keys(), ...this.#readings.keys()]) {
      if (!all.includes(account)) {
        this.#sources.delete(account);
        this.#readings.get(account)?.abort();
        this.#readings.delete(account);
      }
    }
    this.#settle();
  }
}
