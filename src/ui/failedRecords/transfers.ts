import { ProgressLocation, window } from 'vscode';
import type { Disposable } from '../../core/disposable';
import { DownloadError, type DownloadFailure } from '../../core/failedRecords/downloadFailure';
import { downloadMessage, inBytes } from '../../core/failedRecords/explainDownload';
import { failureOf } from '../../core/failure';
import type { Log } from '../log';
import { showError, showInformation, showReadFailure } from '../messages';

/** A download under way, for whoever does it. */
export interface Transfer {
  readonly signal: AbortSignal;
  readonly onProgress: (arrived: number, announced: number | undefined) => void;
}

/** What a download came to. Without either, the service itself could not be asked. */
export interface Result<T> {
  readonly value?: T;
  readonly failure?: DownloadFailure;
}

/** Milliseconds between two updates of what is shown. */
const updates = 100;

/** Runs downloads where the user can see and cancel them, and says what went wrong: but `tooLarge`, which is the caller's. */
export class Transfers implements Disposable {
  readonly #log: Log;
  readonly #running = new Set<AbortController>();

  constructor(log: Log) {
    this.#log = log;
  }

  async run<T>(title: string, work: (transfer: Transfer) => Promise<T>): Promise<Result<T>> {
    const abort = new AbortController();
    this.#running.add(abort);
    try {
      const value = await window.withProgress(
        { location: ProgressLocation.Notification, title, cancellable: true },
        (progress, token) => {
          token.onCancellationRequested(() => {
            abort.abort();
          });
          let last = 0;
          const onProgress: Transfer['onProgress'] = (arrived, announced) => {
            const now = performance.now();
            if (now - last >= updates) {
              last = now;
              progress.report({
                message: announced === undefined ? inBytes(arrived) : `${inBytes(arrived)} of ${inBytes(announced)}`,
              });
            }
          };
          return work({ signal: abort.signal, onProgress });
        },
      );
      return { value };
    } catch (error) {
      return this.#failed(title, error, abort.signal.aborted);
    } finally {
      this.#running.delete(abort);
    }
  }

  dispose(): void {
    for (const abort of this.#running) {
      abort.abort();
    }
  }

  #failed(title: string, error: unknown, isCancelled: boolean): { readonly failure?: DownloadFailure } {
    if (isCancelled) {
      return { failure: { kind: 'cancelled' } };
    }
    if (!(error instanceof DownloadError)) {
      const failure = failureOf(error);
      this.#log.failure(title, failure);
      void showReadFailure('The failed records', failure);
      return {};
    }
    const { failure } = error;
    if (failure.kind === 'noFile') {
      void showInformation(downloadMessage(failure));
    } else if (failure.kind !== 'tooLarge') {
      this.#log.info(`${title}: ${JSON.stringify(failure)}`);
      void showError(downloadMessage(failure));
    }
    return { failure };
  }
}
