import { window, type TreeDataProvider, type TreeView, type TreeViewOptions } from 'vscode';
import { Emitter } from '../core/base/emitter';

/** What a view needs of its rows. */
type Rows<T> = Required<Pick<TreeDataProvider<T>, 'getChildren' | 'getTreeItem' | 'getParent' | 'resolveTreeItem'>> & {
  readonly onDidChangeTreeData: (listener: (rows: T[] | undefined) => void) => unknown;
};

/** Creates a view whose rows are loaded when VS Code first requests them. Later requests reach them synchronously. */
export function lazyTreeView<T>(
  id: string,
  load: () => Promise<Rows<T>>,
  options: Omit<TreeViewOptions<T>, 'treeDataProvider'> = {},
): TreeView<T> {
  const changed = new Emitter<T[] | undefined>();
  let loaded: Rows<T> | undefined;
  const loadNow = async () => {
    const rows = await load();
    if (loaded === undefined) {
      loaded = rows;
      rows.onDidChangeTreeData((each) => changed.fire(each));
    }
    return rows;
  };
  return window.createTreeView<T>(id, {
    ...options,
    showCollapseAll: true,
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.listen,
      getChildren: (row) => loaded?.getChildren(row) ?? loadNow().then((rows) => rows.getChildren(row)),
      getTreeItem: (row) => loaded?.getTreeItem(row) ?? loadNow().then((rows) => rows.getTreeItem(row)),
      getParent: (row) => loaded?.getParent(row),
      resolveTreeItem: (item, row, token) => loaded?.resolveTreeItem(item, row, token) ?? item,
    },
  });
}
