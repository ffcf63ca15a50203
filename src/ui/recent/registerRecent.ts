import { window, type TreeView } from 'vscode';
import { Disposables, type Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/emitter';
import type { Lazy } from '../../core/base/lazy';
import type { Viewers } from '../viewers';
import type { Recent } from './recent';
import type { RecentRow } from './recentRows';
import { recentViewId } from './recentViewId';

/** Registers the Recent view. Its code is loaded when the view is first opened. */
export function registerRecent(
  loaded: Lazy<Disposable & { readonly recent: Recent }>,
  viewers: Viewers,
  onDidChangeVisibility: () => void,
): Disposable {
  const lifetime = new Disposables();
  const changed = new Emitter<RecentRow[] | undefined>();
  let attached: Recent | undefined;
  const load = async () => {
    const { recent } = await loaded.get();
    if (attached === undefined) {
      attached = recent;
      lifetime.add(recent.tree.onDidChangeTreeData((rows) => changed.fire(rows)));
      recent.attach(view);
    }
    return recent.tree;
  };
  const view: TreeView<RecentRow> = window.createTreeView<RecentRow>(recentViewId, {
    treeDataProvider: {
      onDidChangeTreeData: changed.listen,
      getChildren: async (row) => (await load()).getChildren(row),
      getTreeItem: async (row) => (await load()).getTreeItem(row),
      getParent: async (row) => (await load()).getParent(row),
      resolveTreeItem: async (item, row) => (await load()).resolveTreeItem(item, row),
    },
    showCollapseAll: true,
    canSelectMany: true,
  });
  lifetime.add(view);
  viewers.add({
    get isVisible() {
      return view.visible;
    },
  });
  lifetime.add(
    view.onDidChangeVisibility(({ visible }) => {
      onDidChangeVisibility();
      if (visible) {
        void load();
      }
    }),
  );
  return lifetime;
}
