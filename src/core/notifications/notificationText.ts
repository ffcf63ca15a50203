import type { Formats } from '../text/formats';
import { targetText, jobSummary } from '../jobs/jobWords';
import { hasFailures, type FinishedJob } from './finishedJobs';

/** Which finished jobs to announce. */
export type NotificationLevel = 'all' | 'failures' | 'off';

/** Returns the finished jobs to announce. */
export function wanted(finishedJobs: readonly FinishedJob[], level: NotificationLevel): readonly FinishedJob[] {
  switch (level) {
    case 'all':
      return finishedJobs;
    case 'failures':
      return finishedJobs.filter(({ job }) => hasFailures(job));
    case 'off':
      return [];
  }
}

/**
 * Returns one sentence about finished jobs, without personal data or URLs. It includes the time, because VS Code shows
 * none and replaces an earlier notification with the same text.
 * @param seenAt milliseconds since the epoch
 */
export function notificationText(finishedJobs: readonly FinishedJob[], formats: Formats, seenAt: number): string {
  return `${whatFinished(finishedJobs, formats.count)} · seen at ${formats.timeOfDay(seenAt)}.`;
}

function whatFinished(finishedJobs: readonly FinishedJob[], formatCount: (count: number) => string): string {
  const [first, ...others] = finishedJobs;
  if (first === undefined) {
    return '';
  }
  if (others.length === 0) {
    return `${targetText(first.job) ?? 'Import'}: ${jobSummary(first.job, formatCount)}`;
  }
  const bad = finishedJobs.filter(({ job }) => hasFailures(job)).length;
  const rest =
    bad === 0 ? '' : bad === finishedJobs.length ? ', all with failures' : `, ${formatCount(bad)} with failures`;
  return `${formatCount(finishedJobs.length)} import jobs finished${rest}`;
}
