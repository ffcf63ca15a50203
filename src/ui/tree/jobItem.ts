import { type MarkdownString, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import type { Connection } from '../../core/connections/connection';
import type { Formats } from '../../core/text/formats';
import type { ImportJob, JobPhase } from '../../core/jobs/job';
import { targetText, jobSummary, paceText, phaseLabel } from '../../core/jobs/jobWords';
import type { Pace } from '../../core/polling/paces';
import { mayHaveFailedRecords } from '../../core/failedRecords/mayHaveFailedRecords';
import { plain } from '../../core/text/plainText';
import { contextValue } from './contextValue';
import type { JobNode } from './nodes';
import { errorIcon, warningIcon } from './stateIcons';
import { rowCommand } from './rowClick';
import { tooltip, type TooltipLine } from './tooltip';

/**
 * Content of a job's row. It does not change with time, because redrawing a row under the pointer swallows the click.
 */
interface JobRow {
  readonly label: string;
  readonly description: string;
  readonly icon: ThemeIcon;
  readonly contextValue: string;
}

const icons: Readonly<Record<JobPhase, ThemeIcon>> = {
  waiting: new ThemeIcon('clock'),
  running: new ThemeIcon('sync~spin', new ThemeColor('charts.blue')),
  succeeded: new ThemeIcon('pass', new ThemeColor('charts.green')),
  succeededWithFailures: warningIcon,
  failed: errorIcon,
  cancelled: new ThemeIcon('circle-slash'),
  unknown: new ThemeIcon('question'),
};

/** Returns a job's row, without its tooltip, which is created on demand. */
export function jobItem(node: JobNode, job: ImportJob, connection: Connection, formats: Formats): TreeItem {
  const row = jobRow(job, formats);
  const item = new TreeItem(row.label);
  item.id = node.id;
  item.description = row.description;
  item.iconPath = row.icon;
  item.contextValue = row.contextValue;
  item.accessibilityInformation = { label: spoken(job, connection, formats) };
  item.command = rowCommand(node);
  return item;
}

/** Whether the row or tooltip differs between two states of a job. */
export function hasVisibleChange(before: ImportJob, after: ImportJob, formats: Formats): boolean {
  const look = (job: ImportJob) => JSON.stringify([jobRow(job, formats), jobLines(job, formats)]);
  return look(before) !== look(after);
}

/**
 * Returns a tooltip with details that do not fit into the row. It must stay true, because VS Code keeps it until the
 * row is redrawn.
 * @param now milliseconds since the epoch, shown with the pace, which is soon outdated
 */
export function jobTooltip(job: ImportJob, pace: Pace, formats: Formats, now: number): MarkdownString {
  return tooltip(phaseLabel(job.phase, job.status), [
    ...jobLines(job, formats),
    [`Pace at ${formats.timeOfDay(now)}`, paceText(pace, formats.count)],
    ['Request ID', job.requestId],
  ]);
}

function jobLines(job: ImportJob, formats: Formats): readonly TooltipLine[] {
  const { source = {}, completedAt } = job;
  return [
    ['Status', job.status],
    ...job.counts.map(({ label, value }): TooltipLine => [label, formats.count(value)]),
    ...progressLines(job, formats),
    ['Destination', targetText(job)],
    ['Source', source.s3Url],
    ['Format', source.format],
    ['Created', createdText(job, formats)],
    ['Completed', completedAt === undefined ? undefined : formats.time(completedAt)],
    ['Message', job.failures?.message],
    ['Job ID', job.id],
  ];
}

function jobRow(job: ImportJob, formats: Formats): JobRow {
  return {
    label: createdText(job, formats) ?? plain(job.id),
    description: jobSummary(job, formats.count),
    icon: icons[job.phase],
    contextValue: contextValue({
      job: true,
      source: !job.complete || job.source?.s3Url !== undefined,
      failedRecords: mayHaveFailedRecords(job),
    }),
  };
}

/** Returns the accessible label: state, counts, destination, creation time, id, the most distinctive first. */
function spoken(job: ImportJob, connection: Connection, formats: Formats): string {
  const created = createdText(job, formats);
  const parts = [
    jobSummary(job, formats.count).replace(' · ', ', '),
    targetText(job),
    created === undefined ? undefined : `created ${created}`,
    `job ${plain(job.id)}`,
    plain(connection.label),
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

function createdText({ createdAt }: ImportJob, formats: Formats): string | undefined {
  return createdAt === undefined ? undefined : formats.time(createdAt);
}

function progressLines({ progress }: ImportJob, formats: Formats): readonly TooltipLine[] {
  if (progress === undefined) {
    return [];
  }
  const { done, failed, total, unit } = progress;
  const count = (value: number | undefined) => (value === undefined ? undefined : formats.count(value));
  const [, units] = unit;
  return [
    [units.charAt(0).toUpperCase() + units.slice(1), count(total)],
    [`Completed ${units}`, count(done)],
    [`Failed ${units}`, count(failed)],
  ];
}
