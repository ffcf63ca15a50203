import { window } from 'vscode';
import { Disposables, type Disposable } from '../../core/base/disposable';
import type { Lazy } from '../../core/base/lazy';
import type { JobsView } from '../tree/jobsView';
import type { DetailsPanels } from './detailsPanels';
import { viewType } from './viewType';

/** Registers what uses the panels before they are loaded: restoring them after a reload, and the view's selection. */
export function registerDetails(
  view: JobsView,
  loaded: Lazy<Disposable & { readonly details: DetailsPanels }>,
): Disposable {
  const lifetime = new Disposables();
  lifetime.add(
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state) => {
        const { details } = await loaded.get();
        details.restore(panel, state);
      },
    }),
  );
  lifetime.add(
    view.onDidSelectJob((node) => {
      // Selecting a job does not load the panels.
      loaded.ifMade?.details.follow(node);
    }),
  );
  return lifetime;
}
