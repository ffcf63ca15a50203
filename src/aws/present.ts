import { failureOf } from '../core/failure';
import type { ImportJob } from '../core/job';

/** The job in a list of one; an empty list when the service has it no longer. Other failures are thrown on. */
export async function presentOnly(job: Promise<ImportJob>): Promise<readonly ImportJob[]> {
  try {
    return [await job];
  } catch (error) {
    if (failureOf(error).kind === 'notFound') {
      return [];
    }
    throw error;
  }
}
