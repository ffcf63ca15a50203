/** The statuses of a job, each with its share of the job's duration. The shares add up to 1. */
export interface Course {
  readonly stages: readonly (readonly [status: string, share: number])[];
  /** Status during which records are processed. */
  readonly work: string;
  /** Final status. */
  readonly end: string;
}

/** State of a job at one point in time. */
interface Standing {
  readonly status: string;
  /** Fraction of the work done, from 0 to 1. Grows linearly. */
  readonly progress: number;
  /** Milliseconds since the epoch; absent until the job has finished. */
  readonly endedAt?: number;
}

/**
 * Returns the state of a job at a point in time.
 * @param job `createdAt` in milliseconds since the epoch, `duration` in milliseconds
 * @param now milliseconds since the epoch
 */
export function standingAt(
  job: { readonly createdAt: number; readonly duration: number },
  course: Course,
  now: number,
): Standing {
  const endedAt = job.createdAt + job.duration;
  if (now >= endedAt) {
    return { status: course.end, progress: 1, endedAt };
  }
  const elapsed = (now - job.createdAt) / job.duration;
  let progress = 0;
  let begin = 0;
  for (const [status, share] of course.stages) {
    if (status === course.work) {
      progress = Math.min(1, Math.max(0, (elapsed - begin) / share));
    }
    begin += share;
    if (elapsed < begin) {
      return { status, progress };
    }
  }
  return { status: course.stages.at(-1)?.[0] ?? course.end, progress };
}
