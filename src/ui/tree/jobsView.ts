import { window, type TreeView } from 'vscode';
import type { Disposable } from '../../core/disposable';
import type { JobTree } from './jobTree';
import type { FolderNode, Node } from './nodes';

export const viewId = 'importJobs.jobs';

/** The Jobs view: what is selected in it, whether it is on screen, and how its lists grow. */
export class JobsView implements Disposable {
  readonly #tree: JobTree;
  readonly #view: TreeView<Node>;

  constructor(tree: JobTree) {
    this.#tree = tree;
    this.#view = window.createTreeView(viewId, { treeDataProvider: tree, showCollapseAll: true, canSelectMany: true });
  }

  get isVisible(): boolean {
    return this.#view.visible;
  }

  get selection(): readonly Node[] {
    return this.#view.selection;
  }

  onDidChangeVisibility(listener: () => void): Disposable {
    return this.#view.onDidChangeVisibility(listener);
  }

  /** Reads the next page of a list. From its last row, the focus goes to the row above, and so stays where the list was. */
  async loadMore(folder: FolderNode, isFromRow: boolean): Promise<void> {
    const last = isFromRow && this.#view.visible ? this.#tree.jobRows(folder).at(-1) : undefined;
    if (last !== undefined) {
      await this.#view.reveal(last, { select: true, focus: true });
    }
    await folder.folder.loadMore();
  }

  dispose(): void {
    this.#view.dispose();
  }
}
