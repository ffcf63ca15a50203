import type { Formats } from '../formats';
import { targetText, jobSummary } from '../jobWords';
import { hasFailures, type Ending } from './endings';

/** Which finished jobs to announce. */
export type NoticeLevel = 'all' | 'failures' | 'off';

/** Returns the endings to announce. */
export function wanted(endings: readonly Ending[], level: NoticeLevel): readonly Ending[] {
  switch (level) {
    case 'all':
      return endings;
    case 'failures':
      return endings.filter(({ job }) => hasFailures(job));
    case 'off':
      return [];
  }
}

/**
 * Returns one sentence about finished jobs, without personal data or URLs. It has a time, because VS Code shows none and
 * replaces an earlier notification with the same text.
 * @param seenAt milliseconds since the epoch
 */
export function noticeText(endings: readonly Ending[], formats: Formats, seenAt: number): string {
  return `${whatEnded(endings, formats.count)} · seen at ${formats.timeOfDay(seenAt)}.`;
}

function whatEnded(endings: readonly Ending[], formatCount: (count: number) => string): string {
  const [first, ...others] = endings;
  if (first === undefined) {
    return '';
  }
  if (others.length === 0) {
    return `${targetText(first.job) ?? 'Import'}: ${jobSummary(first.job, formatCount)}`;
  }
  const bad = endings.filter(({ job }) => hasFailures(job)).length;
  const rest = bad === 0 ? '' : bad === endings.length ? ', all with failures' : `, ${formatCount(bad)} with failures`;
  return `${formatCount(endings.length)} import jobs finished${rest}`;
}
