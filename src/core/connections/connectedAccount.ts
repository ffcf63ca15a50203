import type { Clock } from '../base/clock';
import type { Connection } from './connection';
import type { CredentialHealth } from './credentialHealth';
import { Disposables } from '../base/disposable';
import { notify, type ReportError } from '../base/emitter';
import { failureOf, ServiceError, type ServiceFailure } from '../failures/failure';
import { Folder } from '../jobs/folder';
import { keyOf, type ImportJob, type JobRef } from '../jobs/job';
import type { JobStore } from '../jobs/jobStore';
import { Poller, type PollerSettings } from '../polling/poller';
import { backgroundPurpose, type Purpose } from '../base/request';
import { shownServices } from './shownServices';
import type { Branch, JobSource, WantedJob } from '../jobs/source';

export interface ConnectedAccountEvents {
  readonly onFolderChange: (folder: Folder) => void;
  /** Called when jobs in progress were polled, with or without a failure. */
  readonly onPoll: (source: JobSource, failure: ServiceFailure | undefined) => void;
}

/** A folder with its source. */
interface Opened {
  readonly source: JobSource;
  readonly folder: Folder;
  /** Whether its branch is one of those that the source has without a request. */
  readonly isFixed: boolean;
}

export interface ConnectedAccountOptions extends ConnectedAccountEvents {
  readonly connection: Connection;
  /** All services, whether or not they are shown. */
  readonly sources: readonly JobSource[];
  /** Returns the value of the setting `importJobs.services`, of any shape; absent: all services are shown. */
  readonly services?: () => unknown;
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
  readonly #options: ConnectedAccountOptions;
  readonly #folders = new Map<string, Opened>();
  readonly #pollers = new Map<JobSource, Poller>();
  #sources: readonly JobSource[] = [];
  /** IDs of the shown services and of the lists that they have without a request. */
  #shownIds = '';

  constructor(options: ConnectedAccountOptions) {
    super();
    this.#options = options;
    this.updateServices();
    this.add(
      options.store.onDidChange(({ connectionId }) => {
        if (connectionId === options.connection.id) {
          this.updatePolling();
        }
      }),
    );
  }

  /** The services shown. */
  get sources(): readonly JobSource[] {
    return this.#sources;
  }

  get folders(): readonly Folder[] {
    return [...this.#folders.values()].map(({ folder }) => folder);
  }

  /**
   * Shows and hides services and lists according to the current settings. Ends the reads and polls of hidden ones and
   * drops their jobs. Returns whether anything was shown or hidden.
   */
  updateServices(): boolean {
    const { sources, services } = this.#options;
    const { ids } = shownServices(
      services?.(),
      sources.map(({ service }) => service),
    );
    this.#sources = sources.filter(({ service }) => ids.includes(service));
    for (const [source, poller] of this.#pollers) {
      if (!this.#sources.includes(source)) {
        poller.dispose();
        this.#pollers.delete(source);
      }
    }
    for (const source of this.#sources) {
      if (!this.#pollers.has(source)) {
        this.#pollers.set(source, this.#pollerOf(source));
      }
    }
    this.#dropHidden();
    const before = this.#shownIds;
    this.#shownIds = JSON.stringify(this.#sources.map(({ root }) => fixedIds(root)));
    return this.#shownIds !== before;
  }

  /** Returns the folder of a branch, the same for each call. */
  folder(source: JobSource, branch: Branch): Folder {
    const id = folderId(source, branch.id);
    let folder = this.#folders.get(id)?.folder;
    if (folder === undefined) {
      folder = this.#newFolder(branch);
      if (this.#options.closed.aborted || !this.#sources.includes(source)) {
        // The caller may not know yet that the account is closed or the service hidden.
        folder.dispose();
      } else {
        this.#folders.set(id, { source, folder, isFixed: fixedIds(source.root).includes(branch.id) });
      }
    }
    folder.update(branch);
    return folder;
  }

  /** Returns the label of a branch, if it has been read. */
  labelOf(source: JobSource, branchId: string): string | undefined {
    return this.#folders.get(folderId(source, branchId))?.folder.branch.label;
  }

  /**
   * Requests one job with every detail.
   * @throws ServiceError, also if the settings hide the job's service, or the signal's reason when aborted
   */
  async getJob(ref: JobRef, purpose: Purpose, canceled?: AbortSignal): Promise<ImportJob> {
    const { closed, connection, store } = this.#options;
    const source = this.#sourceOf(ref);
    if (source === undefined) {
      throw new ServiceError({ kind: 'cancelled', detail: `${ref.service} is hidden by the settings.` });
    }
    const signal = canceled === undefined ? closed : AbortSignal.any([closed, canceled]);
    const { job, sentAs } = await source.getJob(ref, { ...purpose, signal });
    signal.throwIfAborted();
    if (this.#sourceOf(ref) === undefined) {
      // A hidden job must not be shown and polled again.
      return job;
    }
    store.put(connection.id, [job], sentAs);
    // Return the job even if it is stale: the caller needs its new failed-records URL.
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
    for (const poller of this.#pollers.values()) {
      poller.update();
    }
  }

  resumePolling(): void {
    for (const poller of this.#pollers.values()) {
      poller.resume();
    }
  }

  override dispose(): void {
    super.dispose();
    for (const poller of this.#pollers.values()) {
      poller.dispose();
    }
    for (const folder of this.folders) {
      folder.dispose();
    }
    this.#folders.clear();
  }

  /** Returns the source of a job; `undefined` if the settings hide the job. */
  #sourceOf(ref: JobRef): JobSource | undefined {
    return this.#sources.find((source) => source.service === ref.service && source.hides?.(ref) !== true);
  }

  #dropHidden(): void {
    const { connection, store } = this.#options;
    for (const [id, { source, folder, isFixed }] of this.#folders) {
      const isHidden =
        !this.#sources.includes(source) || (isFixed && !fixedIds(source.root).includes(folder.branch.id));
      if (isHidden) {
        folder.dispose();
        this.#folders.delete(id);
      }
    }
    const hidden = store.jobsOf(connection.id).filter((job) => this.#sourceOf(job) === undefined);
    store.remove(
      connection.id,
      hidden.map(({ key }) => key),
    );
  }

  #newFolder(branch: Branch): Folder {
    const { clock, connection, health, onFolderChange, report, store } = this.#options;
    let known: ServiceFailure | undefined;
    return new Folder({
      connectionId: connection.id,
      branch,
      store,
      report,
      now: () => clock.now(),
      onChange: (folder) => {
        const { failure } = folder;
        // A change of its rows says nothing new about an earlier failure.
        if (failure !== undefined && failure !== known) {
          health.fails(failure);
        }
        known = failure;
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
      onFound: ({ jobs: found, sentAs }) => {
        signal.throwIfAborted();
        const shown = found.filter((job) => this.#sourceOf(job) === source);
        store.put(connection.id, shown, sentAs);
        this.#showWhereTheyBelong(source, shown);
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
      this.#folders.get(folderId(source, branchId))?.folder.insertJobs(ofBranch.map(({ job }) => job));
    }
  }
}

/** Returns the ids of a service's root and of the lists that it has without a request. */
function fixedIds(root: Branch): readonly string[] {
  return [root.id, ...(root.fixed ?? []).map(({ id }) => id)];
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
