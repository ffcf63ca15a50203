import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { CancellationTokenSource, MarkdownString, TreeItemCollapsibleState, type TreeItem } from 'vscode';
import type { TestApi } from '../../../src/main';
import type { Node } from '../../../src/ui/tree/nodes';

/** A row as VS Code shows it. */
export interface Row {
  readonly node: Node;
  readonly item: TreeItem;
  readonly level: number;
  /** Its label, which stays the same while the description changes. */
  readonly label: string;
  /** Accessible name. */
  readonly name: string;
  /** `undefined` for rows that cannot have children. */
  readonly expanded: boolean | undefined;
}

type Tree = TestApi['tree'];

/** Returns the rows directly below a row, or the connections. Reads a list that was not read before, like expanding it. */
export async function rowsBelow(tree: Tree, parent?: Row): Promise<readonly Row[]> {
  const node = parent?.node;
  // Begins to read; unknown rows are available once their change is fired.
  tree.getChildren(node);
  if (node?.kind === 'account') await node.account.sources().catch(() => undefined);
  if (node?.kind === 'folder' && !node.folder.isRead) await node.folder.loadMore();
  await setImmediate();
  return tree.getChildren(node).map((node) => rowOf(tree, node, (parent?.level ?? 0) + 1));
}

/** Returns all rows from top to bottom, with every list expanded that has been read. */
export async function allRows(tree: Tree, parent?: Row): Promise<readonly Row[]> {
  const rows = await rowsBelow(tree, parent);
  const below = rows.map(async (row) => [row, ...(row.expanded === true ? await allRows(tree, row) : [])]);
  return (await Promise.all(below)).flat();
}

function rowOf(tree: Tree, node: Node, level: number): Row {
  const item = tree.getTreeItem(node);
  const { label, description, accessibilityInformation, collapsibleState } = item;
  const text = typeof label === 'string' ? label : (label?.label ?? '');
  const said = [text, typeof description === 'string' ? description : ''].filter((part) => part !== '').join(' ');
  return {
    node,
    item,
    level,
    label: text,
    name: accessibilityInformation?.label ?? said,
    expanded: isExpanded(node, collapsibleState),
  };
}

function isExpanded(node: Node, state: TreeItem['collapsibleState']): boolean | undefined {
  if (state === undefined || state === TreeItemCollapsibleState.None) return undefined;
  if (state === TreeItemCollapsibleState.Expanded) return true;
  return node.kind === 'folder' && (node.folder.isRead || node.folder.failure !== undefined);
}

export function jobIdOf({ name }: Pick<Row, 'name'>): string | undefined {
  return /, job ([^,]+)/.exec(name)?.[1];
}

/** Returns a row's tooltip, which VS Code requests on hover. */
export function tooltipOf(tree: Tree, { item, node }: Row): readonly string[] {
  return linesOf(tree.resolveTreeItem(item, node, new CancellationTokenSource().token).tooltip);
}

/** Returns the lines of text in the extension's Markdown. */
export function linesOf(tooltip: unknown): readonly string[] {
  assert.ok(tooltip instanceof MarkdownString);
  const text = tooltip.value.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  return text.split('\n').flatMap((line) => line.replaceAll(/\s+/g, ' ').trim() || []);
}
