import type { Accounts } from '../connections/accounts';
import { defined } from '../base/defined';
import { Disposables } from '../base/disposable';
import { isInProgress, keyOf, type ImportJob, type JobRef } from '../jobs/job';
import { fieldsOf } from '../text/json';
import type { JobStore } from '../jobs/jobStore';

/** Storage that outlives a reload of the window, such as VS Code's `workspaceState`. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** Stored fields of a job in progress: no counts or secrets. */
type RememberedJob = JobRef & Pick<ImportJob, 'status' | 'phase' | 'createdAt'> & { readonly connectionId: string };

interface Dependencies {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly memory: Memory;
}

const memoryKey = 'jobsInProgress';
const maxJobs = 1000;

/** Whether jobs were in progress before the window was reloaded. */
export function hasRememberedJobs(memory: Memory): boolean {
  return memory.get(memoryKey) !== undefined;
}

/**
 * Keeps imports in progress across reloads of the window. Restores them to the store before anything is read and
 * refreshes them at once, so that jobs that finished in the meantime are announced like others.
 */
export class RememberedJobs extends Disposables {
  readonly #dependencies: Dependencies;
  #saved: string;

  constructor(dependencies: Dependencies) {
    super();
    const { memory, store } = dependencies;
    this.#dependencies = dependencies;
    const remembered = memory.get(memoryKey);
    const jobs = Array.isArray(remembered) ? remembered.filter(isRememberedJob) : [];
    this.#saved = JSON.stringify(jobs);
    this.#restore(jobs);
    this.add(store.onDidChange(() => this.#save()));
  }

  #restore(jobs: readonly RememberedJob[]): void {
    const { accounts, store } = this.#dependencies;
    for (const [connectionId, remembered] of Map.groupBy(jobs, (job) => job.connectionId)) {
      const account = accounts.get(connectionId);
      if (account !== undefined) {
        store.put(connectionId, remembered.map(jobOf), 0);
        void account.refreshJobsInProgress();
      }
    }
  }

  #save(): void {
    const { memory } = this.#dependencies;
    const jobs = this.#inProgress();
    const text = JSON.stringify(jobs);
    // The text often stays equal, because counts change with every poll but are not stored.
    if (text !== this.#saved) {
      this.#saved = text;
      void memory.update(memoryKey, jobs.length === 0 ? undefined : jobs);
    }
  }

  #inProgress(): readonly RememberedJob[] {
    const { accounts, store } = this.#dependencies;
    // The sample account starts with new jobs each time.
    const connections = accounts.all.filter(({ connection }) => connection.kind === 'aws');
    return connections
      .flatMap(({ connection: { id } }) =>
        store
          .changingJobsOf(id)
          .filter(isInProgress)
          .map((job): RememberedJob => rememberedOf(id, job)),
      )
      .slice(0, maxJobs);
  }
}

function rememberedOf(
  connectionId: string,
  { service, id, scope, status, phase, createdAt }: ImportJob,
): RememberedJob {
  return defined<RememberedJob>({ connectionId, service, id, phase, scope, status, createdAt });
}

/** Returns what is known of the job until its service describes it again. */
function jobOf(remembered: RememberedJob): ImportJob {
  const { service, id, scope, status, phase, createdAt } = remembered;
  return defined<ImportJob>({
    service,
    id,
    key: keyOf(remembered),
    scope,
    status,
    phase,
    createdAt,
    counts: [],
    facts: [],
    listIds: [],
    complete: false,
    raw: null,
  });
}

/** Checks stored data, which another version of this extension may have written. */
function isRememberedJob(value: unknown): value is RememberedJob {
  const { connectionId, service, id, phase, scope, status, createdAt } = fieldsOf(value);
  return (
    [connectionId, service, id].every((part) => typeof part === 'string') &&
    (phase === 'waiting' || phase === 'running') &&
    [scope, status].every((part) => part === undefined || typeof part === 'string') &&
    (createdAt === undefined || typeof createdAt === 'number')
  );
}
