import type { ImportJob, JobPhase } from './job';
import type { Pace } from './pace';
import { plain } from './plainText';
import { withoutSecretsInText } from './presignedUrl';

/**
 * The state of a job in a word for people.
 * @param status the service's own word, which is said as it came where we do not know it
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
      return said(status) || 'Unknown';
  }
}

/**
 * How many records a job went through: "4,821 processed, 3 failed". That none failed is left out beside other counts.
 * @returns `undefined` where the service gave no number
 */
export function countsText(
  { counts }: Pick<ImportJob, 'counts'>,
  formatCount: (count: number) => string,
): string | undefined {
  const parts = counts
    .filter(({ tone, value }) => tone !== 'bad' || value > 0 || counts.length === 1)
    .map(({ label, value }) => `${formatCount(value)} ${said(label).toLowerCase()}`);
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** The state and the counts of a job: "Completed with failures · 4,821 processed, 3 failed". */
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

/** A length of time in its two largest units, rounded down: "2 min 5 s", "1 h", "3 d 4 h". */
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
 * How fast a job goes and how long it still takes: "1,240 records a second · about 2 min left at this pace".
 * @returns `undefined` where neither can be known
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

/** Where a job puts what it imports: "Contact list newsletter". `undefined` where the service did not say. */
export function targetText({ target }: Pick<ImportJob, 'target'>): string | undefined {
  return target === undefined ? undefined : said(target);
}

/** A word or a name of the service's, as it may stand in a label. */
function said(text: string | undefined): string {
  return withoutSecretsInText(plain(text ?? '')).trim();
}
