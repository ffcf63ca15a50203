import type { Account } from '../connections/account';
import { defined } from '../base/defined';
import { staleAge } from '../polling/presence';
import { backgroundPurpose } from '../base/request';
import { explain } from '../failures/explain';
import type { Folder } from '../jobs/folder';
import type { ImportJob } from '../jobs/job';
import type { JobStore } from '../jobs/jobStore';
import type { Branch, JobSource } from '../jobs/source';
import type { CopiedList, Copy } from './copyFormat';

/** What to read before saving: nothing more, all lists, or also the details that the lists leave out. */
export type CopyScope = 'loaded' | 'lists' | 'details';

interface Collected {
  readonly copy: Copy;
  /** Number of lists and of jobs that could not be read. */
  readonly failed: { readonly lists: number; readonly jobs: number };
}

interface CollectOptions {
  readonly scope: CopyScope;
  readonly signal: AbortSignal;
  /** Receives the number of jobs read so far and, while details are read, the number of jobs to read. */
  readonly onProgress: (done: number, total?: number) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Number of consecutive failures after which no further details are requested. */
const maxFailures = 3;

/**
 * Collects the jobs of an account for a saved copy, after reading what `scope` asks for. What cannot be read is left
 * out and counted.
 * @throws ServiceError if the account cannot connect, or what `signal` was aborted with
 */
export async function collectCopy(
  account: Account,
  store: Pick<JobStore, 'jobsOf'>,
  options: CollectOptions,
): Promise<Collected> {
  const { scope, signal, now } = options;
  const sources = await account.sources();
  const failed = { lists: 0, jobs: 0 };
  const jobs = () => store.jobsOf(account.connection.id);
  if (scope !== 'loaded') {
    for (const source of sources) {
      failed.lists += await readLists(account, source, source.root, options, () => jobs().length);
    }
  }
  if (scope === 'details') {
    failed.jobs = await readDetails(account, jobs(), options);
  }
  signal.throwIfAborted();
  const { label, region } = account.connection;
  const copy: Copy = {
    label,
    region,
    savedAt: now(),
    services: sources.map(({ service, root }) => ({ id: service, label: root.label })),
    lists: sources.flatMap((source) => listsOf(account, source, source.root, undefined, false)),
    jobs: new Map(jobs().map((job) => [job.key, job])),
  };
  return { copy, failed };
}

/**
 * Reads a list and those below it completely, also those read before, unless that was a moment ago. Returns the number of lists that could not be read.
 */
async function readLists(
  account: Account,
  source: JobSource,
  branch: Branch,
  options: CollectOptions,
  count: () => number,
): Promise<number> {
  const { signal, onProgress } = options;
  const folder = account.folder(source, branch);
  if (branch.isFixed !== true) {
    const onPage = () => onProgress(count());
    if (folder.isRead && (folder.isOlderThan(staleAge) || folder.failure !== undefined)) {
      await folder.refresh({ signal, onPage });
    }
    if (folder.hasMore) {
      await folder.loadAll(signal, onPage);
    }
  }
  signal.throwIfAborted();
  let failed = folder.failure === undefined || folder.failure.kind === 'serviceEnded' ? 0 : 1;
  for (const each of folder.branches) {
    failed += await readLists(account, source, each, options, count);
  }
  return failed;
}

/** Reads the jobs whose details are missing. Returns the number of those that could not be read. */
async function readDetails(
  account: Account,
  jobs: readonly ImportJob[],
  { signal, onProgress }: CollectOptions,
): Promise<number> {
  const incomplete = jobs.filter(({ complete }) => !complete);
  let read = 0;
  let failuresInARow = 0;
  for (const [index, job] of incomplete.entries()) {
    signal.throwIfAborted();
    onProgress(index, incomplete.length);
    try {
      await account.getJob(job, backgroundPurpose);
      read++;
      failuresInARow = 0;
    } catch {
      failuresInARow++;
    }
    if (failuresInARow === maxFailures) {
      break;
    }
  }
  return incomplete.length - read;
}

/** Returns a list as it is saved, followed by the lists below it. */
function listsOf(
  account: Account,
  source: JobSource,
  branch: Branch,
  parent: string | undefined,
  fixed: boolean,
): readonly CopiedList[] {
  const folder = account.folder(source, branch);
  const { id, icon, label, description, facts, hasMixedTargets, emptyText, isFixed } = folder.branch;
  const list = defined<CopiedList>({
    ...{ service: source.service, id, parent, icon, label, description, facts, hasMixedTargets },
    emptyText: folder.failure === undefined ? emptyText : explain(folder.failure).sentence,
    isFixed,
    fixed: fixed || undefined,
    read: readOf(folder),
    jobs: folder.jobs.map(({ key }) => key),
  });
  const fixedBranches = branch.fixed ?? [];
  return [list, ...folder.branches.flatMap((each) => listsOf(account, source, each, id, fixedBranches.includes(each)))];
}

function readOf({ failure, isRead, hasMore }: Folder): CopiedList['read'] {
  if (isRead) {
    return hasMore ? 'part' : 'all';
  }
  // After the end of support, there is nothing left to read.
  return failure === undefined ? 'none' : failure.kind === 'serviceEnded' ? 'all' : 'failed';
}
