import type { Clock } from '../base/clock';
import type { Connection } from './connection';
import type { CredentialHealth } from './credentialHealth';
import { Disposables } from '../base/disposable';
import { notify, type ReportError } from '../base/emitter';
import { failureOf, type ServiceFailure } from '../failures/failure';
import { Folder } from '../jobs/folder';
import { keyOf, type ImportJob, type JobRef } from '../jobs/job';
import type { JobStore } from '../jobs/jobStore';
import { Poller, type PollerSettings } from '../polling/poller';
import { backgroundPurpose, type Purpose } from '../base/request';
import type { Branch, JobSource, WantedJob } from '../jobs/source';

export interface ConnectedAccountEvents {
  readonly onFolderChange: (folder: Folder) => void;
  /** Called when jobs in progress were polled, with or without a failure. */
  readonly onPoll: (source: JobSource, failure: ServiceFailure | undefined) => void;
}

export interface ConnectedAccountOptions extends ConnectedAccountEvents {
  readonly connection: Connection;
  readonly sources: readonly JobSource[];
  readonly health: CredentialHealth;
  /** Aborted when the account is disposed of. */
  readonly closed: AbortSignal;
  readonly store: JobStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly pollerSettings: () => PollerSettings;
  readonly isWatched: () => boolean;
  readonly report: ReportError;
}

/** The services of a connection, their folders, and the polling of jobs in progress. */
export class ConnectedAccount extends Disposables {
  readonly sources: readonly JobSource[];
  readonly #options: ConnectedAccountOptions;
  readonly #folders = new Map<string, Folder>();
  readonly #pollers: readonly Poller[];

  constructor(options: ConnectedAccountOptions) {
    super();
    this.#options = options;
    this.sources = options.sources;
    this.#pollers = options.sources.map((source) => this.add(this.#pollerOf(source)));
    this.add(
      options.store.onDidChange(({ connectionId }) => {
        if (connectionId === options.connection.id) {
          this.updatePolling();
        }
      }),
    );
  }

  get folders(): readonly Folder[] {
    return [...this.#folders.values()];
  }

  /** Returns the folder of a branch, the same for each call. */
  folder(source: JobSource, branch: Branch): Folder {
    const id = folderId(source, branch.id);
    let folder = this.#folders.get(id);
    if (folder === undefined) {
      folder = this.#newFolder(branch);
      this.#folders.set(id, folder);
      if (this.#options.closed.aborted) {
        // The caller may not know yet that the account is closed.
        folder.dispose();
      }
    }
    folder.update(branch);
    return folder;
  }

  labelOf(source: JobSource, branchId: string): string | undefined {
    return this.#folders.get(folderId(source, branchId))?.branch.label;
  }

  async getJob(ref: JobRef, purpose: Purpose): Promise<ImportJob> {
    const { closed, connection, store } = this.#options;
    const source = this.sources.find(({ service }) => service === ref.service);
    if (source === undefined) {
      throw new TypeError(`No source for ${ref.service}.`);
    }
    const { job, sentAs } = await source.getJob(ref, { ...purpose, signal: closed });
    closed.throwIfAborted();
    store.put(connection.id, [job], sentAs);
    // Returned even if stale: the caller needs its new failed-records URL.
    return job;
  }

  /** Polls the jobs in progress at once. Never rejects: failures go to `onPoll`. */
  async refreshJobsInProgress(): Promise<void> {
    const { closed, health, onPoll } = this.#options;
    // Polling continues, whatever the result.
    this.updatePolling();
    await Promise.all(
      this.sources.map(async (source) => {
        const jobs = this.#changingJobsOf(source);
        if (jobs.length > 0) {
          const reading = health.learn(this.#refresh(source, jobs, closed));
          onPoll(source, await reading.then(() => undefined, failureOf));
        }
      }),
    );
  }

  /** Repeats all reads in the background, including failed ones. */
  async readAgain(): Promise<void> {
    await Promise.all(this.folders.map(readAgain));
  }

  updatePolling(): void {
    for (const poller of this.#pollers) {
      poller.update();
    }
  }

  resumePolling(): void {
    for (const poller of this.#pollers) {
      poller.resume();
    }
  }

  override dispose(): void {
    super.dispose();
    for (const folder of this.folders) {
      folder.dispose();
    }
    this.#folders.clear();
  }

  #newFolder(branch: Branch): Folder {
    const { clock, connection, health, onFolderChange, report, store } = this.#options;
    return new Folder({
      connectionId: connection.id,
      branch,
      store,
      report,
      now: () => clock.now(),
      onChange: (folder) => {
        if (folder.failure !== undefined) {
          health.fails(folder.failure);
        }
        onFolderChange(folder);
      },
      onAnswer: () => {
        // A branch that has only fixed folders sends no request.
        if (branch.isFixed !== true) {
          health.works();
        }
      },
    });
  }

  #pollerOf(source: JobSource): Poller {
    const { clock, health, isWatched, onPoll, pollerSettings, random, report } = this.#options;
    const poller = new Poller({
      clock,
      random,
      settings: pollerSettings,
      isWatched,
      jobs: () => this.#changingJobsOf(source),
      poll: (jobs, signal) => health.learn(this.#refresh(source, jobs, signal)),
      onResult: (failure) => {
        notify(() => onPoll(source, failure), report);
        if (failure?.kind === 'credentials' && health.credentialError === undefined) {
          // Another response arrived just after this one, before polling stopped.
          poller.resume();
        }
      },
    });
    return poller;
  }

  #changingJobsOf({ service }: JobSource): readonly ImportJob[] {
    const { connection, store } = this.#options;
    return store.changingJobsOf(connection.id).filter((job) => job.service === service);
  }

  /** Refreshes jobs, storing results as they arrive and removing deleted jobs. */
  async #refresh(source: JobSource, jobs: readonly WantedJob[], signal: AbortSignal): Promise<void> {
    const { connection, store } = this.#options;
    const context = { ...backgroundPurpose, signal };
    await source.refresh(jobs, context, {
      onFound: (found) => {
        signal.throwIfAborted();
        store.put(connection.id, found.jobs, found.sentAs);
        this.#showWhereTheyBelong(source, found.jobs);
      },
      onDeleted: (refs) => {
        signal.throwIfAborted();
        const keys = refs.map(keyOf);
        for (const folder of this.folders) {
          folder.removeJobs(keys);
        }
        store.remove(connection.id, keys);
      },
    });
  }

  /** Inserts jobs into all of their lists that were read earlier. */
  #showWhereTheyBelong(source: JobSource, jobs: readonly ImportJob[]): void {
    const entries = jobs.flatMap((job) => job.listIds.map((branchId) => ({ job, branchId })));
    for (const [branchId, ofBranch] of Map.groupBy(entries, (entry) => entry.branchId)) {
      this.#folders.get(folderId(source, branchId))?.insertJobs(ofBranch.map(({ job }) => job));
    }
  }
}

function folderId({ service }: JobSource, branchId: string): string {
  return `${service}/${branchId}`;
}

async function readAgain(folder: Folder): Promise<void> {
  if (folder.isRead || folder.state.kind === 'loading') {
    await folder.restartRefresh(backgroundPurpose);
  } else if (folder.failure !== undefined) {
    await folder.retry(backgroundPurpose);
  }
}
