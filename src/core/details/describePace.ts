import { paceText } from '../jobs/jobWords';
import type { Pace } from '../polling/paces';
import type { DetailsModel } from './model';

/** A picture needs so many samples to show a course. */
const fewest = 3;

/**
 * How fast a job goes and how it went while we looked. Of a job without a total no time left is claimed; `undefined`
 * where nothing has been seen.
 */
export function describePace(
  pace: Pace,
  {
    formatCount,
    formatTime,
  }: { readonly formatCount: (count: number) => string; readonly formatTime: (ms: number) => string },
): DetailsModel['pace'] {
  const { samples } = pace;
  const [first, last] = [samples[0], samples.at(-1)];
  const text = paceText(pace, formatCount) ?? '';
  if (first === undefined || last === undefined || samples.length < fewest) {
    return text === '' ? undefined : { text };
  }
  const most = Math.max(...samples.map(({ processed }) => processed), 1);
  const span = Math.max(last.at - first.at, 1);
  return {
    text,
    curve: samples.map(({ at, processed }) => ({ x: (at - first.at) / span, y: processed / most })),
    curveLabel: `${formatCount(first.processed)} to ${formatCount(last.processed)} records processed, ${formatTime(first.at)} to ${formatTime(last.at)}`,
  };
}
