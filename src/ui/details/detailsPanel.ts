import { randomBytes } from 'node:crypto';
import { Uri, ViewColumn, env, window, type WebviewPanel } from 'vscode';
import { describeJob } from '../../core/details/describe';
import type { DetailsAction, DetailsModel } from '../../core/details/model';
import { Disposables, type Disposable } from '../../core/disposable';
import { explain } from '../../core/explain';
import { failureOf } from '../../core/failure';
import type { Formats } from '../../core/formats';
import { mayChange, type ImportJob } from '../../core/job';
import type { JobStore } from '../../core/jobStore';
import type { Paces } from '../../core/pace';
import type { JobSource } from '../../core/source';
import type { FromPage, ToPage } from '../../webview/details/messages';
import type { FailedRecords } from '../failedRecords/failedRecords';
import type { JobActions, JobTarget } from '../jobActions';
import type { JobDocuments } from '../jobDocuments';
import type { Log } from '../log';
import { detailsHtml } from './detailsHtml';
import { isFromPage } from './fromPage';

interface Parts {
  readonly extensionUri: Uri;
  readonly store: JobStore;
  readonly paces: Paces;
  readonly actions: JobActions;
  readonly documents: JobDocuments;
  readonly failedRecords: FailedRecords;
  readonly formats: Formats;
  readonly now: () => number;
  readonly log: Log;
  /** The panel was shown, hidden or closed. */
  readonly onDidChangeVisibility: () => void;
}

/** The job that the panel shows. */
interface Shown {
  readonly target: JobTarget;
  source?: JobSource | undefined;
  read: DetailsModel['read'];
  /** The status for which every detail was asked for last, so that one failing read is not repeated for ever. */
  askedFor?: string | undefined;
}

const viewType = 'importJobs.details';

/** The details of one job, in an editor tab. The page only draws: what it shows is here and in the store. */
export class DetailsPanel implements Disposable {
  readonly #parts: Parts;
  readonly #lifetime = new Disposables();
  #panel: WebviewPanel | undefined;
  #shown: Shown | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#lifetime.add(
      parts.store.onDidChange(({ connectionId, updated, removed }) => {
        const { account, job } = this.#shown?.target ?? {};
        const isOurs = job !== undefined && account?.connection.id === connectionId;
        if (isOurs && (removed.includes(job.key) || updated.some(({ after }) => after.key === job.key))) {
          this.#draw();
          this.#readIfNeeded();
        }
      }),
    );
  }

  get isVisible(): boolean {
    return this.#panel?.visible ?? false;
  }

  /** Shows a job, in the panel that is open where there is one. */
  show(target: JobTarget, where: 'active' | 'beside'): void {
    const column = where === 'beside' ? ViewColumn.Beside : ViewColumn.Active;
    if (this.#panel === undefined) {
      this.#panel = this.#open(column);
    } else {
      this.#panel.reveal(where === 'beside' ? column : undefined, true);
    }
    const before = this.#shown?.target;
    if (before?.job.key !== target.job.key || before.account !== target.account) {
      void this.#change(target);
    }
  }

  dispose(): void {
    this.#lifetime.dispose();
    this.#panel?.dispose();
  }

  async #change(target: JobTarget): Promise<void> {
    const shown: Shown = { target, read: { state: 'ready', at: this.#parts.now() } };
    this.#shown = shown;
    shown.source = (await target.account.sources()).find(({ service }) => service === target.job.service);
    if (this.#shown === shown) {
      this.#draw();
      this.#readIfNeeded();
    }
  }

  #open(column: ViewColumn): WebviewPanel {
    const { extensionUri, onDidChangeVisibility } = this.#parts;
    const [dist, media] = [Uri.joinPath(extensionUri, 'dist'), Uri.joinPath(extensionUri, 'media')];
    const panel = window.createWebviewPanel(
      viewType,
      'Import Job',
      { viewColumn: column, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [dist, media] },
    );
    panel.iconPath = { light: Uri.joinPath(media, 'details-light.svg'), dark: Uri.joinPath(media, 'details-dark.svg') };
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#shown = undefined;
      onDidChangeVisibility();
    });
    panel.onDidChangeViewState(() => {
      // A hidden page gets no messages.
      this.#draw();
      onDidChangeVisibility();
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isFromPage(message)) {
        void this.#handle(message);
      }
    });
    panel.webview.html = detailsHtml({
      cspSource: panel.webview.cspSource,
      scriptUri: panel.webview.asWebviewUri(Uri.joinPath(dist, 'details.js')).toString(),
      styleUri: panel.webview.asWebviewUri(Uri.joinPath(media, 'details.css')).toString(),
      nonce: randomBytes(16).toString('base64'),
      title: 'Import job',
    });
    onDidChangeVisibility();
    return panel;
  }

  #currentJob(): ImportJob | undefined {
    const target = this.#shown?.target;
    return target && this.#parts.store.get(target.account.connection.id, target.job.key);
  }

  /** A list may leave out what people open a job for. */
  #readIfNeeded(): void {
    const job = this.#currentJob();
    const shown = this.#shown;
    if (job === undefined || shown === undefined || job.complete) {
      return;
    }
    // While it runs, its lists tell the counts; the rest is read once, and again when it has ended.
    const reason = mayChange(job) ? 'running' : job.status;
    if (shown.askedFor !== reason) {
      shown.askedFor = reason;
      void this.#read();
    }
  }

  async #read(): Promise<void> {
    const shown = this.#shown;
    if (shown === undefined) {
      return;
    }
    shown.read = { state: 'loading' };
    this.#draw();
    try {
      await shown.target.account.getJob(shown.target.job);
      shown.read = { state: 'ready', at: this.#parts.now() };
    } catch (error) {
      const failure = failureOf(error);
      this.#parts.log.failure('Reading an import job', failure);
      const { sentence, next, step } = explain(failure);
      shown.read = { state: 'failed', sentence, next, action: step === 'showLog' ? 'showLog' : 'refresh' };
    }
    this.#draw();
  }

  #draw(): void {
    const panel = this.#panel;
    const shown = this.#shown;
    if (panel?.visible !== true || shown === undefined) {
      return;
    }
    const job = this.#currentJob();
    if (job === undefined) {
      const text = 'The service has it no longer, or its connection was removed.';
      this.#post({ type: 'empty', title: 'This import job is gone', text });
      return;
    }
    const { account } = shown.target;
    const { formats } = this.#parts;
    const model = describeJob(job, {
      connectionLabel: account.connection.label,
      serviceLabel: shown.source?.root.label ?? job.service,
      names: namesOf(shown, job),
      read: shown.read,
      pace: this.#parts.paces.of(account.connection.id, job),
      formatTime: formats.time,
      formatCount: formats.count,
    });
    panel.title = model.title;
    this.#post({ type: 'show', model });
  }

  #post(message: ToPage): void {
    void this.#panel?.webview.postMessage(message);
  }

  async #handle(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#draw();
        return;
      case 'act':
        this.#post({ type: 'acted', action: message.action, ok: await this.#act(message.action) });
        return;
      case 'copyEntry': {
        const entry = this.#currentJob()?.failures?.entries?.[message.index];
        if (entry !== undefined) {
          await env.clipboard.writeText(entry);
        }
        this.#post({ type: 'entryCopied', index: message.index, ok: entry !== undefined });
      }
    }
  }

  async #act(action: DetailsAction): Promise<boolean> {
    const job = this.#currentJob();
    if (job === undefined || this.#shown === undefined) {
      return false;
    }
    const { actions, documents, failedRecords, log } = this.#parts;
    const target: JobTarget = { account: this.#shown.target.account, job };
    switch (action) {
      case 'copyJobId':
        return actions.copyJobIds([target]);
      case 'copySourceUrl':
        return actions.copySourceUrls([target]);
      case 'openFailedRecords':
        return failedRecords.open(target);
      case 'saveFailedRecords':
        return failedRecords.save(target);
      case 'copyFailedRecordsUrl':
        return actions.copyFailedRecordsUrls([target]);
      case 'copyAsJson':
        return actions.copyAsJson([target]);
      case 'openAsJson':
        await documents.open(target);
        return true;
      case 'refresh':
        await this.#read();
        return true;
      case 'showLog':
        log.show();
        return true;
    }
  }
}

/** What the application and the segment of a job are called, as far as their rows have been read. */
function namesOf({ target: { account }, source }: Shown, job: ImportJob): { application?: string; segment?: string } {
  const labelOf = (branchId: string | undefined) =>
    source === undefined || branchId === undefined ? undefined : account.labelOf(source, branchId);
  const application = labelOf(job.scope);
  const segment = job.destination?.kind === 'segment' && job.destination.segmentId !== undefined ? labelOf(source?.branchesOf(job).at(-1)) : undefined;
  return { ...(application === undefined ? {} : { application }), ...(segment === undefined ? {} : { segment }) };
}
