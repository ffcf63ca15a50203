import { EventEmitter, Uri, window, workspace, type TextDocumentContentProvider } from 'vscode';
import type { Connection } from '../core/connections/connection';
import { Disposables } from '../core/base/disposable';
import { plain } from '../core/text/plainText';

const scheme = 'import-jobs-diagnosis';

/** Diagnosis reports as read-only Markdown documents, each kept while it is open. */
export class DiagnosisReports extends Disposables implements TextDocumentContentProvider {
  readonly #reports = new Map<string, string>();
  readonly #changed = this.add(new EventEmitter<Uri>());
  readonly onDidChange = this.#changed.event;

  constructor() {
    super();
    this.add(workspace.registerTextDocumentContentProvider(scheme, this));
    this.add(workspace.onDidCloseTextDocument(({ uri }) => this.#reports.delete(uri.toString())));
  }

  /** Opens a report. @param report Markdown */
  async show(connection: Connection, report: string): Promise<void> {
    const uri = uriOf(connection);
    this.#reports.set(uri.toString(), report);
    this.#changed.fire(uri);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#reports.get(uri.toString()) ?? 'This report is gone. Run Diagnose Connection again.\n';
  }
}

function uriOf({ id, label }: Connection): Uri {
  const name = plain(label)
    .replace(/[\\/:*?"<>|]+/gu, ' ')
    .trim();
  return Uri.from({ scheme, path: `/Diagnosis of ${name}.md`, query: encodeURIComponent(id.toWellFormed()) });
}
