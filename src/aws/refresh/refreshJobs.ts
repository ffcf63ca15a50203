import { failureOf } from '../../core/failures/failure';
import { keyOf, type ImportJob, type JobRef } from '../../core/jobs/job';
import type { Page, RefreshListener, StampedJob, WantedJob } from '../../core/jobs/source';
import { forEachContinuingOnError } from './forEachContinuingOnError';
import type { RoundRobin } from './roundRobin';
import { undefinedIfDeleted } from './undefinedIfDeleted';

export interface Reads {
  /** Reads a page of the list of all jobs, usually the newest first. */
  readonly readPage: (token: string | undefined) => Promise<Page<ImportJob>>;
  /** @throws ServiceError */
  readonly getJob: (ref: JobRef) => Promise<StampedJob>;
}

/** Number of pages with at most one match that are tolerated for each missing job. */
const toleratedMissesPerJob = 0.05;

/**
 * Reads the current state of jobs in as few requests as possible, along with the other jobs on the newest page. Reads
 * further pages while most jobs of the last page were wanted, or while so many jobs are missing that a few pages
 * without matches are acceptable. The rest are requested one by one, except those wanted from the list only. When the
 * list cannot be read, all jobs are requested one by one.
 * @param round order of the single requests
 * @param listener receives the results after each request
 * @throws ServiceError, after requesting the other jobs if it concerns only the list or one job
 */
export async function refreshJobs(
  jobs: readonly WantedJob[],
  { readPage, getJob }: Reads,
  round: RoundRobin,
  listener: RefreshListener,
): Promise<void> {
  const missing = new Map(jobs.map((ref) => [keyOf(ref), ref]));
  const singles = () => new Map([...missing].filter(([, { fromListOnly }]) => fromListOnly !== true));
  const take = ({ items }: Page<ImportJob>) => items.filter(({ key }) => missing.delete(key));

  async function readList(): Promise<void> {
    let page = await readPage(undefined);
    let found = take(page);
    listener.onFound({ jobs: page.items, sentAs: page.sentAs });
    let misses = 0;
    for (;;) {
      // A page with a single match saves no requests.
      misses += found.length < 2 ? 1 : 0;
      const isWorthwhile =
        missing.size > 2 &&
        (found.length > page.items.length / 2 || misses + 1 <= toleratedMissesPerJob * singles().size);
      if (!isWorthwhile || page.nextToken === undefined || page.nextToken === '') {
        return;
      }
      const next = await readFurther(readPage(page.nextToken));
      if (next === undefined) {
        return;
      }
      page = next;
      found = take(page);
      listener.onFound({ jobs: found, sentAs: page.sentAs });
    }
  }

  async function readOne(ref: JobRef): Promise<void> {
    const read = await undefinedIfDeleted(getJob(ref));
    if (read === undefined) {
      listener.onDeleted([ref]);
    } else {
      listener.onFound({ jobs: [read.job], sentAs: read.sentAs });
    }
  }

  /** Yields lazily, because which jobs are missing is known only after the list was read. */
  function* steps() {
    yield readList;
    for (const [, ref] of round.of(singles())) {
      yield () => readOne(ref);
    }
  }

  await forEachContinuingOnError(steps(), (step) => step());
}

/**
 * Returns a further page; `undefined` when the service rejects its own token: the missing jobs are then requested one
 * by one.
 */
async function readFurther(read: Promise<Page<ImportJob>>): Promise<Page<ImportJob> | undefined> {
  try {
    return await read;
  } catch (error) {
    if (failureOf(error).kind === 'badRequest') {
      return undefined;
    }
    throw error;
  }
}
