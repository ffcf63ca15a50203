import * as l10n from '@vscode/l10n';
import { EventEmitter, ProgressLocation, Uri, window, workspace, type TextDocumentContentProvider } from 'vscode';
import { Disposables } from '../core/base/disposable';
import { explain } from '../core/failures/explain';
import { failureOf } from '../core/failures/failure';
import type { ImportJob } from '../core/jobs/job';
import type { JobStore } from '../core/jobs/jobStore';
import { withoutSecrets } from '../core/text/presignedUrl';
import type { JobTarget } from './jobActions';
import type { Log } from './log';
import { showError } from './messages';

const scheme = 'import-jobs';

/**
 * The service's response about a job as a read-only JSON document, without the secrets of presigned URLs. The document
 * is updated when the job changes.
 */
export class JobDocuments extends Disposables implements TextDocumentContentProvider {
  readonly #store: JobStore;
  readonly #log: Log;
  readonly #changed = this.add(new EventEmitter<Uri>());
  readonly onDidChange = this.#changed.event;

  constructor(store: JobStore, log: Log) {
    super();
    this.#store = store;
    this.#log = log;
    this.add(workspace.registerTextDocumentContentProvider(scheme, this));
    this.add(
      store.onDidChange(({ connectionId, updated }) => {
        for (const { after } of updated) {
          this.#changed.fire(uriOf(connectionId, after));
        }
      }),
    );
  }

  /** Opens the document at once with what is known, and adds the job's missing details once they have been read. */
  async open({ account, job }: JobTarget): Promise<void> {
    const document = await workspace.openTextDocument(uriOf(account.connection.id, job));
    await window.showTextDocument(document, { preview: true });
    if (job.complete) {
      return;
    }
    try {
      await window.withProgress({ location: ProgressLocation.Window, title: l10n.t('Reading the import job') }, () =>
        account.getJob(job),
      );
    } catch (error) {
      const failure = failureOf(error);
      this.#log.failure('Reading an import job', failure);
      const { sentence, next } = explain(failure);
      const what = l10n.t('Could not load the full job; showing the summary from the list');
      void showError(`${what}. ${sentence}. ${next}.`);
    }
  }

  provideTextDocumentContent(uri: Uri): string {
    const [connectionId = '', key = ''] = uri.query.split('&').map(decodeURIComponent);
    const job = this.#store.get(connectionId, key);
    return job === undefined ? 'null\n' : `${JSON.stringify(withoutSecrets(job.raw), null, 2)}\n`;
  }
}

function uriOf(connectionId: string, { id, key }: ImportJob): Uri {
  return Uri.from({
    scheme,
    path: `/${encodeURIComponent(id.toWellFormed())}.json`,
    query: [connectionId.toWellFormed(), key].map(encodeURIComponent).join('&'),
  });
}
