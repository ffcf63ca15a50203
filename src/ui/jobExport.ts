import * as l10n from '@vscode/l10n';
import { homedir } from 'node:os';
import { env, Uri, window, workspace, type QuickPickItem } from 'vscode';
import { DownloadError } from '../core/failedRecords/downloadFailure';
import { explainDownload } from '../core/failedRecords/explainDownload';
import { saveWhole } from '../core/failedRecords/streams';
import { failureOf } from '../core/failures/failure';
import type { ExportedJob } from '../core/export/columns';
import { csvFile, jsonFile, type CsvLines } from '../core/export/exportFile';
import { markdownTable } from '../core/export/markdownTable';
import { newestFirst } from '../core/jobs/job';
import type { ServiceDescription } from '../core/jobs/serviceDescription';
import type { Formats } from '../core/text/formats';
import { plural } from '../core/text/plural';
import type { Disposable } from '../core/base/disposable';
import { unlessAborted } from '../core/base/unlessAborted';
import { nameOf, type JobTarget } from './jobActions';
import type { Log } from './log';
import { showError, showWarning } from './messages';
import { pickOne } from './quickPick';
import { showSaved } from './failedRecords/savedFile';
import { withCancel } from './withCancel';

interface Dependencies {
  readonly log: Log;
  readonly formats: Formats;
  readonly descriptions: readonly ServiceDescription[];
  readonly accountIdOf: (connectionId: string) => string | undefined;
  /** Loads the CSV library. */
  readonly csvLines: () => Promise<CsvLines>;
  /** Streams a file to a local disk, completely or not at all. Resolves to the size in bytes. */
  readonly saveFile: (path: string, chunks: AsyncIterable<Uint8Array>, signal: AbortSignal) => Promise<number>;
}

type FileFormat = 'csv' | 'json';

/** Progress of an export, and the number of jobs whose details could not be read. */
interface Run {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
  failed: number;
}

export const exportTitle = l10n.t('Export Jobs');

/** Number of jobs to write at once, and of details to request at the same time. */
const batchSize = 10;
/** Number of consecutive failures after which the remaining jobs are exported without further reads. */
const maxFailures = 3;

/** Exports jobs to a file or, as a Markdown table, to the clipboard. */
export class JobExport implements Disposable {
  readonly #dependencies: Dependencies;
  readonly #closed = new AbortController();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  dispose(): void {
    this.#closed.abort();
  }

  /** Asks for a format and a file, and exports. Resolves to whether anything was exported. */
  async run(targets: readonly JobTarget[], unreadLists = 0): Promise<boolean> {
    const format = await this.#askForFormat(targets.length, unreadLists);
    const wantsDetails = format && (await this.#askForDetails(targets));
    if (format === undefined || wantsDetails === undefined) {
      return false;
    }
    return format === 'markdown'
      ? this.#copyTable(targets, wantsDetails)
      : this.#saveFile(targets, wantsDetails, format);
  }

  async #askForFormat(jobs: number, unreadLists: number): Promise<FileFormat | 'markdown' | undefined> {
    const { count } = this.#dependencies.formats;
    const items: readonly (QuickPickItem & { readonly format: FileFormat | 'markdown' })[] = [
      // eslint-disable-next-line texts/translated -- a name
      { label: 'CSV', description: l10n.t('a file for spreadsheets'), format: 'csv' },
      // eslint-disable-next-line texts/translated -- a name
      { label: 'JSON', description: l10n.t('a file for programs'), format: 'json' },
      { label: l10n.t('Markdown table'), description: l10n.t('to the clipboard'), format: 'markdown' },
    ];
    const what = plural(
      jobs,
      l10n.t('Select a format for {0} job', count(jobs)),
      l10n.t('Select a format for {0} jobs', count(jobs)),
    );
    const unread = plural(
      unreadLists,
      l10n.t('{0} list is not fully loaded', count(unreadLists)),
      l10n.t('{0} lists are not fully loaded', count(unreadLists)),
    );
    const picked = await pickOne(items, exportTitle, [what, ...(unreadLists === 0 ? [] : [unread])].join(' · '));
    return picked?.format;
  }

  /** Asks whether to read details that lists leave out; `undefined` if cancelled. */
  async #askForDetails(targets: readonly JobTarget[]): Promise<boolean | undefined> {
    const { count } = this.#dependencies.formats;
    const missing = targets.filter(lacksDetails).length;
    if (missing === 0) {
      return false;
    }
    const items: readonly (QuickPickItem & { readonly reads: boolean })[] = [
      {
        label: l10n.t('Export what is loaded'),
        detail: l10n.t('Duration, source and message can be missing, because lists leave them out.'),
        reads: false,
      },
      {
        label: l10n.t('Load all details first'),
        detail: plural(
          missing,
          l10n.t('One request for {0} job, no faster than AWS allows.', count(missing)),
          l10n.t('One request for each of {0} jobs, no faster than AWS allows.', count(missing)),
        ),
        reads: true,
      },
    ];
    const picked = await pickOne(items, exportTitle, l10n.t('Select which details to export'));
    return picked?.reads;
  }

  async #copyTable(targets: readonly JobTarget[], wantsDetails: boolean): Promise<boolean> {
    const { formats } = this.#dependencies;
    const done = await this.#withProgress(targets, async (run) => {
      const batches = await Array.fromAsync(this.#batches(targets, wantsDetails, run));
      await env.clipboard.writeText(markdownTable(batches.flat(), formats));
    });
    if (done) {
      const n = formats.count(targets.length);
      const text = plural(
        targets.length,
        l10n.t('Table of {0} job copied.', n),
        l10n.t('Table of {0} jobs copied.', n),
      );
      window.setStatusBarMessage(`$(check) ${text}`, 5000);
    }
    return done;
  }

  async #saveFile(targets: readonly JobTarget[], wantsDetails: boolean, format: FileFormat): Promise<boolean> {
    const { saveFile, csvLines, formats } = this.#dependencies;
    const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
    const uri = await window.showSaveDialog({
      title: exportTitle,
      defaultUri: Uri.joinPath(folder, `import-jobs.${format}`),
      filters: { [format.toUpperCase()]: [format] },
    });
    if (uri === undefined) {
      return false;
    }
    const done = await this.#withProgress(targets, async (run) => {
      const batches = this.#batches(targets, wantsDetails, run);
      const chunks = format === 'csv' ? csvFile(batches, await csvLines()) : jsonFile(batches);
      await (uri.scheme === 'file'
        ? saveFile(uri.fsPath, chunks, run.signal)
        : saveWhole(chunks, (content) => workspace.fs.writeFile(uri, content)));
    });
    if (done) {
      const n = formats.count(targets.length);
      void showSaved(uri, (name) =>
        plural(
          targets.length,
          l10n.t('{0} job exported to “{1}”.', n, name),
          l10n.t('{0} jobs exported to “{1}”.', n, name),
        ),
      );
    }
    return done;
  }

  /** Runs an export with a cancellable progress notification. Resolves to whether it was completed. */
  async #withProgress(targets: readonly JobTarget[], work: (run: Run) => Promise<void>): Promise<boolean> {
    const { log, formats } = this.#dependencies;
    return withCancel(l10n.t('Exporting jobs'), async (cancelled, progress) => {
      const signal = AbortSignal.any([cancelled, this.#closed.signal]);
      const total = formats.count(targets.length);
      const onProgress = (done: number) =>
        progress.report({
          message: l10n.t('{0} of {1}', formats.count(done), total),
          increment: (100 * Math.min(batchSize, targets.length)) / targets.length,
        });
      const run: Run = { signal, onProgress, failed: 0 };
      try {
        await work(run);
        signal.throwIfAborted();
      } catch (error) {
        if (!signal.aborted) {
          this.#showFailure(error);
        }
        return false;
      }
      if (run.failed > 0) {
        const failed = formats.count(run.failed);
        log.info(`Export: the details of ${String(run.failed)} jobs could not be read.`);
        void showWarning(
          plural(
            run.failed,
            l10n.t('The details of {0} job could not be read. It was exported without them.', failed),
            l10n.t('The details of {0} jobs could not be read. They were exported without them.', failed),
          ),
        );
      }
      return true;
    });
  }

  #showFailure(error: unknown): void {
    const what = l10n.t('The import jobs could not be exported');
    if (error instanceof DownloadError && error.failure.kind !== 'tooLarge') {
      const { sentence, next } = explainDownload(error.failure);
      void showError(`${what}. ${sentence}. ${next}.`);
    } else {
      this.#dependencies.log.failure('Exporting jobs', failureOf(error));
      void showError(`${what}.`);
    }
  }

  /** Yields the jobs in batches, in their order, with their details if wanted. */
  async *#batches(
    targets: readonly JobTarget[],
    wantsDetails: boolean,
    run: Run,
  ): AsyncGenerator<readonly ExportedJob[]> {
    let failuresInARow = 0;
    for (let start = 0; start < targets.length; start += batchSize) {
      run.signal.throwIfAborted();
      const reads = wantsDetails && failuresInARow < maxFailures;
      const batch = targets.slice(start, start + batchSize).map(async (target) => {
        if (!wantsDetails || !lacksDetails(target)) {
          return target.job;
        }
        try {
          const job = reads ? await unlessAborted(target.account.getJob(target.job), run.signal) : undefined;
          failuresInARow = job === undefined ? failuresInARow : 0;
          run.failed += job === undefined ? 1 : 0;
          return job ?? target.job;
        } catch (error) {
          run.signal.throwIfAborted();
          this.#dependencies.log.failure('Reading an import job', failureOf(error));
          failuresInARow += 1;
          run.failed += 1;
          return target.job;
        }
      });
      const jobs = await Promise.all(batch);
      yield targets
        .slice(start, start + batchSize)
        .map(({ account, job }, index) => this.#exported({ account, job: jobs[index] ?? job }));
      run.onProgress(Math.min(start + batchSize, targets.length));
    }
  }

  #exported({ account: { connection }, job }: JobTarget): ExportedJob {
    const { descriptions, accountIdOf } = this.#dependencies;
    return {
      job,
      connectionLabel: connection.label,
      accountId: accountIdOf(connection.id),
      region: connection.region,
      serviceLabel: descriptions.find(({ id }) => id === job.service)?.label ?? job.service,
    };
  }
}

/** Returns the jobs without duplicates, newest first. */
export function inOrder(targets: readonly JobTarget[]): readonly JobTarget[] {
  const unique = new Map(targets.map((target) => [nameOf(target), target]));
  return [...unique.values()].sort(newestFirst);
}

function lacksDetails({ account, job }: JobTarget): boolean {
  return !job.complete && account.connection.kind !== 'copy';
}
