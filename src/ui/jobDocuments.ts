import { EventEmitter, Uri, window, workspace, type TextDocumentContentProvider } from 'vscode';
import type { Account } from '../core/account';
import { Disposables, type Disposable } from '../core/disposable';
import type { ImportJob } from '../core/job';
import type { JobStore } from '../core/jobStore';
import { withoutSecrets } from '../core/presignedUrl';

const scheme = 'import-jobs';

/** What a service said of a job, as a read-only JSON document that follows the job. Presigned URLs lose their secret. */
export class JobDocuments implements TextDocumentContentProvider, Disposable {
  readonly #store: JobStore;
  readonly #lifetime = new Disposables();
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;

  constructor(store: JobStore) {
    this.#store = store;
    this.#lifetime.add(this.#changed);
    this.#lifetime.add(workspace.registerTextDocumentContentProvider(scheme, this));
    this.#lifetime.add(
      store.onDidChange(({ connectionId, updated }) => {
        for (const { after } of updated) {
          this.#changed.fire(uriOf(connectionId, after));
        }
      }),
    );
  }

  async open({ account, job }: { readonly account: Account; readonly job: ImportJob }): Promise<void> {
    const document = await workspace.openTextDocument(uriOf(account.connection.id, job));
    await window.showTextDocument(document, { preview: true });
  }

  provideTextDocumentContent(uri: Uri): string {
    const [connectionId = '', key = ''] = uri.query.split('&').map(decodeURIComponent);
    const job = this.#store.get(connectionId, key);
    return job === undefined ? 'null\n' : `${JSON.stringify(withoutSecrets(job.raw), null, 2)}\n`;
  }

  dispose(): void {
    this.#lifetime.dispose();
  }
}

function uriOf(connectionId: string, { id, key }: ImportJob): Uri {
  return Uri.from({
    scheme,
    path: `/${encodeURIComponent(id)}.json`,
    query: [connectionId, key].map(encodeURIComponent).join('&'),
  });
}
