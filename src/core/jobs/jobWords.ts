import type { ImportJob, JobPhase } from './job';
import type { Pace } from '../polling/paces';
import { plain } from '../text/plainText';
import { withoutSecretsInText } from '../text/presignedUrl';

/**
 * Returns a label for a job's state.
 * @param status the service's own status, shown for unknown states
 */
export function phaseLabel(phase: JobPhase, status?: string): string {
  switch (phase) {
    case 'waiting':
      return 'Waiting';
    case 'running':
      return status === 'PROCESSING' ? 'Processing' : 'In progress';
    case 'succeeded':
      return 'Completed';
    case 'succeededWithFailures':
      return 'Completed with failures';
    case 'failed':
      return 'Failed';
    case 'cancelled':
      return 'Cancelled';
    case 'unknown':
      return labelText(status) || 'Unknown';
  }
}

/**
 * Returns a job's counts: "4,821 processed, 3 failed". Leaves out zero failures if there are other counts.
 * @returns `undefined` without counts
 */
export function countsText(
  { counts }: Pick<ImportJob, 'counts'>,
  formatCount: (count: number) => string,
): string | undefined {
  const parts = counts
    .filter(({ tone, value }) => tone !== 'bad' || value > 0 || counts.length === 1)
    .map(({ label, value }) => `${formatCount(value)} ${labelText(label).toLowerCase()}`);
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** Returns a job's state and counts: "Completed with failures · 4,821 processed, 3 failed". */
export function jobSummary(
  job: Pick<ImportJob, 'phase' | 'status' | 'counts'>,
  formatCount: (count: number) => string,
): string {
  const counts = countsText(job, formatCount);
  const state = phaseLabel(job.phase, job.status);
  return counts === undefined ? state : `${state} · ${counts}`;
}

const UNITS = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3_600 },
  { name: 'min', seconds: 60 },
  { name: 's', seconds: 1 },
] as const;

/** Formats a duration in its two largest units, rounded down: "2 min 5 s", "1 h", "3 d 4 h". */
export function durationText(ms: number): string {
  let rest = Math.floor(ms / 1000);
  if (!(rest >= 1)) {
    return 'less than a second';
  }
  const largest = UNITS.findIndex(({ seconds }) => rest >= seconds);
  const parts = UNITS.slice(largest, largest + 2).flatMap(({ name, seconds }) => {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    return count === 0 ? [] : [`${count} ${name}`];
  });
  return parts.join(' ');
}

/**
 * Returns a job's rate and remaining time: "1,240 records a second · about 2 min left at this pace".
 * @returns `undefined` if both are unknown
 */
export function paceText(
  { rate, timeLeft }: Pick<Pace, 'rate' | 'timeLeft'>,
  formatCount: (count: number) => string,
): string | undefined {
  const left =
    timeLeft === undefined ? [] : [`${timeLeft < 1000 ? '' : 'about '}${durationText(timeLeft)} left at this pace`];
  const parts = [...(rate === undefined ? [] : [rateText(rate, formatCount)]), ...left];
  return parts.length === 0 ? undefined : parts.join(' · ');
}

function rateText(rate: number, formatCount: (count: number) => string): string {
  const count = Math.round(rate);
  if (count === 0 && rate > 0) {
    return 'less than 1 record a second';
  }
  return `${formatCount(count)} ${count === 1 ? 'record' : 'records'} a second`;
}

/** Returns a job's target: "Contact list newsletter"; `undefined` if unknown. */
export function targetText({ target }: Pick<ImportJob, 'target'>): string | undefined {
  return target === undefined ? undefined : labelText(target);
}

/** Prepares text from a service for use in a label. */
function labelText(text: string | undefined): string {
  return withoutSecretsInText(plain(text ?? '')).trim();
}
