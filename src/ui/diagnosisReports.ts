import * as l10n from '@vscode/l10n';
import { commands, env, EventEmitter, Uri, window, workspace, type TextDocumentContentProvider } from 'vscode';
import type { Connection } from '../core/connections/connection';
import { Disposables } from '../core/base/disposable';
import { plain } from '../core/text/plainText';
import { diagnosisScheme as scheme, diagnosisTabs } from './diagnosisTabs';
import { filesOf } from './failedRecords/tabFiles';

/**
 * Editor type of VS Code's Markdown preview. Unlike those of `markdown.showPreview`, its menus know the document's
 * scheme.
 */
const previewEditor = 'vscode.markdown.preview.editor';

/** Diagnosis reports as read-only Markdown documents, each kept while it is open. */
export class DiagnosisReports extends Disposables implements TextDocumentContentProvider {
  readonly #reports = new Map<string, string>();
  readonly #changed = this.add(new EventEmitter<Uri>());
  readonly onDidChange = this.#changed.event;

  constructor() {
    super();
    void window.tabGroups.close(diagnosisTabs());
    this.add(workspace.registerTextDocumentContentProvider(scheme, this));
    this.add(workspace.onDidCloseTextDocument(({ uri }) => this.#reports.delete(uri.toString())));
  }

  /** Opens the rendered report. @param report Markdown */
  async show(connection: Connection, report: string): Promise<void> {
    const uri = uriOf(connection);
    this.#reports.set(uri.toString(), report);
    this.#changed.fire(uri);
    await commands.executeCommand('vscode.openWith', uri, previewEditor, { preview: false });
  }

  /**
   * Copies a report as Markdown and returns whether there is one. @param uri the report's; by default, the active
   * editor's
   */
  async copy(uri = activeUri()): Promise<boolean> {
    const report = uri && this.#reports.get(uri.toString());
    if (report === undefined) {
      return false;
    }
    await env.clipboard.writeText(report);
    return true;
  }

  provideTextDocumentContent(uri: Uri): string {
    return (
      this.#reports.get(uri.toString()) ?? `${l10n.t('This report no longer exists. Run Diagnose Connection again.')}\n`
    );
  }
}

function uriOf({ id, label }: Connection): Uri {
  const name = plain(l10n.t('Diagnosis of {0}', label))
    .replace(/[\\/:*?"<>|]+/gu, ' ')
    .trim();
  return Uri.from({ scheme, path: `/${name}.md`, query: encodeURIComponent(id.toWellFormed()) });
}

function activeUri(): Uri | undefined {
  const { activeTab } = window.tabGroups.activeTabGroup;
  return activeTab && filesOf(activeTab)[0];
}
