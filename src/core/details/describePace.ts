import * as l10n from '@vscode/l10n';
import { paceText } from '../jobs/jobWords';
import type { Pace } from '../polling/paces';
import type { DetailsModel } from './model';

/** Minimum number of samples for a curve. */
const minSamples = 3;

/**
 * Describes a job's rate and, with enough samples, its progress over time; returns `undefined` if neither is known. A
 * job without a total has no remaining time.
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
  if (first === undefined || last === undefined || samples.length < minSamples) {
    return text === '' ? undefined : { text };
  }
  const most = Math.max(...samples.map(({ processed }) => processed), 1);
  const span = Math.max(last.at - first.at, 1);
  return {
    text,
    curve: samples.map(({ at, processed }) => ({ x: (at - first.at) / span, y: processed / most })),
    curveLabel: l10n.t(
      '{0} to {1} records processed, {2} to {3}',
      formatCount(first.processed),
      formatCount(last.processed),
      formatTime(first.at),
      formatTime(last.at),
    ),
  };
}
