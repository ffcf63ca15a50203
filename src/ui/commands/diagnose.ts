import { commands, EventEmitter, ProgressLocation, Uri, window, workspace, type CancellationToken, type Progress } from 'vscode';
import type { Accounts } from '../../core/accounts';
import type { Connection } from '../../core/connection';
import { Disposables, type Disposable } from '../../core/disposable';
import { failureOf } from '../../core/failure';
import { plain } from '../../core/plainText';
import type { Log } from '../log';
import type { JobsView } from '../tree/jobsView';
import { accountFor } from './accountTargets';

export interface DiagnoseParts {
  readonly accounts: Accounts;
  readonly view: JobsView;
  readonly log: Log;
  /** Tries all that a connection needs, and reports in Markdown. Rejects when it is given up. */
  readonly diagnose: (connection: Connection, signal: AbortSignal, onStep: (step: string) => void) => Promise<string>;
}

const scheme = 'import-jobs-diagnosis';

/** A report about one connection, as a read-only Markdown document. */
export function registerDiagnose(parts: DiagnoseParts): Disposable {
  const lifetime = new Disposables();
  const reports = new Map<string, string>();
  const changed = lifetime.add(new EventEmitter<Uri>());
  lifetime.add(
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => reports.get(uri.toString()) ?? 'This report is gone. Run Diagnose Connection again.\n',
    }),
  );
  lifetime.add(
    workspace.onDidCloseTextDocument(({ uri }) => {
      reports.delete(uri.toString());
    }),
  );
  lifetime.add(
    commands.registerCommand('importJobs.diagnoseConnection', async (node: unknown) => {
      const connection = (await accountFor(parts, node, 'Diagnose Connection'))?.connection;
      const report = connection === undefined ? undefined : await makeReport(parts, connection);
      if (connection !== undefined && report !== undefined) {
        const uri = uriOf(connection);
        reports.set(uri.toString(), report);
        changed.fire(uri);
        await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
      }
    }),
  );
  return lifetime;
}

/** `undefined` where it was given up or could not be made. */
async function makeReport(parts: DiagnoseParts, connection: Connection): Promise<string | undefined> {
  if (connection.problem !== undefined) {
    void window.showInformationMessage('This connection has to be corrected in the settings before it can be diagnosed.');
    return undefined;
  }
  const title = `Diagnosing “${plain(connection.label)}”`;
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
    const signal = signalOf(token);
    try {
      return await parts.diagnose(connection, signal, say(progress));
    } catch (error) {
      if (!signal.aborted) {
        parts.log.failure(title, failureOf(error));
        void window.showErrorMessage('The connection could not be diagnosed. See the log.');
      }
      return undefined;
    }
  });
}

function say(progress: Progress<{ message: string }>): (step: string) => void {
  return (message) => {
    progress.report({ message });
  };
}

function signalOf(token: CancellationToken): AbortSignal {
  const abort = new AbortController();
  token.onCancellationRequested(() => {
    abort.abort();
  });
  return abort.signal;
}

function uriOf({ id, label }: Connection): Uri {
  const name = plain(label).replace(/[\\/:*?"<>|]+/gu, ' ').trim();
  return Uri.from({ scheme, path: `/Diagnosis of ${name}.md`, query: encodeURIComponent(id) });
}
