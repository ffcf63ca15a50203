import { failureOf } from '../core/failure';
import { keyOf, type ImportJob, type JobRef } from '../core/job';
import type { OnFound, Page } from '../core/source';
import { eachDespite } from './eachDespite';
import type { Round } from './round';
import { unlessGone } from './unlessGone';

export interface Reads {
  /** A page of the list that all the jobs are in, the newest first as far as known. */
  readonly readPage: (token: string | undefined) => Promise<Page<ImportJob>>;
  /** @throws ServiceError */
  readonly getJob: (ref: JobRef) => Promise<ImportJob>;
}

/** How many pages may be read in vain for each job that is missing: it is so much more at the worst, and far less mostly. */
const stake = 0.05;

/**
 * Looks at jobs as they are now, in the fewest requests, and at the others on the newest page. Further pages are read as
 * long as most of the last was wanted, or so many jobs are missing that a page in vain counts for little; the rest are
 * asked for one by one: all of them, where the list cannot be had.
 * @param round of these jobs' single requests
 * @param onFound is told after each request
 * @throws ServiceError: where it concerns the list or one job alone, when the others have been asked for
 */
export async function refreshJobs(
  jobs: readonly JobRef[],
  { readPage, getJob }: Reads,
  round: Round,
  onFound: OnFound,
): Promise<void> {
  const missing = new Map(jobs.map((ref) => [keyOf(ref), ref]));
  const take = ({ items }: Page<ImportJob>) => items.filter(({ key }) => missing.delete(key));

  async function readList(): Promise<void> {
    let page = await readPage(undefined);
    let found = take(page);
    onFound(page.items, []);
    let inVain = 0;
    for (;;) {
      // One job costs no more when it is asked for by itself.
      inVain += found.length < 2 ? 1 : 0;
      const isWorthwhile =
        missing.size > 2 && (found.length > page.items.length / 2 || inVain + 1 <= stake * missing.size);
      if (!isWorthwhile || page.nextToken === undefined || page.nextToken === '') {
        return;
      }
      page = await readFurther(readPage(page.nextToken));
      found = take(page);
      onFound(found, []);
    }
  }

  async function readOne(ref: JobRef): Promise<void> {
    const job = await unlessGone(getJob(ref));
    onFound(job === undefined ? [] : [job], job === undefined ? [ref] : []);
  }

  /** Each is drawn when the one before is done: only then is it known what the list left out. */
  function* steps() {
    yield readList;
    for (const [, ref] of round.of(missing)) {
      yield () => readOne(ref);
    }
  }

  await eachDespite(steps(), (step) => step());
}

/** A further page; an empty one when the service does not take its own token: there are other ways. */
async function readFurther(read: Promise<Page<ImportJob>>): Promise<Page<ImportJob>> {
  try {
    return await read;
  } catch (error) {
    if (failureOf(error).kind === 'badRequest') {
      return { items: [] };
    }
    throw error;
  }
}
