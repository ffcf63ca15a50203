import type { Clock } from './clock';
import type { Connection } from './connection';
import { Disposables, type Disposable } from './disposable';
import type { ServiceFailure } from './failure';
import { Folder } from './folder';
import { keyOf, type ImportJob, type JobRef } from './job';
import type { JobStore } from './jobStore';
import { Poller, type PollerSettings } from './poller';
import type { Branch, JobSource } from './source';

export interface AccountOptions {
  readonly connection: Connection;
  /** Makes the connection's sources. Asks no network. `closed` is aborted when they are needed no more. */
  readonly connect: (connection: Connection, closed: AbortSignal) => Promise<readonly JobSource[]>;
  readonly store: JobStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly pollerSettings: () => PollerSettings;
  readonly isWatched: () => boolean;
  readonly onFolderChange: (folder: Folder) => void;
  /** The jobs in progress were looked at again: with a failure, or well. */
  readonly onPoll: (source: JobSource, failure: ServiceFailure | undefined) => void;
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
  /** Reads of single jobs under way, by key: who asks for the same one meanwhile shares it. */
  readonly #reads = new Map<string, Promise<ImportJob>>();
  #sources: Promise<readonly JobSource[]> | undefined;

  constructor(options: AccountOptions) {
    this.connection = options.connection;
    this.#options = options;
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
        onChange: this.#options.onFolderChange,
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
    let read = this.#reads.get(key);
    if (read === undefined) {
      read = this.#getJob(ref, key).finally(() => this.#reads.delete(key));
      this.#reads.set(key, read);
    }
    return read;
  }

  /** To be called when polling may have more or less reason: the view was shown, a setting changed. */
  updatePolling(): void {
    for (const poller of this.#pollers.values()) {
      poller.update();
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
    const sources = await this.#options.connect(this.connection, this.#abort.signal);
    this.#abort.signal.throwIfAborted();
    for (const source of sources) {
      this.#pollers.set(source.service, this.#lifetime.add(this.#pollerOf(source)));
    }
    return sources;
  }

  #pollerOf(source: JobSource): Poller {
    const { clock, random, pollerSettings, isWatched, store, onPoll } = this.#options;
    return new Poller({
      clock,
      random,
      settings: pollerSettings,
      isWatched,
      jobs: () => store.jobsOf(this.connection.id).filter(({ service }) => service === source.service),
      look: (jobs, signal) => this.#look(source, jobs, signal),
      onResult: (failure) => {
        onPoll(source, failure);
      },
    });
  }

  /** Refreshes jobs, shows new ones where they belong, drops those that are gone. Resolves to whether anything changed. */
  async #look(source: JobSource, jobs: readonly ImportJob[], signal: AbortSignal): Promise<boolean> {
    const { store } = this.#options;
    const id = this.connection.id;
    const read = store.beginRead();
    const seen = await source.refresh(jobs, signal);
    signal.throwIfAborted();
    let changed = false;
    const listening = store.onDidChange((change) => {
      changed ||= change.connectionId === id;
    });
    try {
      store.put(id, seen, read);
      this.#showWhereTheyBelong(source, seen);
      const present = new Set(seen.map(({ key }) => key));
      this.#remove(jobs.filter(({ key }) => !present.has(key)).map(({ key }) => key));
    } finally {
      listening.dispose();
    }
    return changed;
  }

  /** A job that one list has shown can still be missing in another that was read before. */
  #showWhereTheyBelong(source: JobSource, jobs: readonly ImportJob[]): void {
    const places = jobs.flatMap((job) => source.branchesOf(job).map((branchId) => ({ job, branchId })));
    for (const [branchId, entries] of Map.groupBy(places, (place) => place.branchId)) {
      this.#folders.get(`${source.service}/${branchId}`)?.insertJobs(entries.map(({ job }) => job));
    }
  }

  async #getJob(ref: JobRef, key: string): Promise<ImportJob> {
    const { store } = this.#options;
    const source = (await this.sources()).find(({ service }) => service === ref.service);
    if (source === undefined) {
      throw new TypeError(`No source for ${ref.service}.`);
    }
    const read = store.beginRead();
    const job = await source.getJob(ref, this.#abort.signal);
    this.#abort.signal.throwIfAborted();
    store.put(this.connection.id, [job], read);
    return store.get(this.connection.id, key) ?? job;
  }

  #remove(keys: readonly string[]): void {
    for (const folder of this.#folders.values()) {
      folder.removeJobs(keys);
    }
    this.#options.store.remove(this.connection.id, keys);
  }
}
