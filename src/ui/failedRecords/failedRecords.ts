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

const saveLabel = l10n.t('Save Failed Records As…');
const pieceSize = 65_536;
/** Maximum number of jobs whose summaries are kept. */
const maxSummaries = 20;
/** Minimum time in milliseconds between updates of the progress shown. */
const updateInterval = 100;

/**
 * Opens and saves failed-records files. Each method notifies the user of the result and resolves to whether it
 * succeeded.
 */
export class FailedRecords implements Disposable {
  readonly #dependencies: Dependencies;
  readonly #disposal = new AbortController();
  /** Names of jobs whose records are being saved. Each can be saved only once at a time. */
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

  isSaving(target: JobTarget): boolean {
    return this.#saving.has(nameOf(target));
  }

  /** Opens the file in a read-only editor, without writing to disk. */
  async open(target: JobTarget): Promise<boolean> {
    const { files, log } = this.#dependencies;
    const content = await this.#transfer(l10n.t('Opening the failed records'), target, 'editor', async (transfer) =>
      Buffer.concat(await Array.fromAsync(this.#download(target, transfer, 'editor'))),
    );
    if (content === undefined) {
      return false;
    }
    const { kind } = formatOf(content, this.#declaredFormatOf(target));
    try {
      await files.show(nameOf(target), fileNameOf(target.job.id, kind), content);
    } catch {
      // VS Code's message contains the URI and no next step.
      log.info('Failed records: no editor could open them.');
      this.#offerToSave(
        target,
        l10n.t('The failed records cannot be shown in an editor: they may not be text. Save them to a file instead.'),
      );
      return false;
    }
    void this.#summarize(target, pieces(content));
    return true;
  }

  /** Saves to a file that the user chooses, completely or not at all. */
  async save(target: JobTarget): Promise<boolean> {
    const name = nameOf(target);
    if (this.#saving.has(name)) {
      void showInformation(l10n.t('These failed records are already being saved.'));
      return false;
    }
    this.#saving.add(name);
    this.#changed.fire(undefined);
    try {
      return await this.#save(target);
    } finally {
      this.#saving.delete(name);
      this.#changed.fire(undefined);
    }
  }

  dispose(): void {
    this.#disposal.abort();
    this.#summaryItem.dispose();
  }

  async #save(target: JobTarget): Promise<boolean> {
    const { saveFile } = this.#dependencies;
    const { account, job } = target;
    const extension = await this.#transfer(l10n.t('Reading the import job'), target, 'disk', async ({ signal }) => {
      const read = await unlessCancelled(account.getJob(job), signal);
      if (read.failures?.failedRecordsUrl === undefined) {
        throw new DownloadError({ kind: 'noFile' });
      }
      return expectedExtension(read);
    });
    if (extension === undefined) {
      return false;
    }
    const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
    const defaultUri = Uri.joinPath(folder, fileNameOf(job.id, extension));
    const uri = await window.showSaveDialog({ title: l10n.t('Save Failed Records'), defaultUri });
    if (uri === undefined) {
      return false;
    }
    const destination = uri.scheme === 'file' ? 'disk' : 'fileSystem';
    const size = await this.#transfer(l10n.t('Saving the failed records'), target, destination, (transfer) => {
      const chunks = this.#download(target, transfer, destination);
      return destination === 'disk'
        ? // Counted while saving, because the file may not fit in memory.
          saveFile(
            uri.fsPath,
            tee(chunks, (passing) => this.#summarize(target, passing)),
            transfer.signal,
          )
        : saveWhole(chunks, (content) => workspace.fs.writeFile(uri, content));
    });
    if (size === undefined) {
      return false;
    }
    void showSaved(uri, (name) => l10n.t('Failed records saved to “{0}” ({1}).', name, inBytes(size)));
    return true;
  }

  /** Runs work with a cancellable progress notification. On failure, shows an error and resolves to `undefined`. */
  async #transfer<T>(
    title: string,
    target: JobTarget,
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
        this.#showFailure(title, error, target, destination);
      }
      return undefined;
    }
  }

  #showFailure(title: string, error: unknown, target: JobTarget, destination: Destination): void {
    const { log } = this.#dependencies;
    if (!(error instanceof DownloadError)) {
      const failure = failureOf(error);
      log.failure(title, failure);
      void showReadFailure(l10n.t('The failed records could not be read'), failure);
      return;
    }
    const { failure } = error;
    if (failure.kind === 'noFile') {
      void showInformation(downloadMessage(failure));
    } else if (failure.kind !== 'tooLarge') {
      log.info(`${title}: ${JSON.stringify(failure)}`);
      void showError(downloadMessage(failure));
    } else {
      const { sentence, next } = explainTooLarge(destination);
      const message = `${sentence}. ${next}.`;
      if (destination === 'disk') {
        void showWarning(message);
      } else {
        this.#offerToSave(target, message);
      }
    }
  }

  /** Offers to save, without waiting: a notification can stay in the notification center for hours. */
  #offerToSave(target: JobTarget, message: string): void {
    showWarning(message, saveLabel)
      .then((choice) => choice === saveLabel && this.save(target))
      .catch(() => undefined);
  }

  async *#download(target: JobTarget, transfer: Transfer, destination: Destination): AsyncGenerator<Uint8Array> {
    const { clock, openOf } = this.#dependencies;
    yield* download({
      ...transfer,
      freshUrl: async () => (await target.account.getJob(target.job)).failures?.failedRecordsUrl,
      open: await openOf(target.account),
      clock,
      limit: maxBytes[destination],
    });
  }

  /** Returns the job's format from the store, which has it once the job was read for its link. */
  #declaredFormatOf({ account, job }: JobTarget): string | undefined {
    return this.#dependencies.store.get(account.connection.id, job.key)?.source?.format;
  }

  /** Shows a summary in the status bar, such as "1,204 failed records, 3 reasons", and keeps it for the panel. */
  async #summarize(target: JobTarget, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const { formats, log, summarize } = this.#dependencies;
    try {
      const summary = await summarize(chunks, this.#declaredFormatOf(target));
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

/** Yields a file in pieces, so that other work can run in between. */
async function* pieces(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < content.length; start += pieceSize) {
    await setImmediate();
    yield content.subarray(start, start + pieceSize);
  }
}
