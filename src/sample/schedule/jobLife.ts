/** The statuses that a job goes through, each with its share of the job's whole time; the shares add up to 1. */
export interface Course {
  readonly stages: readonly (readonly [status: string, share: number])[];
  /** The stage in which the records are worked through. */
  readonly work: string;
  /** The status in which it ends. */
  readonly end: string;
}

/** Where a job stands at one moment. */
export interface Standing {
  readonly status: string;
  /** How much of the work is done, from 0 to 1. It grows evenly. */
  readonly progress: number;
  /** Milliseconds since the epoch; absent until the job has ended. */
  readonly endedAt?: number;
}

/**
 * A job's life as a function of time.
 * @param job when it was created, in milliseconds since the epoch, and how long it takes, in milliseconds
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
