import { homedir } from 'node:os';
import * as l10n from '@vscode/l10n';
import { Uri, window, workspace, type QuickPickItem } from 'vscode';
import type { Account } from '../../core/connections/account';
import type { Clock } from '../../core/base/clock';
import { collectCopy, type CopyScope } from '../../core/copies/collectCopy';
import { copyChunks } from '../../core/copies/writeCopy';
import { DownloadError } from '../../core/failedRecords/downloadFailure';
import { explainDownload, inBytes } from '../../core/failedRecords/explainDownload';
import { saveWhole } from '../../core/failedRecords/streams';
import { failureOf } from '../../core/failures/failure';
import type { JobStore } from '../../core/jobs/jobStore';
import type { Formats } from '../../core/text/formats';
import { plural } from '../../core/text/plural';
import { showSaved } from '../failedRecords/savedFile';
import { escapeLinks } from '../escape';
import type { Log } from '../log';
import { showError, showReadFailure, showWarning } from '../messages';
import { pickOne } from '../quickPick';
import { withCancel } from '../withCancel';

export interface SaveCopyDependencies {
  readonly store: JobStore;
  readonly formats: Formats;
  readonly clock: Clock;
  readonly log: Log;
  readonly saveFile: (path: string, chunks: AsyncIterable<Uint8Array>, signal: AbortSignal) => Promise<number>;
}

/** Saves the jobs of an account to a file that the user chooses, completely or not at all. */
export async function saveCopy(account: Account, dependencies: SaveCopyDependencies): Promise<void> {
  const scope = await pickScope(account, dependencies);
  const uri = scope && (await pickFile(account, dependencies.clock.now()));
  if (scope === undefined || uri === undefined) {
    return;
  }
  try {
    const saved = await withCancel(
      l10n.t('Saving a copy of “{0}”', escapeLinks(account.connection.label)),
      async (signal, progress) => {
        try {
          return await collectAndSave(
            account,
            scope,
            uri,
            signal,
            (message) => progress.report({ message }),
            dependencies,
          );
        } catch (error) {
          if (signal.aborted) {
            return undefined;
          }
          throw error;
        }
      },
    );
    if (saved !== undefined) {
      await showResult(uri, saved, dependencies.formats);
    }
  } catch (error) {
    showFailure(error, dependencies.log);
  }
}

interface Saved {
  readonly jobs: number;
  readonly bytes: number;
  readonly failed: { readonly lists: number; readonly jobs: number };
}

async function collectAndSave(
  account: Account,
  scope: CopyScope,
  uri: Uri,
  signal: AbortSignal,
  report: (message: string) => void,
  { store, formats, clock, saveFile }: SaveCopyDependencies,
): Promise<Saved> {
  const { copy, failed } = await collectCopy(account, store, {
    scope,
    signal,
    now: () => clock.now(),
    onProgress: (done, total) =>
      report(
        total === undefined
          ? jobsText(done, formats)
          : l10n.t('Details: {0} of {1}', formats.count(done), formats.count(total)),
      ),
  });
  const chunks = copyChunks(copy);
  const bytes =
    uri.scheme === 'file'
      ? await saveFile(uri.fsPath, chunks, signal)
      : await saveWhole(chunks, (content) => workspace.fs.writeFile(uri, content));
  return { jobs: copy.jobs.size, bytes, failed };
}

async function pickScope(account: Account, { store, formats }: SaveCopyDependencies): Promise<CopyScope | undefined> {
  const loaded = store.jobsOf(account.connection.id).length;
  const items: readonly (QuickPickItem & { readonly scope: CopyScope })[] = [
    ...(loaded === 0
      ? []
      : [{ scope: 'loaded' as const, label: l10n.t('Loaded jobs'), description: jobsText(loaded, formats) }]),
    {
      scope: 'lists',
      label: l10n.t('All jobs'),
      detail: l10n.t('Loads all lists first.'),
    },
    {
      scope: 'details',
      label: l10n.t('All jobs with details'),
      detail: l10n.t('Loads all lists, then each job that lacks details. This can take a long time.'),
    },
  ];
  return (await pickOne(items, l10n.t('Save a Copy'), l10n.t('Select the jobs to save')))?.scope;
}

async function pickFile({ connection }: Account, now: number): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
  const name = connection.label
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/gu, '')
    .slice(0, 100);
  const date = new Date(now).toISOString().slice(0, 10);
  return window.showSaveDialog({
    title: l10n.t('Save a Copy'),
    defaultUri: Uri.joinPath(folder, `import-jobs-${name}-${date}.json`),
    filters: { JSON: ['json'] },
  });
}

async function showResult(uri: Uri, { jobs, bytes, failed }: Saved, formats: Formats): Promise<void> {
  const notes = [
    ...(failed.lists === 0
      ? []
      : [
          plural(
            failed.lists,
            l10n.t('{0} list could not be read; its row says why.', formats.count(failed.lists)),
            l10n.t('{0} lists could not be read; their rows say why.', formats.count(failed.lists)),
          ),
        ]),
    ...(failed.jobs === 0
      ? []
      : [
          plural(
            failed.jobs,
            l10n.t('{0} job was saved without its details.', formats.count(failed.jobs)),
            l10n.t('{0} jobs were saved without their details.', formats.count(failed.jobs)),
          ),
        ]),
  ];
  if (notes.length > 0) {
    void showWarning(notes.join(' '));
  }
  await showSaved(uri, (name) =>
    plural(
      jobs,
      l10n.t('{0} import job saved to “{1}” ({2}).', formats.count(jobs), name, inBytes(bytes)),
      l10n.t('{0} import jobs saved to “{1}” ({2}).', formats.count(jobs), name, inBytes(bytes)),
    ),
  );
}

function showFailure(error: unknown, log: Log): void {
  const what = l10n.t('The copy could not be saved');
  if (error instanceof DownloadError && error.failure.kind !== 'tooLarge') {
    log.info(`Saving a copy: ${JSON.stringify(error.failure)}`);
    const { sentence, next } = explainDownload(error.failure);
    void showError(`${what}. ${sentence}. ${next}.`);
  } else {
    const failure = failureOf(error);
    log.failure('Saving a copy', failure);
    void showReadFailure(what, failure);
  }
}

function jobsText(n: number, { count }: Formats): string {
  return plural(n, l10n.t('{0} job', count(n)), l10n.t('{0} jobs', count(n)));
}
