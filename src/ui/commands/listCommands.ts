import { commands, ProgressLocation, window } from 'vscode';
import { Disposables, type Disposable } from '../../core/disposable';
import { explain } from '../../core/explain';
import { failureOf } from '../../core/failure';
import type { DetailsPanels } from '../details/detailsPanels';
import { withoutLinks } from '../inert';
import { viewId, type JobsView } from '../tree/jobsView';
import type { FolderNode, Node } from '../tree/nodes';
import { isNode, type Targets } from './targets';

interface Parts {
  readonly targets: Targets;
  readonly view: JobsView;
  readonly details: DetailsPanels;
  /** Reads a row and what is below it again; everything without a row. Rejects with a ServiceError. */
  readonly refresh: (node: Node | undefined) => Promise<void>;
}

/** The commands about lists: reading them again, and reading on. */
export function registerListCommands({ targets, view, details, refresh }: Parts): Disposable {
  const lifetime = new Disposables();
  const readAgain = async (node: unknown) => {
    const panel = details.panelOf(node);
    if (panel !== undefined) {
      // It says itself what came of it.
      await panel.refresh();
      return;
    }
    try {
      await window.withProgress({ location: { viewId } }, () => refresh(isNode(node) ? node : undefined));
    } catch (error) {
      const { sentence, next } = explain(failureOf(error));
      void window.showErrorMessage(`The import job could not be read. ${sentence}. ${next}.`);
    }
  };
  lifetime.add(commands.registerCommand('importJobs.refresh', readAgain));
  // The same under the name that it has on the row of a failure.
  lifetime.add(commands.registerCommand('importJobs.tryAgain', readAgain));
  lifetime.add(
    commands.registerCommand('importJobs.loadMore', async (node: unknown) => {
      const list = targets.list(node);
      if (list !== undefined) {
        const isFromRow = isNode(node) && node.kind === 'more';
        await window.withProgress({ location: { viewId } }, () => view.loadMore(list, isFromRow));
      }
    }),
  );
  lifetime.add(
    commands.registerCommand('importJobs.loadAll', async (node: unknown) => {
      const list = targets.list(node);
      if (list !== undefined) {
        await loadAll(list);
      }
    }),
  );
  return lifetime;
}

async function loadAll({ folder }: FolderNode): Promise<void> {
  await window.withProgress(
    { location: ProgressLocation.Notification, title: `Loading all of “${withoutLinks(folder.branch.label)}”`, cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => {
        abort.abort();
      });
      await folder.loadAll(abort.signal, () => {
        progress.report({ message: `${folder.jobCount} jobs so far` });
      });
    },
  );
}
