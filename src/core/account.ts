import { inBackground } from './background';
import type { Clock } from './clock';
import type { Connection } from './connection';
import { Disposables, type Disposable } from './disposable';
import { Emitter, leaveToHost, notify, type ReportError } from './emitter';
import { failureOf, type ServiceFailure } from './failure';
import { Folder } from './folder';
import { InFlight } from './inFlight';
import { keyOf, type ImportJob, type JobRef } from './job';
import type { JobStore } from './jobStore';
import { Poller, type PollerSettings } from './poller';
import { isFixed, type Branch, type JobSource, type WantedJob } from './source';
import type { CredentialsFailure } from './trouble';

/** What somebody who comes back is not shown any more without another look, in milliseconds. */
const oldAge = 60_000;

export interface AccountOptions {
  readonly connection: Connection;
  /**
   * Makes the connection's sources. Asks no network. `closed` is aborted when they are needed no more; `onRenew` takes what
   * makes them forget their credentials.
   */
  readonly connect: (
    connection: Connection,
    closed: AbortSignal,
    onRenew: (renew: () => void) => void,
  ) => Promise<readonly JobSource[]>;
  /** Finds out without a request why a connection cannot have credentials; `undefined` when it may. */
  readonly profileProblem?: (connection: Connection) => Promise<ServiceFailure | undefined>;
  readonly store: JobStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly pollerSettings: () => PollerSettings;
  readonly isWatched: () => boolean;
  readonly onFolderChange: (folder: Folder) => void;
  /** The jobs in progress were looked at again: with a failure, or well. */
  readonly onPoll: (source: JobSource, failure: ServiceFailure | undefined) => void;
  /** It cannot get at AWS any more, or can again: see {@link Account.trouble}. */
  readonly onTrouble?: (account: Account) => void;
  /** Receives what these callbacks and other listeners throw. */
  readonly report?: ReportError;
}

/**
 * One connection at work: its sources, what has been read of them, and the polling of jobs in progress. Disposing of it
 * ends its requests and timers and forgets its jobs; an answer that comes later changes nothing.
 */
export class Account implements Disposable {
  readonly connection: Connection;
  readonly #options: AccountOptions;
  readonly #abort = new AbortController();
  readonly #lifetime = new Disposables();
  readonly #folders = new Map<string, Folder>();
  readonly #pollers = new Map<string, Poller>();
  /** Of single jobs, by key, with the credentials of now. */
  #reads = new InFlight<ImportJob>();
  #sources: Promise<readonly JobSource[]> | undefined;
  #renewals: Emitter<undefined>;
  readonly #report: ReportError;
  readonly #recovered: Emitter<undefined>;
  #trouble: CredentialsFailure | undefined;
  /** The single job that was asked for last. */
  #askedFor: JobRef | undefined;

  constructor(options: AccountOptions) {
    this.connection = options.connection;
    this.#options = options;
    this.#report = options.report ?? leaveToHost;
    this.#recovered = new Emitter(this.#report);
    this.#renewals = new Emitter(this.#report);
    this.#lifetime.add(
      options.store.onDidChange(({ connectionId }) => {
        if (connectionId === this.connection.id) {
          this.updatePolling();
        }
      }),
    );
  }

  /** The services of this connection. A failed attempt is not remembered: the next call tries again. */
  async sources(): Promise<readonly JobSource[]> {
    this.#sources ??= this.#connect();
    try {
      return await this.#sources;
    } catch (error) {
      this.#sources = undefined;
      throw error;
    }
  }

  /** What is read of a branch: the same folder each time that the branch is asked for. */
  folder(source: JobSource, branch: Branch): Folder {
    const id = `${source.service}/${branch.id}`;
    let folder = this.#folders.get(id);
    if (folder === undefined) {
      folder = new Folder({
        connectionId: this.connection.id,
        branch,
        store: this.#options.store,
        report: this.#report,
        now: () => this.#options.clock.now(),
        onChange: (changed) => {
          if (changed.failure !== undefined) {
            this.#noteFailure(changed.failure);
          }
          this.#options.onFolderChange(changed);
        },
        onAnswer: () => {
          // A service whose folders are all known beforehand was not asked for them.
          if (!isFixed(branch)) {
            this.#setTrouble(undefined);
          }
        },
      });
      this.#folders.set(id, folder);
      if (this.#abort.signal.aborted) {
        // Whoever asks has not heard yet.
        folder.dispose();
      }
    }
    folder.update(branch);
    return folder;
  }

  /** Why its credentials cannot be had or used, as far as known by the newest answer. */
  get trouble(): CredentialsFailure | undefined {
    return this.#trouble;
  }

  /** The trouble is over, or may be: what failed by it can be tried again. */
  onDidRecover(listener: () => void): Disposable {
    return this.#recovered.listen(listener);
  }

  /** Whether the trouble is to be seen nowhere else: what met it was no list. */
  get hasOwnTrouble(): boolean {
    return (
      this.#trouble !== undefined && ![...this.#folders.values()].some(({ failure }) => failure?.kind === 'credentials')
    );
  }

  /** Why the whole connection cannot reach AWS: a credential error, or a network failure of any of its lists. */
  get failure(): ServiceFailure | undefined {
    const failures = [...this.#folders.values()].map(({ failure }) => failure);
    return this.#trouble ?? failures.find((failure) => failure?.kind === 'network');
  }

  /** Whether a list is being read. */
  get isReading(): boolean {
    return [...this.#folders.values()].some(({ state }) => state.kind === 'loading');
  }

  /**
   * Begins again with the credentials that the AWS files lead to now: reads again what was read, is being read and had
   * failed, in the background. Rows stay meanwhile. Never rejects.
   */
  async reconnect(): Promise<void> {
    this.#renewals.fire(undefined);
    this.#reads = new InFlight();
    this.#setTrouble(undefined);
    await inBackground(async () => {
      this.resumePolling();
      await Promise.all([this.#checkProfile(), ...[...this.#folders.values()].map((folder) => readAgain(folder))]);
    });
  }

  /** What a branch is called, if it has been read. */
  labelOf(source: JobSource, branchId: string): string | undefined {
    return this.#folders.get(`${source.service}/${branchId}`)?.branch.label;
  }

  /**
   * Asks the service for one job, every detail.
   * @throws ServiceError
   */
  getJob(ref: JobRef): Promise<ImportJob> {
    const key = keyOf(ref);
    this.#askedFor = ref;
    return this.#reads.join(key, () => this.#noting(this.#getJob(ref)));
  }

  /** Tries the credentials where no list does: with the job whose read met the trouble. Never rejects: see {@link trouble}. */
  async tryCredentials(): Promise<void> {
    if (this.hasOwnTrouble && this.#askedFor !== undefined) {
      await this.getJob(this.#askedFor).catch(() => undefined);
    }
  }

  /** Refreshes the jobs in progress at once, in the background, as a poll does. Never rejects: `onPoll` hears of failures. */
  async refreshJobsInProgress(): Promise<void> {
    const { store, onPoll } = this.#options;
    await inBackground(async () => {
      // Why a connection could not be made is said by its row.
      const sources = await this.sources().catch((): readonly JobSource[] => []);
      // Whatever comes of this refresh, polling goes on.
      this.updatePolling();
      await Promise.all(
        sources.map(async (source) => {
          const jobs = store.changingJobsOf(this.connection.id).filter(({ service }) => service === source.service);
          if (jobs.length > 0) {
            const reading = this.#noting(this.#look(source, jobs, this.#abort.signal));
            onPoll(source, await reading.then(() => undefined, failureOf));
          }
        }),
      );
    });
  }

  /** To be called when polling may have more or less reason: the view was shown, a setting changed. */
  updatePolling(): void {
    for (const poller of this.#pollers.values()) {
      poller.update();
    }
  }

  /** Somebody sees these lists again: the first page of each that is older than a minute is read again. */
  seenAgain(folders: readonly Folder[]): void {
    for (const folder of folders) {
      // Where the credentials fail, it waits until they may be others.
      if (this.#trouble === undefined && folder.isOlderThan(oldAge)) {
        void folder.refreshFirstPage();
      }
    }
  }

  /** Credentials may work again. */
  resumePolling(): void {
    for (const poller of this.#pollers.values()) {
      poller.resume();
    }
  }

  dispose(): void {
    this.#abort.abort();
    this.#lifetime.dispose();
    for (const folder of this.#folders.values()) {
      folder.dispose();
    }
    this.#folders.clear();
    this.#options.store.drop(this.connection.id);
  }

  async #connect(): Promise<readonly JobSource[]> {
    const renewals = new Emitter<undefined>(this.#report);
    this.#renewals = renewals;
    const sources = await this.#options.connect(this.connection, this.#abort.signal, (renew) => renewals.listen(renew));
    this.#abort.signal.throwIfAborted();
    for (const source of sources) {
      this.#pollers.set(source.service, this.#lifetime.add(this.#pollerOf(source)));
    }
    await this.#checkProfile();
    return sources;
  }

  /** What is wrong with the profile is said at once, before any list is opened. */
  async #checkProfile(): Promise<void> {
    const problem = await this.#options.profileProblem?.(this.connection);
    if (problem !== undefined) {
      this.#noteFailure(problem);
    }
  }

  #pollerOf(source: JobSource): Poller {
    const { clock, random, pollerSettings, isWatched, store, onPoll } = this.#options;
    const poller = new Poller({
      clock,
      random,
      settings: pollerSettings,
      isWatched,
      jobs: () => store.changingJobsOf(this.connection.id).filter(({ service }) => service === source.service),
      look: (jobs, signal) => inBackground(() => this.#noting(this.#look(source, jobs, signal))),
      onResult: (failure) => {
        notify(() => {
          onPoll(source, failure);
        }, this.#report);
        if (failure?.kind === 'credentials' && this.#trouble === undefined) {
          // Another answer has come just after this one, and did not find it stopped.
          poller.resume();
        }
      },
    });
    return poller;
  }

  /** Reads jobs again, shows what is found as it comes and drops those that were deleted. */
  async #look(source: JobSource, jobs: readonly WantedJob[], signal: AbortSignal): Promise<void> {
    await source.refresh(jobs, signal, {
      onFound: (found) => {
        signal.throwIfAborted();
        this.#options.store.put(this.connection.id, found.jobs, found.sentAs);
        this.#showWhereTheyBelong(source, found.jobs);
      },
      onDeleted: (refs) => {
        signal.throwIfAborted();
        this.#remove(refs.map(keyOf));
      },
    });
  }

  /** A job that one list has shown can still be missing in another that was read before. */
  #showWhereTheyBelong(source: JobSource, jobs: readonly ImportJob[]): void {
    const places = jobs.flatMap((job) => source.branchesOf(job).map((branchId) => ({ job, branchId })));
    for (const [branchId, entries] of Map.groupBy(places, (place) => place.branchId)) {
      this.#folders.get(`${source.service}/${branchId}`)?.insertJobs(entries.map(({ job }) => job));
    }
  }

  async #getJob(ref: JobRef): Promise<ImportJob> {
    const { store } = this.#options;
    const source = (await this.sources()).find(({ service }) => service === ref.service);
    if (source === undefined) {
      throw new TypeError(`No source for ${ref.service}.`);
    }
    const { job, sentAs } = await source.getJob(ref, this.#abort.signal);
    this.#abort.signal.throwIfAborted();
    store.put(this.connection.id, [job], sentAs);
    // The caller gets this response even if it is stale: it alone has a fresh link.
    return job;
  }

  /** Learns from how a read went whether the credentials serve; from a refusal of those that it began with, only if they still are the ones. */
  async #noting<T>(read: Promise<T>): Promise<T> {
    const reads = this.#reads;
    try {
      const result = await read;
      this.#setTrouble(undefined);
      return result;
    } catch (error) {
      if (reads === this.#reads) {
        const failure = failureOf(error);
        this.#noteFailure(failure);
        if (failure.kind === 'denied' || failure.kind === 'notFound') {
          // AWS knows who asked.
          this.#setTrouble(undefined);
        }
      }
      throw error;
    }
  }

  #noteFailure(failure: ServiceFailure): void {
    if (failure.kind === 'credentials') {
      this.#setTrouble(failure);
    }
  }

  #setTrouble(trouble: CredentialsFailure | undefined): void {
    if (this.#abort.signal.aborted || trouble === this.#trouble) {
      return;
    }
    this.#trouble = trouble;
    if (trouble === undefined) {
      this.resumePolling();
    }
    notify(() => this.#options.onTrouble?.(this), this.#report);
    if (trouble === undefined) {
      this.#recovered.fire(undefined);
    }
  }

  #remove(keys: readonly string[]): void {
    for (const folder of this.#folders.values()) {
      folder.removeJobs(keys);
    }
    this.#options.store.remove(this.connection.id, keys);
  }
}

async function readAgain(folder: Folder): Promise<void> {
  if (folder.isRead || folder.state.kind === 'loading') {
    await folder.refreshAnew();
  } else if (folder.failure !== undefined) {
    await folder.retry();
  }
}
