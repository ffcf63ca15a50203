import * as l10n from '@vscode/l10n';
import type { MarkdownString } from 'vscode';
import type { Folder } from '../../core/jobs/folder';
import { mayChange } from '../../core/jobs/job';
import { factText } from '../../core/jobs/fact';
import type { Formats } from '../../core/text/formats';
import { failureLines, tooltip, type TooltipLine } from './tooltip';

/**
 * Returns the tooltip of a list: how much of it has been read and, below its name, facts about it.
 * @param now milliseconds since the epoch
 */
export function folderTooltip(folder: Folder, formats: Formats, now: number): MarkdownString {
  const { label, description, facts = [], isFixed = false } = folder.branch;
  const lines = [
    ...(isFixed ? [] : [readText(folder, formats, now)]),
    ...failureLines(folder.failure),
    ...facts.map((fact): TooltipLine => [fact.label, factText(fact, formats)]),
  ];
  // The row shows the label, but a name may be too long for the row.
  const hasName = facts.length > 0 || lines.length === 0;
  return tooltip(hasName ? label : undefined, description === undefined ? lines : [description, ...lines]);
}

/** Returns how much has been read and when, such as "50 loaded, more to come · read 1:22 PM · 3 in progress". */
function readText(folder: Folder, { count, compactTime }: Formats, now: number): string {
  if (!folder.isRead || folder.readAt === undefined) {
    return l10n.t('Not loaded');
  }
  const loaded = count(folder.readCount);
  const inProgress = folder.jobs.filter((job) => mayChange(job) && job.awaitsUpload === undefined).length;
  return [
    folder.hasMore ? l10n.t('{0} loaded, more to come', loaded) : l10n.t('{0} loaded', loaded),
    l10n.t('read {0}', compactTime(folder.readAt, now)),
    ...(inProgress === 0 ? [] : [l10n.t('{0} in progress', count(inProgress))]),
  ].join(' · ');
}
