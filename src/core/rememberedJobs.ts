import type { Accounts } from './accounts';
import { defined } from './defined';
import { Disposables } from './disposable';
import { keyOf, type ImportJob, type JobRef } from './job';
import type { JobStore } from './jobStore';

/** Storage that outlives a reload of the window, such as VS Code's `workspaceState`. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** What is kept of a job in progress: no counts and nothing secret. */
type RememberedJob = JobRef & Pick<ImportJob, 'status' | 'phase' | 'createdAt'> & { readonly connectionId: string };

interface Dependencies {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly memory: Memory;
}

const memoryKey = 'jobsInProgress';
/** Maximum number of jobs that are kept. */
const maxJobs = 1000;

/**
 * Keeps imports in progress across reloads of the window. They are in the store again before anything is read and are
 * refreshed at once, so one that finished meanwhile is announced as any other.
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
    // Counts change with every poll, and are not kept.
    if (text !== this.#saved) {
      this.#saved = text;
      void memory.update(memoryKey, jobs.length === 0 ? undefined : jobs);
    }
  }

  #inProgress(): readonly RememberedJob[] {
    const { accounts, store } = this.#dependencies;
    // The sample account's jobs are other ones after each start.
    const connections = accounts.all.filter(({ connection }) => connection.kind === 'aws');
    return connections
      .flatMap(({ connection: { id } }) =>
        store
          .changingJobsOf(id)
          .filter(({ phase }) => phase !== 'unknown')
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

/** The job as far as it is known before a service has described it again. */
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

/** Another version of this extension may have written it. */
function isRememberedJob(value: unknown): value is RememberedJob {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { connectionId, service, id, phase, scope, status, createdAt } = value as Record<string, unknown>;
  return (
    [connectionId, service, id].every((part) => typeof part === 'string') &&
    (phase === 'waiting' || phase === 'running') &&
    [scope, status].every((part) => part === undefined || typeof part === 'string') &&
    (createdAt === undefined || typeof createdAt === 'number')
  );
}
