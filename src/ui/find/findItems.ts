import * as l10n from '@vscode/l10n';
import { QuickPickItemKind, ThemeIcon, type QuickInputButton, type QuickPickItem } from 'vscode';
import { isMissing, type RequestedJobs } from '../../core/find/requestJobs';
import { explain } from '../../core/failures/explain';
import { jobSummary, labelText, targetText } from '../../core/jobs/jobWords';
import type { JobPhase } from '../../core/jobs/job';
import type { Formats } from '../../core/text/formats';
import { nameOf, type JobTarget } from '../jobActions';
import { escapeItem } from '../quickPick';

/** An item of Find Job: a job, a command, or a note that cannot be accepted. */
export interface FindItem extends QuickPickItem {
  /** Identifies the item when items are replaced. */
  readonly key: string;
  readonly target?: JobTarget;
  readonly command?: 'readAll';
}

export const toTheSide: QuickInputButton = {
  iconPath: new ThemeIcon('split-horizontal'),
  tooltip: l10n.t('Open Details to the Side'),
};

const icons: Readonly<Record<JobPhase, string>> = {
  waiting: 'clock',
  running: 'sync',
  succeeded: 'pass',
  succeededWithFailures: 'warning',
  failed: 'error',
  cancelled: 'circle-slash',
  unknown: 'question',
};

/**
 * Returns the item of a job. Its label is what users search for: the target of the import.
 * @param now milliseconds since the epoch
 */
export function jobItem(target: JobTarget, formats: Formats, now: number): FindItem {
  const { account, job } = target;
  const into = targetText(job);
  const label =
    [labelText(job.name), into, labelText(job.title)].find((text) => text !== undefined && text !== '') ?? job.id;
  return escapeItem<FindItem>({
    key: nameOf(target),
    target,
    label,
    description: [
      job.createdAt === undefined ? undefined : formats.shortDateTime(job.createdAt, now),
      jobSummary(job, formats.count),
    ]
      .filter((part) => part !== undefined)
      .join(' · '),
    detail: [account.connection.label, into === label ? undefined : into, job.id, labelText(job.source?.s3Url)]
      .filter((part) => part !== undefined && part !== '')
      .join(' · '),
    iconPath: new ThemeIcon(icons[job.phase]),
    buttons: [toTheSide],
    // Keeps VS Code from filtering out jobs that were found by other rules than its own.
    alwaysShow: true,
  });
}

/** Returns notes about a pasted reference that no connection could resolve. */
export function requestNotes(requested: RequestedJobs): readonly FindItem[] {
  const { found, failures } = requested;
  if (found.length > 0) {
    return [];
  }
  return [
    ...(isMissing(requested) ? [note('notFound', l10n.t('No connection has this job'), l10n.t('checked in AWS'))] : []),
    ...failures.map(({ account: { connection }, failure }) =>
      note(`failure:${connection.id}`, explain(failure).label, connection.label),
    ),
  ];
}

/** Returns an item that only informs. Accepting it does nothing. */
export function note(key: string, label: string, description: string): FindItem {
  return escapeItem<FindItem>({ key, label, description, iconPath: new ThemeIcon('info'), alwaysShow: true });
}

/** Returns the item that reads all lists, including those that were not opened. */
export function readAllItem(): FindItem {
  return {
    key: 'readAll',
    command: 'readAll',
    label: l10n.t('Load All Lists'),
    description: l10n.t('including lists that are not open'),
    iconPath: new ThemeIcon('cloud-download'),
    alwaysShow: true,
  };
}

export function separator(label: string): FindItem {
  return { key: `separator:${label}`, label, kind: QuickPickItemKind.Separator };
}
