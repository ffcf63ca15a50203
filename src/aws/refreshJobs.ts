import { failureOf } from '../core/failure';
import { keyOf, type ImportJob, type JobRef } from '../core/job';
import type { Page } from '../core/source';
import { unlessGone } from './unlessGone';

export interface Reads {
  /** A page of the list that all the jobs are in, the newest first as far as known. */
  readonly readPage: (token: string | undefined) => Promise<Page<ImportJob>>;
  /** @throws ServiceError */
  readonly getJob: (ref: JobRef) => Promise<ImportJob>;
}

/**
 * Jobs as they are now and all others seen on the way, in the fewest requests: from the newest page, and from the next
 * one where most of a page was wanted and some are still missing; then one by one. Those that are gone are left out.
 * @throws ServiceError
 */
export async function refreshJobs(jobs: readonly JobRef[], { readPage, getJob }: Reads): Promise<readonly ImportJob[]> {
  const missing = new Map(jobs.map((ref) => [keyOf(ref), ref]));
  const seen: ImportJob[] = [];
  let token: string | undefined;
  do {
    const { items, nextToken = '' }: Page<ImportJob> = await (token === undefined ? readPage(token) : readFurther(readPage(token)));
    const found = items.filter(({ key }) => missing.delete(key)).length;
    seen.push(...items);
    token = missing.size > 2 && found > items.length / 2 && nextToken !== '' ? nextToken : undefined;
  } while (token !== undefined);
  for (const ref of missing.values()) {
    const job = await unlessGone(getJob(ref));
    seen.push(...(job === undefined ? [] : [job]));
  }
  return seen;
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
