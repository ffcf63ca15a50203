import * as l10n from '@vscode/l10n';
import { homedir } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Uri, window, workspace } from 'vscode';
import type { Account } from '../../core/connections/account';
import type { Clock } from '../../core/base/clock';
import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/emitter';
import { download, unlessCancelled, type DownloadOptions, type Open } from '../../core/failedRecords/download';
import { DownloadError } from '../../core/failedRecords/downloadFailure';
import {
  downloadMessage,
  explainTooLarge,
  inBytes,
  maxBytes,
  type Destination,
} from '../../core/failedRecords/explainDownload';
import { expectedExtension, fileNameOf, formatOf } from '../../core/failedRecords/format';
import { summaryText, type RecordsSummary } from '../../core/failedRecords/recordsSummary';
import { declaredFormatOf, urlOf, type JobFile } from '../../core/failedRecords/jobFile';
import { saveWhole, tee } from '../../core/failedRecords/streams';
import { failureOf } from '../../core/failures/failure';
import type { Formats } from '../../core/text/formats';
import type { JobStore } from '../../core/jobs/jobStore';
import { nameOf, type JobTarget } from '../jobActions';
import type { Log } from '../log';
import { showError, showInformation, showReadFailure, showWarning } from '../messages';
import { withCancel } from '../withCancel';
import type { RecordsFiles } from './recordsFiles';
import { showSaved } from './savedFile';
import { SummaryItem } from './summaryItem';

interface Dependencies {
  readonly clock: Clock;
  readonly log: Log;
  readonly formats: Formats;
  readonly store: JobStore;
  readonly files: RecordsFiles;
  /** Returns the function that requests the files of an account. */
  readonly openOf: (account: Account) => Promise<Open>;
  /** Streams a file to a local disk, completely or not at all. Resolves to the size in bytes. */
  readonly saveFile: (path: string, chunks: AsyncIterable<Uint8Array>, signal: AbortSignal) => Promise<number>;
  readonly summarize: (chunks: AsyncIterable<Uint8Array>, declaredFormat?: string) => Promise<RecordsSummary>;
}

type Transfer = Required<Pick<DownloadOptions, 'signal' | 'onProgress'>>;

/** Texts that differ by kind of file. */
const fileTexts = {
  failedRecords: {
    save: l10n.t('Save Failed Records As…'),
    saveTitle: l10n.t('Save Failed Records'),
    opening: l10n.t('Opening the failed records'),
    reading: l10n.t('Reading the import job'),
    saving: l10n.t('Saving the failed records'),
    notRead: l10n.t('The failed records could not be read'),
    noEditor: l10n.t(
      'The failed records cannot be shown in an editor: they may not be text. Save them to a file instead.',
    ),
    isSaving: l10n.t('These failed records are already being saved.'),
    saved: (name: string, size: string) => l10n.t('Failed records saved to “{0}” ({1}).', name, size),
  },
  result: {
    save: l10n.t('Save Result As…'),
    saveTitle: l10n.t('Save Result'),
    opening: l10n.t('Opening the result'),
    reading: l10n.t('Reading the job'),
    saving: l10n.t('Saving the result'),
    notRead: l10n.t('The result could not be read'),
    noEditor: l10n.t('The result cannot be shown in an editor: it may not be text. Save it to a file instead.'),
    isSaving: l10n.t('This result is already being saved.'),
    saved: (name: string, size: string) => l10n.t('Result saved to “{0}” ({1}).', name, size),
  },
} as const satisfies Record<JobFile, object>;
const pieceSize = 65_536;
/** Maximum number of jobs whose summaries are kept. */
const maxSummaries = 20;
/** Minimum time in milliseconds between updates of the progress shown. */
const updateInterval = 100;

/**
 * Opens and saves failed-records files and results. Each method notifies the user of the result and resolves to whether it
 * succeeded.
 */
export class FailedRecords implements Disposable {
  readonly #dependencies: Dependencies;
  readonly #disposal = new AbortController();
  /** Names of the files being saved. Each can be saved only once at a time. */
  readonly #saving = new Set<string>();
  /** Summaries of the most recently read files, by job. Kept in memory only. */
  readonly #summaries = new Map<string, RecordsSummary>();
  readonly #changed = new Emitter<undefined>();
  /** Fires when records were counted or a save started or finished. */
  readonly onDidChange = this.#changed.listen;

  readonly #summaryItem: SummaryItem;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#summaryItem = new SummaryItem(dependencies.clock);
  }

  /** Returns the counts of a job's failed records, if its file has been read. */
  summaryOf(target: JobTarget): RecordsSummary | undefined {
    return this.#summaries.get(nameOf(target));
  }

  isSaving(target: JobTarget, file: JobFile): boolean {
    return this.#saving.has(fileNameIn(target, file));
  }

  /** Opens the file in a read-only editor, without writing to disk. */
  async open(target: JobTarget, file: JobFile = 'failedRecords'): Promise<boolean> {
    const { files, log } = this.#dependencies;
    const { opening, noEditor } = fileTexts[file];
    const content = await this.#transfer(opening, target, file, 'editor', async (transfer) =>
      Buffer.concat(await Array.fromAsync(this.#download(target, file, transfer, 'editor'))),
    );
    if (content === undefined) {
      return false;
    }
    const { kind } = formatOf(content, this.#declaredFormatOf(target, file));
    try {
      await files.show(nameOf(target), fileNameOf(target.job.id, kind, file), content);
    } catch {
      // VS Code's message contains the URI and no next step.
      log.info('Failed records or result: no editor could open them.');
      this.#offerToSave(target, file, noEditor);
      return false;
    }
    if (file === 'failedRecords') {
      void this.#summarize(target, pieces(content));
    }
    return true;
  }

  /** Saves to a file that the user chooses, completely or not at all. */
  async save(target: JobTarget, file: JobFile = 'failedRecords'): Promise<boolean> {
    const name = fileNameIn(target, file);
    if (this.#saving.has(name)) {
      void showInformation(fileTexts[file].isSaving);
      return false;
    }
    this.#saving.add(name);
    this.#changed.fire(undefined);
    try {
      return await this.#save(target, file);
    } finally {
      this.#saving.delete(name);
      this.#changed.fire(undefined);
    }
  }

  dispose(): void {
    this.#disposal.abort();
    this.#summaryItem.dispose();
  }

  async #save(target: JobTarget, file: JobFile): Promise<boolean> {
    const { saveFile } = this.#dependencies;
    const { reading, saveTitle, saving } = fileTexts[file];
    const { account, job } = target;
    const extension = await this.#transfer(reading, target, file, 'disk', async ({ signal }) => {
      const read = await unlessCancelled(account.getJob(job), signal);
      if (urlOf(read, file) === undefined) {
        throw new DownloadError({ kind: 'noFile' });
      }
      return expectedExtension(read, file);
    });
    if (extension === undefined) {
      return false;
    }
    const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
    const defaultUri = Uri.joinPath(folder, fileNameOf(job.id, extension, file));
    const uri = await window.showSaveDialog({ title: saveTitle, defaultUri });
    if (uri === undefined) {
      return false;
    }
    const destination = uri.scheme === 'file' ? 'disk' : 'fileSystem';
    const size = await this.#transfer(saving, target, file, destination, (transfer) => {
      const chunks = this.#download(target, file, transfer, destination);
      // Count while saving, because the file may not fit in memory.
      const counted = file === 'failedRecords' ? tee(chunks, (passing) => this.#summarize(target, passing)) : chunks;
      return destination === 'disk'
        ? saveFile(uri.fsPath, counted, transfer.signal)
        : saveWhole(chunks, (content) => workspace.fs.writeFile(uri, content));
    });
    if (size === undefined) {
      return false;
    }
    void showSaved(uri, (name) => fileTexts[file].saved(name, inBytes(size)));
    return true;
  }

  /** Runs work with a cancellable progress notification. On failure, shows an error and resolves to `undefined`. */
  async #transfer<T>(
    title: string,
    target: JobTarget,
    file: JobFile,
    destination: Destination,
    work: (transfer: Transfer) => Promise<T>,
  ): Promise<T | undefined> {
    let signal = this.#disposal.signal;
    try {
      return await withCancel(title, (cancelled, progress) => {
        signal = AbortSignal.any([signal, cancelled]);
        let last = 0;
        const onProgress: Transfer['onProgress'] = (arrived, announced) => {
          const now = performance.now();
          if (now - last >= updateInterval) {
            last = now;
            const message =
              announced === undefined ? inBytes(arrived) : l10n.t('{0} of {1}', inBytes(arrived), inBytes(announced));
            progress.report({ message });
          }
        };
        return work({ signal, onProgress });
      });
    } catch (error) {
      if (!signal.aborted) {
        this.#showFailure(title, error, target, file, destination);
      }
      return undefined;
    }
  }

  #showFailure(title: string, error: unknown, target: JobTarget, file: JobFile, destination: Destination): void {
    const { log } = this.#dependencies;
    if (!(error instanceof DownloadError)) {
      const failure = failureOf(error);
      log.failure(title, failure);
      void showReadFailure(fileTexts[file].notRead, failure);
      return;
    }
    const { failure } = error;
    if (failure.kind === 'noFile') {
      void showInformation(downloadMessage(failure, file));
    } else if (failure.kind !== 'tooLarge') {
      log.info(`${title}: ${JSON.stringify(failure)}`);
      void showError(downloadMessage(failure, file));
    } else {
      const { sentence, next } = explainTooLarge(destination, file);
      const message = `${sentence}. ${next}.`;
      if (destination === 'disk') {
        void showWarning(message);
      } else {
        this.#offerToSave(target, file, message);
      }
    }
  }

  /** Offers to save a file. Does not wait, because a notification can stay in the notification center for hours. */
  #offerToSave(target: JobTarget, file: JobFile, message: string): void {
    const { save } = fileTexts[file];
    showWarning(message, save)
      .then((choice) => choice === save && this.save(target, file))
      .catch(() => undefined);
  }

  async *#download(
    target: JobTarget,
    file: JobFile,
    transfer: Transfer,
    destination: Destination,
  ): AsyncGenerator<Uint8Array> {
    const { clock, openOf } = this.#dependencies;
    yield* download({
      ...transfer,
      freshUrl: async () => urlOf(await target.account.getJob(target.job), file),
      open: await openOf(target.account),
      clock,
      limit: maxBytes[destination],
    });
  }

  /** Returns the job's format from the store, which has it once the job was read for its link. */
  #declaredFormatOf({ account, job }: JobTarget, file: JobFile): string | undefined {
    const known = this.#dependencies.store.get(account.connection.id, job.key);
    return known && declaredFormatOf(known, file);
  }

  /** Shows a summary in the status bar, such as "1,204 failed records, 3 reasons", and keeps it for the panel. */
  async #summarize(target: JobTarget, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const { formats, log, summarize } = this.#dependencies;
    try {
      const summary = await summarize(chunks, this.#declaredFormatOf(target, 'failedRecords'));
      const name = nameOf(target);
      this.#summaries.delete(name);
      this.#summaries.set(name, summary);
      for (const oldest of [...this.#summaries.keys()].slice(0, -maxSummaries)) {
        this.#summaries.delete(oldest);
      }
      this.#changed.fire(undefined);
      const text = summaryText(summary, formats.count);
      if (text !== undefined) {
        this.#summaryItem.show(text, target);
      }
    } catch {
      // The file is complete even if its records cannot be counted.
      log.info('Failed records: they could not be counted.');
    }
  }
}

/** Returns a name for a job's file, unique across connections. */
function fileNameIn(target: JobTarget, file: JobFile): string {
  return `${file} ${nameOf(target)}`;
}

/** Yields a file in pieces, so that other work can run in between. */
async function* pieces(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < content.length; start += pieceSize) {
    await setImmediate();
    yield content.subarray(start, start + pieceSize);
  }
}
