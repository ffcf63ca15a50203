import * as l10n from '@vscode/l10n';
import { type MarkdownString, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import type { Connection } from '../../core/connections/connection';
import type { Formats } from '../../core/text/formats';
import { durationOf, isUploadExpired, mayHaveSourceUrl, type ImportJob, type JobPhase } from '../../core/jobs/job';
import {
  countsText,
  durationText,
  labelText,
  paceText,
  stateLabel,
  targetText,
  uploadLinkText,
} from '../../core/jobs/jobWords';
import { rowSummary } from '../../core/jobs/rowSummary';
import type { Pace } from '../../core/polling/paces';
import { mayHaveFailedRecords, mayHaveResult } from '../../core/failedRecords/jobFile';
import { plain } from '../../core/text/plainText';
import { contextValue } from './contextValue';
import type { JobNode } from './nodes';
import { errorIcon, warningIcon } from './stateIcons';
import { rowCommand } from './rowClick';
import { tooltip, type TooltipLine } from './tooltip';

const icons: Readonly<Record<JobPhase, ThemeIcon>> = {
  waiting: new ThemeIcon('clock'),
  running: new ThemeIcon('sync~spin', new ThemeColor('charts.blue')),
  succeeded: new ThemeIcon('pass', new ThemeColor('charts.green')),
  succeededWithFailures: warningIcon,
  failed: errorIcon,
  cancelled: new ThemeIcon('circle-slash'),
  unknown: new ThemeIcon('question'),
};

const stillRunning = new ThemeIcon('sync', new ThemeColor('charts.blue'));

/**
 * Returns a job's row, without its tooltip, which is created on demand.
 * @param now milliseconds since the epoch
 */
export function jobItem(
  node: JobNode,
  job: ImportJob,
  connection: Connection,
  formats: Formats,
  now: number,
  offers: Readonly<Record<string, boolean>>,
): TreeItem {
  const item = new TreeItem(job.createdAt === undefined ? plain(job.id) : formats.compactTime(job.createdAt, now));
  item.id = node.id;
  item.description = rowSummary(job, formats, now, nameOf(job, node));
  // In a saved copy, the icon of a running job must not spin.
  item.iconPath = job.phase === 'running' && connection.kind === 'copy' ? stillRunning : icons[job.phase];
  item.contextValue = contextValue({ ...contextOf(job, connection), ...offers });
  item.accessibilityInformation = { label: spoken(job, connection, formats, now) };
  item.command = rowCommand(node);
  return item;
}

/** Whether the row or tooltip differs between two states of a job. */
export function hasVisibleChange(before: ImportJob, after: ImportJob, formats: Formats): boolean {
  const look = (job: ImportJob) =>
    JSON.stringify([stateLabel(job), job.phase, job.name, contextOf(job), jobLines(job, formats)]);
  return look(before) !== look(after);
}

/**
 * Returns a tooltip with details that do not fit into the row. It must stay true, because VS Code keeps it until the
 * row is redrawn.
 * @param now milliseconds since the epoch, shown with the pace, which is soon outdated
 */
export function jobTooltip(job: ImportJob, pace: Pace, formats: Formats, now: number): MarkdownString {
  return tooltip(stateLabel(job), [
    ...jobLines(job, formats),
    [l10n.t('Upload link'), uploadLinkText(job, formats.time, now)],
    [l10n.t('Pace at {0}', formats.timeOfDay(now)), paceText(pace, formats.count)],
    [l10n.t('Request ID'), job.requestId],
  ]);
}

function jobLines(job: ImportJob, formats: Formats): readonly TooltipLine[] {
  const { source = {}, startedAt, completedAt } = job;
  return [
    [l10n.t('Status'), job.status],
    ...job.counts.map(({ label, value }): TooltipLine => [label, formats.count(value)]),
    ...progressLines(job, formats),
    [l10n.t('Name'), ownName(job)],
    // An export creates a file, and its target is what it exports.
    [job.result === undefined ? l10n.t('Destination') : l10n.t('Source'), targetText(job)],
    [l10n.t('Source'), source.s3Url],
    [l10n.t('Format'), source.format],
    [l10n.t('Created'), createdText(job, formats)],
    [l10n.t('Started'), startedAt === undefined ? undefined : formats.time(startedAt)],
    [l10n.t('Completed'), completedAt === undefined ? undefined : formats.time(completedAt)],
    [l10n.t('Duration'), tookText(job)],
    [l10n.t('Message'), job.failures?.message],
    [l10n.t('Job ID'), job.id],
  ];
}

function contextOf(job: ImportJob, connection?: Connection): Readonly<Record<string, boolean>> {
  const copy = connection?.kind === 'copy';
  return {
    copy,
    job: true,
    source: mayHaveSourceUrl(job),
    failedRecords: !copy && mayHaveFailedRecords(job),
    result: !copy && mayHaveResult(job),
  };
}

/** Returns the name of a job's target if the jobs of its list have different targets. */
function nameOf(job: ImportJob, { parent }: JobNode): string | undefined {
  if (parent.kind === 'day' || parent.folder.branch.hasMixedTargets !== true) {
    return undefined;
  }
  return job.name === undefined ? targetText(job) : labelText(job.name);
}

/** Returns a job's name, unless its target's name contains it. */
function ownName({ name = '', target = '' }: ImportJob): string | undefined {
  return name === '' || target.includes(name) ? undefined : labelText(name);
}

/** Returns the accessible label: everything in the row and most of the tooltip, most distinctive first. */
function spoken(job: ImportJob, connection: Connection, formats: Formats, now: number): string {
  const created = createdText(job, formats);
  const took = tookText(job);
  const name = ownName(job);
  const source = job.source?.s3Url;
  const parts = [
    stateLabel(job),
    countsText(job, formats.count),
    uploadLinkPart(job, formats, now),
    targetText(job),
    created && l10n.t('created {0}', created),
    l10n.t('job {0}', plain(job.id)),
    plain(connection.label),
    took && l10n.t('took {0}', took),
    name && l10n.t('name {0}', name),
    source && l10n.t('source {0}', labelText(source)),
    job.requestId && l10n.t('request ID {0}', labelText(job.requestId)),
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}

function uploadLinkPart(job: ImportJob, { time }: Formats, now: number): string | undefined {
  const until = job.awaitsUpload?.until;
  if (until === undefined) {
    return undefined;
  }
  return isUploadExpired(job, now)
    ? l10n.t('upload link expired {0}', time(until))
    : l10n.t('upload link valid until {0}', time(until));
}

function createdText({ createdAt }: ImportJob, formats: Formats): string | undefined {
  return createdAt === undefined ? undefined : formats.time(createdAt);
}

function tookText(job: ImportJob): string | undefined {
  const duration = durationOf(job);
  return duration === undefined ? undefined : durationText(duration);
}

function progressLines({ progress }: ImportJob, formats: Formats): readonly TooltipLine[] {
  if (progress === undefined) {
    return [];
  }
  const { done, failed, total, unit } = progress;
  const count = (value: number | undefined) => (value === undefined ? undefined : formats.count(value));
  return [
    [unit.total, count(total)],
    [unit.done, count(done)],
    [unit.failed, count(failed)],
  ];
}
