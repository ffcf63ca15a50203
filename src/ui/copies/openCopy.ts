import * as l10n from '@vscode/l10n';
import { window, type Uri } from 'vscode';
import type { Accounts } from '../../core/connections/accounts';
import type { Connection } from '../../core/connections/connection';
import type { OpenCopies } from '../../core/copies/openCopies';
import type { ServiceFailure } from '../../core/failures/failure';
import type { Formats } from '../../core/text/formats';
import { plural } from '../../core/text/plural';
import type { Log } from '../log';
import { escapeLinks } from '../escape';
import { showReadFailure } from '../messages';
import type { JobsView } from '../tree/jobsView';
import { withCancel } from '../withCancel';

export interface OpenCopyDependencies {
  readonly accounts: Accounts;
  readonly copies: OpenCopies;
  readonly view: JobsView;
  readonly formats: Formats;
  readonly log: Log;
  /** Reads files as saved copies. Rejects when the signal is aborted. */
  readonly readCopies: (
    uris: readonly string[],
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ) => Promise<ReadCopies>;
}

interface ReadCopies {
  readonly connections: readonly Connection[];
  /** Failures, one for each file that could not be read. */
  readonly failures: readonly ServiceFailure[];
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

/** Opens saved copies and reveals the last one. Shows an error if files cannot be read. */
export async function openCopies(files: readonly Uri[], dependencies: OpenCopyDependencies): Promise<void> {
  const { accounts, copies, view, log, formats } = dependencies;
  const uris = [...new Set(files.map((file) => file.toString()))];
  if (uris.length === 0) {
    return;
  }
  const [name = ''] = files.map(({ path }) => path.split('/').at(-1));
  const opening = plural(
    uris.length,
    l10n.t('Opening “{0}”', escapeLinks(name)),
    l10n.t('Opening {0} files', formats.count(uris.length)),
  );
  const { connections, failures } = await readCopies(opening, uris, dependencies);
  for (const connection of connections) {
    copies.add(connection);
  }
  for (const failure of failures) {
    log.failure('Opening a saved copy', failure);
  }
  const [failure] = failures;
  if (failure !== undefined) {
    const { length } = failures;
    const what = plural(
      length,
      l10n.t('The saved copy could not be opened'),
      l10n.t('{0} files could not be opened', formats.count(length)),
    );
    void showReadFailure(what, failure);
  }
  const last = connections.at(-1);
  const account = last && accounts.get(last.id);
  await (account && view.openFirstList(account));
}

/** Reads files with progress. Resolves to nothing if the user cancels. */
function readCopies(title: string, uris: readonly string[], dependencies: OpenCopyDependencies): Promise<ReadCopies> {
  return withCancel(title, async (signal, progress) => {
    let reported = 0;
    try {
      return await dependencies.readCopies(uris, signal, (fraction) => {
        const percent = Math.floor(fraction * 100);
        if (percent > reported) {
          progress.report({ increment: percent - reported });
          reported = percent;
        }
      });
    } catch (error) {
      if (signal.aborted) {
        return { connections: [], failures: [] };
      }
      throw error;
    }
  });
}
