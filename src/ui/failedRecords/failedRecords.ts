import { homedir } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Uri, window, workspace } from 'vscode';
import type { Clock } from '../../core/clock';
import type { Disposable } from '../../core/disposable';
import { Emitter } from '../../core/emitter';
import { alongside } from '../../core/failedRecords/alongside';
import { download } from '../../core/failedRecords/download';
import { DownloadError } from '../../core/failedRecords/downloadFailure';
import { inBytes } from '../../core/failedRecords/explainDownload';
import { expectedExtension, extensionOfFormat, fileNameOf } from '../../core/failedRecords/fileName';
import { formatOf } from '../../core/failedRecords/format';
import type { Open } from '../../core/failedRecords/open';
import { summaryText, type RecordsSummary } from '../../core/failedRecords/recordsSummary';
import { explainTooLarge, mostBytes, type Room } from '../../core/failedRecords/room';
import { Saves } from '../../core/failedRecords/saves';
import { saveWhole, whole } from '../../core/failedRecords/whole';
import type { Account } from '../../core/account';
import type { Formats } from '../../core/formats';
import type { ImportJob } from '../../core/job';
import type { JobTarget } from '../jobActions';
import type { Log } from '../log';
import type { RecordsFiles } from './recordsFiles';
import { Transfers, type Transfer } from './transfers';
import { showInformation, showWarning } from '../messages';

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  readonly formats: Formats;
  readonly files: RecordsFiles;
  /** What to ask for the files of an account. */
  readonly openOf: (account: Account) => Promise<Open>;
  /** Writes a file on this machine's disk as its pieces come, whole or not at all; resolves to its size in bytes. */
  readonly saveFile: (path: string, chunks: AsyncIterable<Uint8Array>, signal: AbortSignal) => Promise<number>;
  readonly summarize: (chunks: AsyncIterable<Uint8Array>, declaredFormat?: string) => Promise<RecordsSummary>;
}

const saveLabel = 'Save Failed Records As…';
const pieceSize = 65_536;
/** Of so many jobs the reasons are kept. */
const mostSummaries = 20;

/** Opens and saves the file with a job's failed records. Each tells the user what came of it and resolves to whether it was done. */
export class FailedRecords implements Disposable {
  readonly #parts: Parts;
  readonly #transfers: Transfers;
  /** Of the files that were read last, by job. In memory alone. */
  readonly #summaries = new Map<string, RecordsSummary>();
  /** The formats that the jobs being read name. */
  readonly #declaredFormats = new WeakMap<JobTarget, string | undefined>();
  readonly #changed = new Emitter<undefined>();
  readonly #saves = new Saves(() => {
    this.#changed.fire(undefined);
  });

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#transfers = new Transfers(parts.log);
  }

  /** The records of a job by reason, where its file has been read. */
  summaryOf(target: JobTarget): RecordsSummary | undefined {
    return this.#summaries.get(nameOf(target));
  }

  /** Whether the records of a job are being saved, wherever that was asked for. */
  isSaving(target: JobTarget): boolean {
    return this.#saves.isUnderWay(nameOf(target));
  }

  /** Records were counted, or a save began or ended. */
  onDidChange(listener: () => void): Disposable {
    return this.#changed.listen(listener);
  }

  /** Into a read-only editor. Nothing is written to disk. */
  async open(target: JobTarget): Promise<boolean> {
    const result = await this.#transfers.run('Opening the failed records', (transfer) =>
      whole(this.#download(target, transfer, 'editor')),
    );
    if (result.failure?.kind === 'tooLarge') {
      this.#tellTooLarge(target, 'editor');
      return false;
    }
    if (result.value === undefined) {
      return false;
    }
    const name = fileNameOf(
      target.job.id,
      extensionOfFormat(formatOf(result.value, this.#declaredFormats.get(target))),
    );
    try {
      await this.#parts.files.show(nameOf(target), name, result.value);
    } catch {
      // VS Code's own words have the URI, and no next step.
      this.#parts.log.info('Failed records: no editor took them.');
      this.#offerToSave(
        target,
        'The failed records cannot be shown in an editor: they may not be text. Save them to a file instead.',
      );
      return false;
    }
    void this.#summarize(target, pieces(result.value));
    return true;
  }

  /** To a file that the user chooses. It is there whole, or not at all. */
  async save(target: JobTarget): Promise<boolean> {
    const isSaved = await this.#saves.run(nameOf(target), () => this.#save(target));
    if (isSaved === undefined) {
      void showInformation('These failed records are being saved already.');
    }
    return isSaved === true;
  }

  dispose(): void {
    this.#transfers.dispose();
  }

  async #save(target: JobTarget): Promise<boolean> {
    const asked = await this.#transfers.run('Looking for the failed records', ({ signal }) => readJob(target, signal));
    if (asked.value === undefined) {
      return false;
    }
    const name = fileNameOf(target.job.id, expectedExtension(asked.value));
    const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
    const uri = await window.showSaveDialog({ title: 'Save Failed Records', defaultUri: Uri.joinPath(folder, name) });
    if (uri === undefined) {
      return false;
    }
    const room = uri.scheme === 'file' ? 'disk' : 'elsewhere';
    const { value: size, failure } = await this.#transfers.run('Saving the failed records', (transfer) => {
      const chunks = this.#download(target, transfer, room);
      return room === 'disk'
        ? this.#saveToDisk(uri, target, chunks, transfer)
        : saveWhole(chunks, (content) => workspace.fs.writeFile(uri, content));
    });
    if (failure?.kind === 'tooLarge') {
      this.#tellTooLarge(target, room);
      return false;
    }
    if (size === undefined) {
      return false;
    }
    void showInformation(`The failed records were saved to “${uri.path.split('/').at(-1) ?? ''}” (${inBytes(size)}).`);
    return true;
  }

  /** Counted as it goes by: it may be larger than what fits in memory. */
  #saveToDisk(uri: Uri, target: JobTarget, chunks: AsyncGenerator<Uint8Array>, { signal }: Transfer): Promise<number> {
    const counted = alongside(chunks, (passing) => this.#summarize(target, passing));
    return this.#parts.saveFile(uri.fsPath, counted, signal);
  }

  /** And offers to save them, where another place would take them. */
  #tellTooLarge(target: JobTarget, room: Room): void {
    const { sentence, next } = explainTooLarge(room);
    const message = `${sentence}. ${next}.`;
    if (room === 'disk') {
      void showWarning(message);
    } else {
      this.#offerToSave(target, message);
    }
  }

  #offerToSave(target: JobTarget, message: string): void {
    const answer = showWarning(message, saveLabel).then((choice) => choice === saveLabel);
    this.#saves.offer(answer, () => this.save(target));
  }

  async *#download(
    target: JobTarget,
    { signal, onProgress }: Transfer,
    room: Room,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    yield* download({
      freshUrl: async () => {
        const { failures, source } = await target.account.getJob(target.job);
        this.#declaredFormats.set(target, source?.format);
        return failures?.failedRecordsUrl;
      },
      open: await this.#parts.openOf(target.account),
      clock: this.#parts.clock,
      signal,
      limit: mostBytes[room],
      onProgress,
    });
  }

  /** Says "1,204 failed records, 3 reasons" and keeps them for the panel. */
  async #summarize(target: JobTarget, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const { formats, log, summarize } = this.#parts;
    try {
      const summary = await summarize(chunks, this.#declaredFormats.get(target));
      const name = nameOf(target);
      this.#summaries.delete(name);
      this.#summaries.set(name, summary);
      for (const oldest of [...this.#summaries.keys()].slice(0, -mostSummaries)) {
        this.#summaries.delete(oldest);
      }
      this.#changed.fire(undefined);
      const text = summaryText(summary, formats.count);
      if (text !== undefined) {
        window.setStatusBarMessage(`$(warning) ${text}`, 15_000);
      }
    } catch {
      // The file is there; that it could not be counted takes nothing away from it.
      log.info('Failed records: they could not be counted.');
    }
  }
}

function nameOf({ account, job }: JobTarget): string {
  return `${account.connection.id} ${job.key}`;
}

async function readJob({ account, job }: JobTarget, signal: AbortSignal): Promise<ImportJob> {
  const cancelled = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => {
    cancelled.reject(new DownloadError({ kind: 'cancelled' }));
  });
  const read = await Promise.race([account.getJob(job), cancelled.promise]);
  if (read.failures?.failedRecordsUrl === undefined) {
    throw new DownloadError({ kind: 'noFile' });
  }
  return read;
}

/** A file in memory, with room for others between its pieces. */
async function* pieces(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < content.length; start += pieceSize) {
    await setImmediate();
    yield content.subarray(start, start + pieceSize);
  }
}
