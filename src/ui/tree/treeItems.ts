import { MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Account } from '../../core/connections/account';
import { explain } from '../../core/failures/explain';
import type { ServiceFailure } from '../../core/failures/failure';
import type { Formats } from '../../core/text/formats';
import type { ImportJob } from '../../core/jobs/job';
import type { JobStore } from '../../core/jobs/jobStore';
import type { Paces } from '../../core/polling/paces';
import { plain } from '../../core/text/plainText';
import { escapeMarkdown } from '../escape';
import { contextValue } from './contextValue';
import type { Expansion } from './expansion';
import { failureItem } from './failureItem';
import { jobItem, jobTooltip, hasVisibleChange } from './jobItem';
import type { AccountNode, FolderNode, LoadingNode, MoreNode, Node } from './nodes';
import { rowCommand } from './rowClick';
import { warningIcon } from './stateIcons';
import { tooltip, type TooltipLine } from './tooltip';

export class TreeItems {
  readonly #store: JobStore;
  readonly #paces: Paces;
  readonly #formats: Formats;
  readonly #now: () => number;
  readonly #expansion: Expansion;

  /** @param now milliseconds since the epoch */
  constructor(store: JobStore, paces: Paces, formats: Formats, now: () => number, expansion: Expansion) {
    this.#store = store;
    this.#paces = paces;
    this.#formats = formats;
    this.#now = now;
    this.#expansion = expansion;
  }

  itemOf(node: Node): TreeItem {
    switch (node.kind) {
      case 'account':
        return this.#expandable(accountItem(node));
      case 'folder':
        return this.#expandable(folderItem(node));
      case 'job': {
        const job = this.#store.get(node.account.connection.id, node.key);
        return job === undefined ? missingJobItem(node.id) : jobItem(node, job, node.account.connection, this.#formats);
      }
      case 'more':
        return moreItem(node);
      case 'loading':
        return loadingItem(node);
      case 'failure':
        return failureItem(node);
      case 'empty':
        return noteItem(node.id, node.parent.folder.branch.emptyText);
    }
  }

  /** Adds the tooltip once the user hovers over the row. */
  resolve(item: TreeItem, node: Node): TreeItem {
    if (node.kind === 'job') {
      const { id } = node.account.connection;
      const job = this.#store.get(id, node.key);
      if (job !== undefined) {
        item.tooltip = jobTooltip(job, this.#paces.of(id, job), this.#formats, this.#now());
      }
    }
    return item;
  }

  /** Expands or collapses an item as the user left it. */
  #expandable(item: TreeItem): TreeItem {
    const isExpanded = item.id === undefined ? undefined : this.#expansion.isExpanded(item.id);
    if (isExpanded !== undefined) {
      item.collapsibleState = isExpanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
    }
    return item;
  }

  /** Whether a row is expanded only because it was before the window was loaded. */
  isRestored(id: string): boolean {
    return this.#expansion.isRestored(id);
  }

  hasVisibleChange(before: ImportJob, after: ImportJob): boolean {
    return hasVisibleChange(before, after, this.#formats);
  }
}

function accountItem({ id, account }: AccountNode): TreeItem {
  const { connection } = account;
  const item = new TreeItem(plain(connection.label), TreeItemCollapsibleState.Expanded);
  item.id = id;
  item.iconPath = new ThemeIcon(connection.kind === 'sample' ? 'beaker' : 'account');
  const failure = failureOf(account);
  item.contextValue = contextValue({
    connection: true,
    diagnosable: connection.problem === undefined,
    policy: connection.kind === 'aws' && connection.problem === undefined,
    refreshable: connection.problem === undefined,
    removable: connection.kind === 'aws',
    // Unknown until the connection was opened.
    signIn: connection.kind === 'aws' && connection.problem === undefined && account.canSignIn !== false,
    sample: connection.kind === 'sample',
    signedOut: failure !== undefined && explain(failure).step === 'signIn',
  });
  item.tooltip =
    connection.kind === 'sample'
      ? tooltip('Sample account', [['About', 'Generated sample data; no network access.']])
      : tooltip(connection.label, [
          ['Profile', connection.profile ?? 'default credential chain'],
          ['Region', connection.region],
          ...failureLines(failure),
        ]);
  if (failure !== undefined) {
    markFailed(item, connection.label, failure, explain(failure).label);
  }
  if (connection.kind === 'sample') {
    item.description = 'sample data';
  }
  return item;
}

function folderItem({ id, folder, parent }: FolderNode): TreeItem {
  const { branch } = folder;
  const isOpen = parent.kind === 'account' && branch.fixed !== undefined;
  const item = new TreeItem(
    plain(branch.label),
    isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  );
  item.id = id;
  item.iconPath = new ThemeIcon(branch.icon);
  if (branch.description !== undefined) {
    item.description = plain(branch.description);
  }
  const failure = folder.failure;
  item.contextValue = contextValue({ refreshable: true, more: folder.isRead && folder.hasMore });
  item.tooltip = tooltip(branch.label, [
    ['About', branch.description],
    ...failureLines(failure),
    ...(branch.facts ?? []).map(({ label, value }): TooltipLine => [label, value]),
  ]);
  // The failure's own row is below everything read before, so it may be out of sight.
  if (failure !== undefined && failure.kind !== 'serviceEnded') {
    markFailed(item, branch.label, failure, folder.isRead ? 'refresh failed' : 'could not be read');
  }
  return item;
}

/** Returns an account's failure. An invalid entry of the setting is one, without any request. */
function failureOf({ connection, failure }: Account): ServiceFailure | undefined {
  return connection.problem === undefined ? failure : { kind: 'setting', reason: connection.problem };
}

function failureLines(failure: ServiceFailure | undefined): readonly TooltipLine[] {
  if (failure === undefined) {
    return [];
  }
  const { sentence, next } = explain(failure);
  return [
    ['Problem', sentence],
    ['What to do', next],
  ];
}

/** Marks a row that has a failure below it, with its icon, description and accessible label. */
function markFailed(item: TreeItem, label: string, failure: ServiceFailure, what: string): void {
  const before = typeof item.description === 'string' ? [item.description] : [];
  const { sentence, next } = explain(failure);
  item.iconPath = warningIcon;
  item.description = [what, ...before].map(plain).join(' · ');
  item.accessibilityInformation = {
    // The label and the sentence can be the same.
    label: [...new Set([label, what, sentence, next, ...before].map(plain))].join(', '),
  };
}

function moreItem(node: MoreNode): TreeItem {
  const isLoading = node.parent.folder.state.kind === 'loading';
  const item = new TreeItem(isLoading ? 'Loading…' : 'Load more…');
  item.id = node.id;
  item.iconPath = new ThemeIcon(isLoading ? 'loading~spin' : 'ellipsis');
  item.contextValue = contextValue({ more: true });
  item.accessibilityInformation = {
    label: `${isLoading ? 'Loading' : 'Load more'}, ${plain(node.parent.folder.branch.label)}`,
  };
  item.command = rowCommand(node);
  return item;
}

function loadingItem({ id }: LoadingNode): TreeItem {
  const item = new TreeItem('Loading…');
  item.id = id;
  item.iconPath = new ThemeIcon('loading~spin');
  return item;
}

function noteItem(id: string, text: string): TreeItem {
  const item = new TreeItem('');
  item.id = id;
  item.description = text;
  item.accessibilityInformation = { label: text };
  item.tooltip = new MarkdownString(escapeMarkdown(text));
  return item;
}

function missingJobItem(id: string): TreeItem {
  return noteItem(id, 'Job no longer available');
}
