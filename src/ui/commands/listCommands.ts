import { window } from 'vscode';
import { failureOf } from '../../core/failure';
import type { Formats } from '../../core/formats';
import type { LongRead } from '../../core/pagedList';
import { readSoFar } from '../../core/readSoFar';
import type { DetailsPanels } from '../details/detailsPanels';
import { escapeLinks } from '../escape';
import { viewId, type JobsView } from '../tree/jobsView';
import type { FolderNode, Node } from '../tree/nodes';
import type { Handlers } from './names';
import { isNode, type Targets } from './targets';
import { showReadFailure } from '../messages';
import { withCancel } from '../progress';

/** Number of items from which on a refresh can be cancelled: a service can give a few pages at once, and then one a second. */
const longRefresh = 500;

interface Parts {
  readonly targets: Targets;
  readonly view: JobsView;
  readonly details: DetailsPanels;
  readonly formats: Formats;
  /** Refreshes a row and what is below it; everything without a row. Rejects with a ServiceError. */
  readonly refresh: (node: Node | undefined, how?: LongRead) => Promise<void>;
}

/** The commands about lists: reading them again, and reading on. */
export function listCommands({ targets, view, details, formats, refresh }: Parts) {
  const readAgain = async (node: unknown) => {
    const panel = details.panelOf(node);
    if (panel !== undefined) {
      // It says itself what came of it.
      await panel.refresh();
      return;
    }
    try {
      await refreshCancellably((how) => refresh(isNode(node) ? node : undefined, how), formats);
    } catch (error) {
      void showReadFailure('The import job', failureOf(error));
    }
  };
  return {
    refresh: readAgain,
    // The same under the name that it has on the row of a failure.
    tryAgain: readAgain,
    loadMore: async (node) => {
      const list = await targets.list(node);
      if (list !== undefined) {
        const isFromRow = isNode(node) && node.kind === 'more';
        await window.withProgress({ location: { viewId } }, () => view.loadMore(list, isFromRow));
      }
    },
    loadAll: async (node) => {
      const list = await targets.list(node);
      if (list !== undefined) {
        await loadAll(list, formats);
      }
    },
  } satisfies Partial<Handlers>;
}

/** Shows that a refresh is in progress: in the view, and in a notification with Cancel once it turns out to be long. */
async function refreshCancellably(refresh: (how: LongRead) => Promise<void>, formats: Formats): Promise<void> {
  const abort = new AbortController();
  const { promise: done, resolve } = Promise.withResolvers<undefined>();
  let show: ((count: number) => void) | undefined;
  const onPage = (count: number) => {
    if (show === undefined && count >= longRefresh) {
      show = () => undefined;
      void withCancel('Refreshing', (cancelled, report) => {
        cancelled.addEventListener('abort', () => abort.abort());
        show = (read) => report(`${formats.count(read)} items so far`);
        return done;
      });
    }
    show?.(count);
  };
  try {
    await window.withProgress({ location: { viewId } }, () => refresh({ signal: abort.signal, onPage }));
  } finally {
    resolve(undefined);
  }
}

async function loadAll({ folder }: FolderNode, formats: Formats): Promise<void> {
  await withCancel(`Loading all of “${escapeLinks(folder.branch.label)}”`, (signal, report) =>
    folder.loadAll(signal, () => report(readSoFar(folder.branch.itemNoun, folder.readCount, formats.count))),
  );
}
