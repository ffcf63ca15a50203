import type { Formats } from '../formats';
import { targetText, jobSummary } from '../jobWords';
import { hasFailures, type Ending } from './endings';

/** Which endings a user wants to be told of. */
export type NoticeLevel = 'all' | 'failures' | 'off';

/** Those of several endings that a user wants to be told of. */
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
 * What to say of one or more endings, in one sentence. Names nobody and holds no URL. It has a time, for VS Code shows none,
 * and lets a notice take the place of an earlier one of the same words.
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
