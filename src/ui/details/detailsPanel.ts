import type { WebviewPanel } from 'vscode';
import type { Account } from '../../core/account';
import type { Accounts } from '../../core/accounts';
import type { describeJob } from '../../core/details/describe';
import type { DetailsModel } from '../../core/details/model';
import { Disposables, type Disposable } from '../../core/disposable';
import { explain } from '../../core/explain';
import { failureOf } from '../../core/failure';
import type { Formats } from '../../core/formats';
import { keyOf, mayChange, type ImportJob } from '../../core/job';
import type { JobStore } from '../../core/jobStore';
import type { Paces } from '../../core/pace';
import type { JobSource } from '../../core/source';
import type { FromPage, Place, ToPage } from '../../webview/details/messages';
import type { JobTarget } from '../jobActions';
import type { Log } from '../log';
import { isFromPage } from './fromPage';
import { act, copyEntries, type PageActionsParts } from './pageActions';

export interface DetailsPanelParts extends PageActionsParts {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly paces: Paces;
  readonly formats: Formats;
  readonly now: () => number;
  readonly log: Log;
  /** What makes the page's words of a job. In a bundle of its own, for only a panel needs it. */
  readonly describe: () => Promise<typeof describeJob>;
}

const gone = {
  type: 'empty',
  title: 'This import job is gone',
  text: 'The service has it no longer, or its connection was removed.',
} as const;

/** One panel with the details of one job. The page only draws: what it shows is here and in the store. */
export class DetailsPanel implements Disposable {
  readonly panel: WebviewPanel;
  /** By which the commands of its context menu know it. */
  readonly number: number;
  readonly #parts: DetailsPanelParts;
  readonly #lifetime = new Disposables();
  #place: Place;
  #account: Account | undefined;
  #source: JobSource | undefined;
  #describe: typeof describeJob | undefined;
  #read: DetailsModel['read'] | undefined;
  /** The status for which every detail was asked for last, so that one failing read is not repeated for ever. */
  #askedFor: string | undefined;
  /** What is sent is of the newest job alone. */
  #turn = 0;

  constructor(panel: WebviewPanel, number: number, place: Place, parts: DetailsPanelParts) {
    this.panel = panel;
    this.number = number;
    this.#parts = parts;
    this.#place = place;
    this.#lifetime.add(
      parts.store.onDidChange(({ connectionId, added, updated, removed }) => {
        const key = keyOf(this.#place.job);
        const isOurs = connectionId === this.#place.connection;
        if (isOurs && (removed.includes(key) || updated.some(({ after }) => after.key === key) || added.some((job) => job.key === key))) {
          this.draw();
          this.#readIfNeeded();
        }
      }),
    );
    this.#lifetime.add(
      parts.accounts.onDidChange(() => {
        if (parts.accounts.get(this.#place.connection) !== this.#account) {
          void this.#begin();
        }
      }),
    );
    this.#lifetime.add(
      parts.failedRecords.onDidSummarize(() => {
        this.draw();
      }),
    );
    this.#lifetime.add(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        if (isFromPage(message)) {
          void this.#handle(message);
        }
      }),
    );
    void this.#begin();
  }

  get isPinned(): boolean {
    return this.#place.pinned;
  }

  /** Whether it shows this job. */
  shows({ account, job }: JobTarget): boolean {
    return this.#place.connection === account.connection.id && keyOf(this.#place.job) === job.key;
  }

  /** The job that it shows, where that is known. */
  get target(): JobTarget | undefined {
    const job = this.#job();
    return this.#account === undefined || job === undefined ? undefined : { account: this.#account, job };
  }

  /** Shows another job. */
  show({ account, job: { service, id, scope } }: JobTarget): void {
    const job = scope === undefined ? { service, id } : { service, id, scope };
    this.#place = { connection: account.connection.id, job, pinned: this.#place.pinned };
    void this.#begin();
  }

  pin(pinned: boolean): void {
    this.#place = { ...this.#place, pinned };
    this.draw();
  }

  /** Sends the page all that it is to show. A hidden page gets no messages, so it is to be called when it appears. */
  draw(): void {
    if (!this.panel.visible || this.#describe === undefined) {
      return;
    }
    const { target } = this;
    if (target !== undefined) {
      const model = this.#describe(target.job, this.#contextOf(target));
      this.panel.title = model.title;
      this.#post({ type: 'show', model, place: this.#place, panel: this.number });
    } else if (this.#account !== undefined && this.#read?.state === 'failed') {
      const { sentence, next, action } = this.#read;
      this.#post({ type: 'empty', title: 'The import job could not be read', text: `${sentence}. ${next}.`, action });
    } else if (this.#account === undefined || this.#read?.state === 'ready') {
      this.#post(gone);
    }
  }

  dispose(): void {
    this.#lifetime.dispose();
    this.#turn++;
  }

  /** Begins with the job of its place as if with a new panel. */
  async #begin(): Promise<void> {
    const turn = ++this.#turn;
    const account = this.#parts.accounts.get(this.#place.connection);
    this.#account = account;
    this.#source = undefined;
    this.#askedFor = undefined;
    const isKnown = this.#job() !== undefined;
    this.#read = isKnown ? { state: 'ready', at: this.#parts.now() } : undefined;
    this.#describe ??= await this.#parts.describe();
    if (isKnown) {
      // They have been there since its list was read.
      const sources = await account?.sources();
      this.#source = turn === this.#turn ? sources?.find(({ service }) => service === this.#place.job.service) : this.#source;
    }
    if (turn !== this.#turn) {
      return;
    }
    this.draw();
    if (isKnown || account === undefined) {
      this.#readIfNeeded();
    } else {
      await this.#readJob();
    }
  }

  #job(): ImportJob | undefined {
    return this.#parts.store.get(this.#place.connection, keyOf(this.#place.job));
  }

  /** A list may leave out what people open a job for. */
  #readIfNeeded(): void {
    const job = this.#job();
    if (job === undefined || job.complete) {
      return;
    }
    // While it runs, its lists tell the counts; the rest is read once, and again when it has ended.
    const reason = mayChange(job) ? 'running' : job.status;
    if (this.#askedFor !== reason) {
      this.#askedFor = reason;
      void this.#readJob();
    }
  }

  async #readJob(): Promise<void> {
    const turn = this.#turn;
    this.#read = { state: 'loading' };
    this.draw();
    let read: DetailsModel['read'];
    try {
      const sources = await this.#account?.sources();
      await this.#account?.getJob(this.#place.job);
      this.#source ??= turn === this.#turn ? sources?.find(({ service }) => service === this.#place.job.service) : undefined;
      read = { state: 'ready', at: this.#parts.now() };
    } catch (error) {
      const failure = failureOf(error);
      this.#parts.log.failure('Reading an import job', failure);
      const { sentence, next, step } = explain(failure);
      read = { state: 'failed', sentence, next, action: step === 'showLog' ? 'showLog' : 'refresh' };
    }
    if (turn === this.#turn) {
      this.#read = read;
      this.draw();
    }
  }

  #contextOf({ account, job }: JobTarget): Parameters<typeof describeJob>[1] {
    const { formats, paces, failedRecords, now } = this.#parts;
    const records = failedRecords.summaryOf({ account, job });
    return {
      connectionLabel: account.connection.label,
      serviceLabel: this.#source?.root.label ?? job.service,
      names: namesOf(account, this.#source, job),
      read: this.#read ?? { state: 'ready', at: now() },
      pace: paces.of(account.connection.id, job),
      ...(records === undefined ? {} : { records }),
      formatTime: formats.time,
      formatCount: formats.count,
    };
  }

  #post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  async #handle(message: FromPage): Promise<void> {
    const { target } = this;
    switch (message.type) {
      case 'ready':
        this.draw();
        return;
      case 'act':
        switch (message.action) {
          case 'refresh':
            await this.#readJob();
            this.#post({ type: 'acted', action: 'refresh', ok: true });
            return;
          case 'showLog':
            this.#parts.log.show();
            return;
          default:
            this.#post({
              type: 'acted',
              action: message.action,
              ok: target !== undefined && (await act(message.action, target, this.#parts)),
            });
            return;
        }
      case 'copyEntry':
        this.#post({ type: 'entryCopied', index: message.index, ok: target !== undefined && (await copyEntries(target, [message.index])) > 0 });
        return;
      case 'copyEntries':
        this.#post({ type: 'entriesCopied', what: message.what, count: target === undefined ? 0 : await copyEntries(target, message.indices) });
    }
  }
}

/** What the application and the segment of a job are called, as far as their rows have been read. */
function namesOf(account: Account, source: JobSource | undefined, job: ImportJob): { application?: string; segment?: string } {
  const labelOf = (branchId: string | undefined) =>
    source === undefined || branchId === undefined ? undefined : account.labelOf(source, branchId);
  const application = labelOf(job.scope);
  const segment = job.destination?.kind === 'segment' && job.destination.segmentId !== undefined ? labelOf(source?.branchesOf(job).at(-1)) : undefined;
  return { ...(application === undefined ? {} : { application }), ...(segment === undefined ? {} : { segment }) };
}
