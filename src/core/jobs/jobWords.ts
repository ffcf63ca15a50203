import * as l10n from '@vscode/l10n';
import { isUploadExpired, type Count, type ImportJob, type JobPhase } from './job';
import type { Pace } from '../polling/paces';
import type { Formats } from '../text/formats';
import { plain } from '../text/plainText';
import { plural } from '../text/plural';
import { withoutSecretsInText } from '../text/presignedUrl';

/**
 * Returns a label for a job's state.
 * @param status the service's own status, shown for unknown states
 */
export function phaseLabel(phase: JobPhase, status?: string): string {
  switch (phase) {
    case 'waiting':
      return l10n.t('Waiting');
    case 'running':
      return status === 'PROCESSING' ? l10n.t('Processing') : l10n.t('In progress');
    case 'succeeded':
      return l10n.t('Completed');
    case 'succeededWithFailures':
      return l10n.t('Completed with failures');
    case 'failed':
      return l10n.t('Failed');
    case 'cancelled':
      return l10n.t('Cancelled');
    case 'unknown':
      return labelText(status) || l10n.t('Unknown');
  }
}

/** Returns a label for a job's state: that of its phase, or that it waits for its upload. */
export function stateLabel({
  phase,
  status,
  awaitsUpload,
}: Pick<ImportJob, 'phase' | 'status' | 'awaitsUpload'>): string {
  return awaitsUpload === undefined ? phaseLabel(phase, status) : l10n.t('Waiting for upload');
}

/**
 * Returns how long the link for a job's upload is valid, such as "Valid until 1:30 PM"; `undefined` if unknown.
 * @param now milliseconds since the epoch
 */
export function uploadLinkText(
  job: Pick<ImportJob, 'awaitsUpload'>,
  formatTime: Formats['time'],
  now: number,
): string | undefined {
  const until = job.awaitsUpload?.until;
  if (until === undefined) {
    return undefined;
  }
  const time = formatTime(until);
  return isUploadExpired(job, now) ? l10n.t('Expired {0}', time) : l10n.t('Valid until {0}', time);
}

/**
 * Returns a job's counts: "4,821 processed, 3 failed". Leaves out zero failures if there are other counts.
 * @returns `undefined` without counts
 */
export function countsText(
  { counts }: Pick<ImportJob, 'counts'>,
  formatCount: (count: number) => string,
): string | undefined {
  return countTexts(
    counts.filter(({ tone, value }) => tone !== 'bad' || value > 0 || counts.length === 1),
    formatCount,
  );
}

/** Returns counts: "4,821 processed, 3 failed"; `undefined` if there are none. */
export function countTexts(counts: readonly Count[], formatCount: (count: number) => string): string | undefined {
  const parts = counts.map(({ label, value }) =>
    l10n.t({
      message: '{0} {1}',
      args: [formatCount(value), labelText(label).toLowerCase()],
      comment: ['{0} is a number of records', '{1} says what was done with them: processed, failed'],
    }),
  );
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** Returns a job's state and counts: "Completed with failures · 4,821 processed, 3 failed". */
export function jobSummary(
  job: Pick<ImportJob, 'phase' | 'status' | 'counts' | 'awaitsUpload'>,
  formatCount: (count: number) => string,
): string {
  const counts = countsText(job, formatCount);
  const state = stateLabel(job);
  return counts === undefined ? state : `${state} · ${counts}`;
}

const units = [
  { seconds: 86_400, text: (count: number) => l10n.t('{0} d', count) },
  { seconds: 3_600, text: (count: number) => l10n.t('{0} h', count) },
  { seconds: 60, text: (count: number) => l10n.t('{0} min', count) },
  { seconds: 1, text: (count: number) => l10n.t('{0} s', count) },
];

/** Formats a duration in milliseconds in its two largest units, rounded down: "2 min 5 s", "1 h", "3 d 4 h". */
export function durationText(ms: number): string {
  let rest = Math.floor(ms / 1000);
  if (!(rest >= 1)) {
    return l10n.t('less than a second');
  }
  const largest = units.findIndex(({ seconds }) => rest >= seconds);
  const parts = units.slice(largest, largest + 2).flatMap(({ seconds, text }) => {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    return count === 0 ? [] : [text(count)];
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
  const parts = [
    ...(rate === undefined ? [] : [rateText(rate, formatCount)]),
    ...(timeLeft === undefined ? [] : [timeLeftText(timeLeft)]),
  ];
  return parts.length === 0 ? undefined : parts.join(' · ');
}

function rateText(rate: number, formatCount: (count: number) => string): string {
  const count = Math.round(rate);
  if (count === 0 && rate > 0) {
    return l10n.t('less than 1 record a second');
  }
  const text = formatCount(count);
  return plural(count, l10n.t('{0} record a second', text), l10n.t('{0} records a second', text));
}

function timeLeftText(timeLeft: number): string {
  const duration = durationText(timeLeft);
  return timeLeft < 1000 ? l10n.t('{0} left at this pace', duration) : l10n.t('about {0} left at this pace', duration);
}

/** Returns a job's target: "Contact list newsletter"; `undefined` if unknown. */
export function targetText({ target }: Pick<ImportJob, 'target'>): string | undefined {
  return target === undefined ? undefined : labelText(target);
}

/** Prepares text from a service for use in a label. */
export function labelText(text: string | undefined): string {
  return withoutSecretsInText(plain(text ?? '')).trim();
}
