import * as l10n from '@vscode/l10n';
import { MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Clock } from '../../core/base/clock';
import { explain } from '../../core/failures/explain';
import { dayText } from '../../core/find/recentDays';
import type { RecentJobs } from '../../core/find/recentJobs';
import type { ImportJob } from '../../core/jobs/job';
import type { JobStore } from '../../core/jobs/jobStore';
import { recentLabel, recentSummary } from '../../core/jobs/rowSummary';
import type { Formats } from '../../core/text/formats';
import { plain } from '../../core/text/plainText';
import type { Expansion } from '../tree/expansion';
import { failureItem } from '../tree/failureItem';
import type { DayNode, FailureNode, JobNode } from '../tree/nodes';
import { clickOf } from '../tree/rowClick';
import type { TreeItems } from '../tree/treeItems';
import type { MoreListsNode, NoteNode, RecentRow } from './recentRows';

const openCommand = 'importJobs.openRecentRow';

interface Dependencies {
  /** Draws the rows of jobs in all views. */
  readonly items: Pick<TreeItems, 'itemOf' | 'resolve' | 'hasVisibleChange'>;
  readonly recentJobs: RecentJobs;
  readonly store: JobStore;
  readonly expansion: Expansion;
  readonly formats: Formats;
  readonly clock: Clock;
}

/** Draws the rows of the Recent view. */
export class RecentItems {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  itemOf(row: RecentRow): TreeItem {
    switch (row.kind) {
      case 'day':
        return this.#dayItem(row);
      case 'job':
        return this.#jobItem(row);
      case 'failure':
        return unreadItem(row);
      case 'moreLists':
        return this.#moreItem(row);
      case 'note':
        return noteItem(row);
    }
  }

  /** Adds the tooltip once the user hovers over the row. */
  resolve(item: TreeItem, row: RecentRow): TreeItem {
    return row.kind === 'job' ? this.#dependencies.items.resolve(item, row) : item;
  }

  hasVisibleChange(before: ImportJob, after: ImportJob): boolean {
    return this.#dependencies.items.hasVisibleChange(before, after);
  }

  /** Returns what the look of a row depends on, apart from its id; empty for rows that are redrawn separately. */
  lookOf(row: RecentRow): string {
    switch (row.kind) {
      case 'failure':
        return JSON.stringify(explain(row.failure));
      case 'moreLists':
        return `${this.#isLoading} ${this.#progressText}`;
      default:
        return '';
    }
  }

  get #isLoading(): boolean {
    return this.#dependencies.recentJobs.isReading;
  }

  /** How many lists were read; `undefined` if there is only one. */
  get #progressText(): string | undefined {
    const { recentJobs, formats } = this.#dependencies;
    const { read, known } = recentJobs.progress;
    return known > 1 ? l10n.t('{0} of {1} lists', formats.count(read), formats.count(known)) : undefined;
  }

  #dayItem({ id, start, startsExpanded }: DayNode): TreeItem {
    const { expansion, formats, clock } = this.#dependencies;
    const isExpanded = expansion.isExpanded(id) ?? startsExpanded;
    const item = new TreeItem(
      dayText(start, clock.now(), formats),
      isExpanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
    );
    item.id = id;
    return item;
  }

  #jobItem(row: JobNode): TreeItem {
    const { items, store, formats, clock } = this.#dependencies;
    const { connection } = row.account;
    const item = items.itemOf(row);
    const job = store.get(connection.id, row.key);
    if (job !== undefined) {
      item.label = recentLabel(job, row.listLabel);
      item.description = recentSummary(job, formats, clock.now(), plain(connection.label));
      item.command = { command: openCommand, title: clickOf(row).title };
    }
    return item;
  }

  #moreItem({ id }: MoreListsNode): TreeItem {
    const item = new TreeItem(this.#isLoading ? l10n.t('Loading…') : l10n.t('Load more…'));
    const progress = this.#progressText;
    item.id = id;
    item.iconPath = new ThemeIcon(this.#isLoading ? 'loading~spin' : 'ellipsis');
    if (progress !== undefined) {
      item.description = progress;
    }
    if (!this.#isLoading) {
      item.command = { command: openCommand, title: l10n.t('Load More') };
    }
    return item;
  }
}

/** Returns the row of a connection that could not be read: its name, then the same texts as in the Jobs view. */
function unreadItem(row: FailureNode): TreeItem {
  const { label, sentence, next } = explain(row.failure);
  const name = plain(row.parent.account.connection.label);
  const item = failureItem(row);
  item.label = name;
  item.description = [label, next].map(plain).join(' · ');
  item.accessibilityInformation = { label: [name, sentence, next].map(plain).join(', ') };
  item.command = { command: openCommand, title: clickOf(row).title };
  return item;
}

function noteText(id: NoteNode['id']): string {
  switch (id) {
    case 'empty':
      return l10n.t('No import jobs');
    case 'noMatch':
      return l10n.t('No recent import jobs match the filter');
    case 'older':
      return l10n.t('Older import jobs are in the Jobs view');
  }
}

function noteItem({ id }: NoteNode): TreeItem {
  const text = noteText(id);
  const item = new TreeItem('');
  item.id = id;
  item.description = text;
  item.accessibilityInformation = { label: text };
  item.tooltip = new MarkdownString(text);
  return item;
}
