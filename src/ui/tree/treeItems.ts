import * as l10n from '@vscode/l10n';
import { MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type { Account } from '../../core/connections/account';
import type { Connection } from '../../core/connections/connection';
import { copyText } from '../../core/copies/copyText';
import { explain } from '../../core/failures/explain';
import type { ServiceFailure } from '../../core/failures/failure';
import type { Formats } from '../../core/text/formats';
import type { ImportJob } from '../../core/jobs/job';
import { plain } from '../../core/text/plainText';
import { escapeMarkdown } from '../escape';
import { contextValue } from './contextValue';
import type { Expansion } from './expansion';
import { failureItem } from './failureItem';
import type { JobRows } from './jobRows';
import type { AccountNode, AllNode, FolderNode, LoadingNode, MoreNode, Node } from './nodes';
import { rowCommand } from './rowClick';
import { warningIcon } from './stateIcons';
import { failureLines, tooltip, type TooltipLine } from './tooltip';

/** Draws the rows of the Jobs view. */
export class TreeItems {
  readonly #formats: Formats;
  readonly #expansion: Expansion;
  #jobRows: JobRows | undefined;

  constructor(formats: Formats, expansion: Expansion) {
    this.#formats = formats;
    this.#expansion = expansion;
  }

  /** Sets what draws jobs. Call before any account connects: until then, there are no jobs. */
  useJobRows(jobRows: JobRows): void {
    this.#jobRows = jobRows;
  }

  /** @param startsCollapsed whether the row of a connection is collapsed until the user expands it */
  itemOf(node: Node, startsCollapsed = false): TreeItem {
    switch (node.kind) {
      case 'account':
        return this.#expandable(accountItem(node, startsCollapsed, this.#formats));
      case 'folder':
        return this.#expandable(this.#folderItem(node));
      case 'job':
        return this.#jobRows?.itemOf(node) ?? missingJobItem(node.id);
      case 'more':
        return this.#moreItem(node);
      case 'all':
        return allItem(node);
      case 'loading':
        return loadingItem(node);
      case 'failure':
        return failureItem(node);
      case 'empty':
        return noteItem(node.id, this.#jobRows?.noMatchText(node.parent) ?? node.parent.folder.branch.emptyText);
    }
  }

  /** Adds the tooltip once the user hovers over the row. */
  resolve(item: TreeItem, node: Node): TreeItem {
    if (node.kind === 'folder') {
      item.tooltip = this.#jobRows?.tooltipOfFolder(node.folder);
    } else if (node.kind === 'job') {
      item.tooltip = this.#jobRows?.tooltipOf(node);
    }
    return item;
  }

  #moreItem(node: MoreNode): TreeItem {
    const { folder } = node.parent;
    const item = moreItem(node, this.#formats, this.#jobRows?.matchSoFarText(folder));
    const matches = this.#jobRows?.matchText(folder);
    if (matches !== undefined) {
      // The row is narrow, and its label already says that there is more.
      item.description = matches;
    }
    return item;
  }

  #folderItem(node: FolderNode): TreeItem {
    const item = folderItem(node, this.#jobRows?.matchText(node.folder));
    // The tooltip of a list counts its jobs in progress, so it is created on demand.
    if (!node.folder.isRead || node.folder.branch.fixed !== undefined) {
      item.tooltip = this.#jobRows?.tooltipOfFolder(node.folder);
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

  /** See {@link Expansion}. */
  keepExpanded(id: string): void {
    this.#expansion.keepExpanded(id);
  }

  hasVisibleChange(before: ImportJob, after: ImportJob): boolean {
    return this.#jobRows?.hasVisibleChange(before, after) === true;
  }
}

/** Icons of connections' rows. */
const connectionIcons = { aws: 'account', sample: 'beaker', copy: 'archive' } as const;

function accountItem({ id, account }: AccountNode, startsCollapsed: boolean, formats: Formats): TreeItem {
  const { connection } = account;
  const { Collapsed, Expanded } = TreeItemCollapsibleState;
  const item = new TreeItem(plain(connection.label), startsCollapsed ? Collapsed : Expanded);
  item.id = id;
  item.iconPath = new ThemeIcon(connectionIcons[connection.kind]);
  const failure = failureOf(account);
  item.contextValue = contextValue({
    connection: true,
    copy: connection.kind === 'copy',
    diagnosable: connection.problem === undefined && connection.kind !== 'copy',
    policy: connection.kind === 'aws' && connection.problem === undefined,
    refreshable: connection.problem === undefined && connection.kind !== 'copy',
    removable: connection.kind === 'aws',
    // Whether there is a sign-in is unknown until the connection is opened.
    signIn: connection.kind === 'aws' && connection.problem === undefined && account.canSignIn !== false,
    sample: connection.kind === 'sample',
    signedOut: failure !== undefined && explain(failure).step === 'signIn',
  });
  item.tooltip = tooltip(connection.label, [...connectionLines(connection, formats), ...failureLines(failure)]);
  if (connection.kind === 'copy') {
    item.description = copyText(connection, formats);
  }
  if (failure !== undefined) {
    markFailed(item, connection.label, failure, explain(failure).label);
  }
  if (connection.kind === 'sample') {
    item.description = l10n.t('sample data');
  }
  return item;
}

function connectionLines({ kind, profile, region, copy }: Connection, formats: Formats): readonly TooltipLine[] {
  switch (kind) {
    case 'sample':
      return [l10n.t('Generated sample data, without network access')];
    case 'copy':
      return [
        l10n.t('Read from a file, without network access'),
        [l10n.t('Saved'), copy?.savedAt === undefined ? undefined : formats.time(copy.savedAt)],
        [l10n.t('Region'), region],
        ...(copy?.uris ?? []).map((uri): TooltipLine => [l10n.t('File'), pathOf(uri)]),
      ];
    case 'aws':
      return [
        [l10n.t('Profile'), profile ?? l10n.t('default credential chain')],
        [l10n.t('Region'), region],
      ];
  }
}

function pathOf(uri: string): string {
  const parsed = Uri.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : uri;
}

/** @param matchText text with the number of jobs in the list that match the filter; `undefined` without a filter */
function folderItem({ id, account, folder, parent }: FolderNode, matchText: string | undefined): TreeItem {
  const { branch } = folder;
  const isOpen = parent.kind === 'account' && branch.fixed !== undefined;
  const item = new TreeItem(
    plain(branch.label),
    isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  );
  item.id = id;
  item.iconPath = new ThemeIcon(branch.icon);
  const notes = [branch.description, matchText].filter((note) => note !== undefined);
  if (notes.length > 0) {
    item.description = notes.map(plain).join(' · ');
  }
  const failure = folder.failure;
  item.contextValue = contextValue({
    list: true,
    refreshable: account.connection.kind !== 'copy',
    more: folder.isRead && folder.hasMore,
  });
  // The failure's own row is below everything read before, so it may be out of sight.
  if (failure !== undefined && failure.kind !== 'serviceEnded') {
    markFailed(item, branch.label, failure, folder.isRead ? l10n.t('refresh failed') : l10n.t('could not be read'));
  }
  return item;
}

/** Returns an account's failure. An invalid entry of the setting counts as one before any request. */
function failureOf({ connection, failure }: Account): ServiceFailure | undefined {
  return connection.problem === undefined ? failure : { kind: 'setting', reason: connection.problem };
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

/** @param matchText text with the number of jobs read so far that match the filter; `undefined` without a filter */
function moreItem(node: MoreNode, formats: Formats, matchText: string | undefined): TreeItem {
  const { folder } = node.parent;
  const isLoading = folder.state.kind === 'loading';
  const item = new TreeItem(isLoading ? l10n.t('Loading…') : l10n.t('Load more…'));
  const loaded =
    matchText ?? (folder.readCount === 0 ? undefined : l10n.t('{0} loaded', formats.count(folder.readCount)));
  item.id = node.id;
  if (loaded !== undefined) {
    item.description = loaded;
  }
  item.iconPath = new ThemeIcon(isLoading ? 'loading~spin' : 'ellipsis');
  item.contextValue = contextValue({ more: true });
  item.accessibilityInformation = {
    label: [isLoading ? l10n.t('Loading') : l10n.t('Load more'), plain(folder.branch.label), loaded]
      .filter((part) => part !== undefined)
      .join(', '),
  };
  item.command = rowCommand(node);
  return item;
}

function allItem(node: AllNode): TreeItem {
  const item = new TreeItem(l10n.t('Load all…'));
  item.id = node.id;
  item.iconPath = new ThemeIcon('arrow-down');
  item.contextValue = contextValue({ more: true });
  item.accessibilityInformation = {
    label: [l10n.t('Load all'), plain(node.parent.folder.branch.label)].join(', '),
  };
  item.command = rowCommand(node);
  return item;
}

function loadingItem({ id }: LoadingNode): TreeItem {
  const item = new TreeItem(l10n.t('Loading…'));
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
  return noteItem(id, l10n.t('This job no longer exists'));
}
