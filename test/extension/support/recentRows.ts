import assert from 'node:assert/strict';
import { commands, type TreeItem } from 'vscode';
import type { RecentRow } from '../../../src/ui/recent/recentRows';
import { eventually } from '../../support/eventually';
import type { Host } from './host';

/** A row of the Recent view as VS Code shows it. */
export interface ShownRow {
  readonly node: RecentRow;
  readonly item: TreeItem;
  /** Its label and its description. */
  readonly text: string;
}

/** The Recent view, operated like a user does. */
export class RecentView {
  constructor(private readonly host: Host) {}

  /** Opens the view and waits until everything was read. */
  async open(): Promise<void> {
    await this.openOnly();
    const { tree } = await this.host.extension.recent();
    await this.host.until(async () => {
      const rows = await this.rows();
      assert.ok(tree.getChildren().length > 0 && rows.every(({ text }) => !text.startsWith('Loading')));
    });
  }

  /** Opens the view. */
  async openOnly(): Promise<void> {
    await commands.executeCommand('importJobs.recent.focus');
    await this.#becomesVisible(true);
  }

  async close(): Promise<void> {
    if (this.host.extension.recentView.visible) {
      await commands.executeCommand('importJobs.recent.removeView');
      await this.#becomesVisible(false);
    }
  }

  /** Returns all rows from top to bottom, with every day expanded. */
  async rows(): Promise<readonly ShownRow[]> {
    const { tree } = await this.host.extension.recent();
    const nodes = tree.getChildren().flatMap((node) => [node, ...tree.getChildren(node)]);
    return nodes.map((node) => {
      const item = tree.getTreeItem(node);
      const { label, description } = item;
      const parts = [typeof label === 'string' ? label : '', typeof description === 'string' ? description : ''];
      return {
        node,
        item,
        text: parts
          .filter((part) => part !== '')
          .join(' | ')
          .replace(/\s/gu, ' '),
      };
    });
  }

  async texts(): Promise<readonly string[]> {
    return (await this.rows()).map(({ text }) => text);
  }

  /** Selects a row like a click. */
  async select({ node }: ShownRow): Promise<void> {
    const { tree } = await this.host.extension.recent();
    const { recentView } = this.host.extension;
    await tree.reveal(() => recentView.reveal(node, { select: true, focus: true }));
    await eventually(() => {
      assert.deepEqual(recentView.selection, [node]);
    });
  }

  /** Clicks a row. */
  async click(row: ShownRow): Promise<void> {
    await this.select(row);
    await commands.executeCommand('importJobs.openRecentRow');
  }

  async #becomesVisible(isVisible: boolean): Promise<void> {
    await eventually(() => {
      assert.equal(this.host.extension.recentView.visible, isVisible);
    }, 5_000);
  }
}
