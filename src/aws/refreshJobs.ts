import { failureOf } from '../core/failure';
import { keyOf, type ImportJob, type JobRef } from '../core/job';
import type { Page, RefreshListener, StampedJob, WantedJob } from '../core/source';
import { eachDespite } from './eachDespite';
import type { Round } from './round';
import { unlessGone } from './unlessGone';

export interface Reads {
  /** A page of the list that all the jobs are in, the newest first as far as known. */
  readonly readPage: (token: string | undefined) => Promise<Page<ImportJob>>;
  /** @throws ServiceError */
  readonly getJob: (ref: JobRef) => Promise<StampedJob>;
}

/** Number of pages without a match that are tolerated for each missing job. */
const stake = 0.05;

/**
 * Reads jobs as they are now, in the fewest requests, and the others on the newest page. Further pages are read while
 * most of the last page was wanted, or while so many jobs are missing that a page without a match counts for little; the
 * rest are requested one by one, except those wanted from the list only: all of them, where the list cannot be read.
 * @param round of these jobs' single requests
 * @param listener receives the results after each request
 * @throws ServiceError: where it concerns the list or one job alone, after the others have been requested
 */
export async function refreshJobs(
  jobs: readonly WantedJob[],
  { readPage, getJob }: Reads,
  round: Round,
  listener: RefreshListener,
): Promise<void> {
  const missing = new Map(jobs.map((ref) => [keyOf(ref), ref]));
  const singles = () => new Map([...missing].filter(([, { fromListOnly }]) => fromListOnly !== true));
  const take = ({ items }: Page<ImportJob>) => items.filter(({ key }) => missing.delete(key));

  async function readList(): Promise<void> {
    let page = await readPage(undefined);
    let found = take(page);
    listener.onFound({ jobs: page.items, sentAs: page.sentAs });
    let inVain = 0;
    for (;;) {
      // One job costs no more when it is asked for by itself.
      inVain += found.length < 2 ? 1 : 0;
      const isWorthwhile =
        missing.size > 2 && (found.length > page.items.length / 2 || inVain + 1 <= stake * singles().size);
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
    const read = await unlessGone(getJob(ref));
    if (read === undefined) {
      listener.onDeleted([ref]);
    } else {
      listener.onFound({ jobs: [read.job], sentAs: read.sentAs });
    }
  }

  /** Each is drawn when the one before is done: only then is it known what the list left out. */
  function* steps() {
    yield readList;
    for (const [, ref] of round.of(singles())) {
      yield () => readOne(ref);
    }
  }

  await eachDespite(steps(), (step) => step());
}

/** Returns a further page; `undefined` when the service rejects its own token, since jobs can be requested singly. */
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
