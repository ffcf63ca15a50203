import { ProgressLocation, window, type Progress } from 'vscode';

/** Shows a progress notification while work runs. Its Cancel button aborts the signal. */
export async function withCancel<T>(
  title: string,
  work: (signal: AbortSignal, progress: Progress<{ message?: string; increment?: number }>) => Promise<T>,
): Promise<T> {
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return work(abort.signal, progress);
    },
  );
}
