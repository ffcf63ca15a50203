import * as l10n from '@vscode/l10n';
import type { LabelOf } from '../details/facts';
import { failedCount, hasFailures, recordCount, type ImportJob, type JobFact } from '../jobs/job';
import { countsText, labelText, stateLabel } from '../jobs/jobWords';
import { withinSentence } from '../text/withinSentence';
import type { FinishedJob } from './finishedJobs';

/** Which finished jobs to announce. */
export type NotificationLevel = 'all' | 'failures' | 'off';

/** A finished job with what is needed to name its connection and list. */
export interface AnnouncedJob {
  readonly job: ImportJob;
  readonly connectionLabel: string;
  readonly labelOf: LabelOf;
}

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

/** Returns one sentence about finished jobs, without a period, personal data or URLs. */
export function notificationText(
  announced: readonly [AnnouncedJob, ...AnnouncedJob[]],
  formatCount: (count: number) => string,
): string {
  const [first, ...others] = announced;
  return others.length === 0 ? textOfOne(first, formatCount) : textOfSeveral(announced, formatCount);
}

/** Returns where a job ran: "Loyalty (prod)". Returns only the connection if the target has no name. */
export function whereText({ job, connectionLabel, labelOf }: AnnouncedJob): string {
  const names = [nameOfList('breadcrumb', job, labelOf), job.name ?? nameOfList('title', job, labelOf)];
  const path = names
    .map(labelText)
    .filter((name) => name !== '')
    .join(' › ');
  return path === '' ? connectionLabel : `${path} (${connectionLabel})`;
}

/**
 * Returns the name that the user gave a list, if the job identifies it. Other lists are named after the kind of import.
 */
function nameOfList(
  where: NonNullable<JobFact['labelIn']>,
  { facts }: ImportJob,
  labelOf: LabelOf,
): string | undefined {
  const listId = facts.find(({ labelIn, code }) => labelIn === where && code === true)?.listId;
  return listId === undefined ? undefined : labelOf(listId);
}

function textOfOne(announced: AnnouncedJob, formatCount: (count: number) => string): string {
  const { job } = announced;
  const where = whereText(announced);
  const what = withinSentence(job.title ?? l10n.t('Import'));
  const counts = countsText(job, formatCount);
  const [failed, total] = [failedCount(job) ?? 0, recordCount(job)];
  switch (job.phase) {
    case 'succeeded':
      return counts === undefined
        ? l10n.t('{0}: {1} completed', where, what)
        : l10n.t('{0}: {1} completed, {2}', where, what, counts);
    case 'succeededWithFailures':
      return failed === 0 || total === undefined
        ? l10n.t('{0}: {1} completed with failures', where, what)
        : l10n.t('{0}: {1} completed, {2} of {3} failed', where, what, formatCount(failed), formatCount(total));
    case 'failed':
      return failed === 0 || total === undefined
        ? l10n.t('{0}: {1} failed', where, what)
        : l10n.t('{0}: {1} failed, {2} of {3} records failed', where, what, formatCount(failed), formatCount(total));
    case 'cancelled':
      return l10n.t('{0}: {1} cancelled', where, what);
    default:
      return `${where}: ${what}, ${stateLabel(job)}`;
  }
}

function textOfSeveral(announced: readonly AnnouncedJob[], formatCount: (count: number) => string): string {
  const total = formatCount(announced.length);
  const failed = announced.filter(({ job }) => hasFailures(job)).length;
  const [connection, ...others] = new Set(announced.map(({ connectionLabel }) => connectionLabel));
  if (connection === undefined || others.length > 0) {
    return failed === 0
      ? l10n.t('{0} import jobs finished', total)
      : failed === announced.length
        ? l10n.t('{0} import jobs finished, all with failures', total)
        : l10n.t('{0} import jobs finished, {1} with failures', total, formatCount(failed));
  }
  return failed === 0
    ? l10n.t('{0}: {1} import jobs finished', connection, total)
    : failed === announced.length
      ? l10n.t('{0}: {1} import jobs finished, all with failures', connection, total)
      : l10n.t('{0}: {1} import jobs finished, {2} with failures', connection, total, formatCount(failed));
}
