import * as l10n from '@vscode/l10n';
import { window, type Uri } from 'vscode';
import type { Accounts } from '../../core/connections/accounts';
import type { Connection } from '../../core/connections/connection';
import type { OpenCopies } from '../../core/copies/openCopies';
import { failureOf } from '../../core/failures/failure';
import type { Log } from '../log';
import { escapeLinks } from '../escape';
import { showReadFailure } from '../messages';
import type { JobsView } from '../tree/jobsView';
import { withCancel } from '../withCancel';

export interface OpenCopyDependencies {
  readonly accounts: Accounts;
  readonly copies: OpenCopies;
  readonly view: JobsView;
  readonly log: Log;
  /** Reads a file. Rejects with a ServiceError, or when the signal is aborted. */
  readonly readCopy: (uri: string, signal: AbortSignal, onProgress: (fraction: number) => void) => Promise<Connection>;
}

/** Lets the user choose files to open; none if cancelled. */
export async function pickCopies(): Promise<readonly Uri[]> {
  const chosen = await window.showOpenDialog({
    title: l10n.t('Open a Saved Copy'),
    openLabel: l10n.t('Open'),
    canSelectMany: true,
    filters: { JSON: ['json', 'jsonl', 'ndjson'], [l10n.t('All Files')]: ['*'] },
  });
  return chosen ?? [];
}

/** Opens saved copies and reveals the last one. Shows an error for each file that cannot be read. */
export async function openCopies(uris: readonly Uri[], dependencies: OpenCopyDependencies): Promise<void> {
  const { accounts, copies, view } = dependencies;
  let opened: Connection | undefined;
  for (const uri of uris) {
    const connection = await readCopy(uri, dependencies);
    if (connection !== undefined) {
      copies.add(connection);
      opened = connection;
    }
  }
  const account = opened && accounts.get(opened.id);
  await (account && view.openFirstList(account));
}

/** Reads a file; resolves to `undefined` if it was cancelled or failed. */
async function readCopy(uri: Uri, { readCopy: read, log }: OpenCopyDependencies): Promise<Connection | undefined> {
  const name = uri.path.split('/').at(-1) ?? '';
  return withCancel(l10n.t('Opening “{0}”', escapeLinks(name)), async (signal, progress) => {
    let reported = 0;
    try {
      return await read(uri.toString(), signal, (fraction) => {
        const percent = Math.floor(fraction * 100);
        if (percent > reported) {
          progress.report({ increment: percent - reported });
          reported = percent;
        }
      });
    } catch (error) {
      if (!signal.aborted) {
        const failure = failureOf(error);
        log.failure('Opening a saved copy', failure);
        void showReadFailure(l10n.t('The saved copy could not be opened'), failure);
      }
      return undefined;
    }
  });
}
