import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import { failureOf } from '../../core/failures/failure';
import type { Formats } from '../../core/text/formats';
import type { LongRead } from '../../core/jobs/pagedList';
import { escapeLinks } from '../escape';
import { viewId } from '../tree/jobsViewId';
import type { FolderNode } from '../tree/nodes';
import type { CommandContext } from './context';
import type { Handlers } from './names';
import { isNode } from './targets';
import { showReadFailure } from '../messages';
import { withCancel } from '../withCancel';

/** Minimum number of items for a cancellable refresh. Services may return a few pages at once, then one per second. */
const longRefresh = 500;

/** Commands that refresh lists and load more of them. */
export function listCommands({ targets, view, recent, details, formats, refresh }: CommandContext) {
  const refreshRow = async (node: unknown) => {
    const panel = details.panelOf(node);
    if (panel !== undefined) {
      // The panel shows the result itself.
      await panel.refresh();
      return;
    }
    try {
      const row = isNode(node) ? node : undefined;
      const refreshing = row === undefined ? recent.refresh() : undefined;
      await refreshCancellably((how) => refresh(row, how), formats);
      await refreshing;
    } catch (error) {
      void showReadFailure(l10n.t('The import job could not be read'), failureOf(error));
    }
  };
  return {
    refresh: refreshRow,
    // The same command, with its own label on a failure's row.
    tryAgain: refreshRow,
    refreshRecent: () => recent.refresh(),
    stopLoading: () => recent.stopLoading(),
    loadMore: async (node) => {
      const list = await targets.list('loadMore', node);
      if (list !== undefined) {
        const isFromRow = isNode(node) && node.kind === 'more';
        await window.withProgress({ location: { viewId } }, () => view.loadMore(list, isFromRow));
      }
    },
    loadAll: async (node) => {
      const list = await targets.list('loadAll', node);
      if (list !== undefined) {
        await loadAll(list, formats);
      }
    },
  } satisfies Partial<Handlers>;
}

/** Shows progress in the view and, once the refresh turns out to be long, in a notification with a Cancel button. */
async function refreshCancellably(refresh: (how: LongRead) => Promise<void>, formats: Formats): Promise<void> {
  const abort = new AbortController();
  const { promise: done, resolve } = Promise.withResolvers<undefined>();
  let show: ((count: number) => void) | undefined;
  const onPage = (count: number) => {
    if (show === undefined && count >= longRefresh) {
      show = () => undefined;
      void withCancel(l10n.t('Refreshing'), (cancelled, progress) => {
        cancelled.addEventListener('abort', () => abort.abort());
        show = (read) => progress.report({ message: l10n.t('{0} loaded', formats.count(read)) });
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
  await withCancel(l10n.t('Loading all of “{0}”', escapeLinks(folder.branch.label)), (signal, progress) =>
    folder.loadAll(signal, () => progress.report({ message: l10n.t('{0} loaded', formats.count(folder.readCount)) })),
  );
}
