import * as l10n from '@vscode/l10n';
import type { WebviewPanel } from 'vscode';
import type { Accounts } from '../../core/connections/accounts';
import type { Clock } from '../../core/base/clock';
import { describeJob } from '../../core/details/describe';
import { savedText } from '../../core/copies/copyText';
import { detailsActions, type DetailsAction, type DetailsModel } from '../../core/details/model';
import type { JobFile } from '../../core/failedRecords/jobFile';
import { ShownJob } from '../../core/details/shownJob';
import { Disposables } from '../../core/base/disposable';
import { tabTitle } from '../../core/details/tabTitle';
import type { Offers } from '../../core/handOver/handOver';
import type { Formats } from '../../core/text/formats';
import { keyOf } from '../../core/jobs/job';
import type { JobStore } from '../../core/jobs/jobStore';
import type { Paces } from '../../core/polling/paces';
import type { FromPage, PanelState, ToPage } from '../../webview/details/pageMessages';
import type { ActionResult, JobTarget } from '../jobActions';
import type { Log } from '../log';
import { isFromPage } from './fromPage';
import type { TabIcons } from './tabIcons';
import { act, entriesToCopy, rowToCopy, type PageActionsDependencies } from './pageActions';
import type { Purpose } from '../../core/base/request';

export interface DetailsPanelDependencies extends PageActionsDependencies {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly paces: Paces;
  readonly formats: Formats;
  readonly clock: Clock;
  readonly log: Log;
  readonly tabIcons: TabIcons;
  readonly offersOf: (target: JobTarget) => Offers;
  /** Runs work and shows an error message when it fails. Never rejects. */
  readonly withErrorMessage: (what: string, work: () => Promise<unknown>) => Promise<void>;
}

const noJob = {
  type: 'empty',
  title: l10n.t('Import job no longer available'),
  text: l10n.t('It was deleted in AWS, its connection was removed, or the settings hide its service.'),
  busy: [],
} as const;

/** A panel with the details of a job. The page renders what the panel sends. */
export class DetailsPanel extends Disposables {
  readonly panel: WebviewPanel;
  /** Identifies the panel to the commands of its context menu. */
  readonly number: number;
  readonly #dependencies: DetailsPanelDependencies;
  readonly #shown: ShownJob;
  /** Actions in progress, each with its job. */
  readonly #inProgress = new Set<string>();
  #state: PanelState;
  #model: DetailsModel | undefined;
  /** Whether the page is loaded. Hiding the panel unloads the page. */
  #isLoaded = false;
  /** Whether to move the focus to the heading once the page shows the job. */
  #wantsFocus = false;

  constructor(
    panel: WebviewPanel,
    number: number,
    state: PanelState,
    purpose: Purpose,
    dependencies: DetailsPanelDependencies,
  ) {
    super();
    this.panel = panel;
    this.number = number;
    this.#dependencies = dependencies;
    this.#state = state;
    this.#shown = this.add(
      new ShownJob(
        state.connection,
        state.job,
        {
          ...dependencies,
          onChange: () => this.draw(),
          onFailure: (failure) => dependencies.log.failure('Reading an import job', failure),
        },
        purpose,
      ),
    );
    this.add(dependencies.failedRecords.onDidChange(() => this.draw()));
    this.add(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        if (isFromPage(message)) {
          void dependencies.withErrorMessage(whatFailed(message), () => this.#handle(message));
        }
      }),
    );
  }

  get isPinned(): boolean {
    return this.#state.pinned;
  }

  shows({ account, job }: JobTarget): boolean {
    return this.#state.connection === account.connection.id && keyOf(this.#state.job) === job.key;
  }

  /** The job that the panel shows, if known. */
  get target(): JobTarget | undefined {
    const { account, job } = this.#shown;
    return account === undefined || job === undefined ? undefined : { account, job };
  }

  show({ account, job: { service, id, scope } }: JobTarget): void {
    const job = scope === undefined ? { service, id } : { service, id, scope };
    this.#state = { connection: account.connection.id, job, pinned: this.#state.pinned };
    this.#shown.show(account.connection.id, job);
  }

  /** Reads the job again, like the page's Refresh button. */
  refresh(): Promise<void> {
    return this.#act('refresh');
  }

  pin(pinned: boolean): void {
    this.#state = { ...this.#state, pinned };
    this.draw();
  }

  /** Moves the focus to the page's heading, so that a screen reader announces the job. */
  focusHeading(): void {
    this.#wantsFocus = true;
    this.draw();
  }

  /**
   * Updates the tab and sends the page its content. Call when the panel becomes visible, because a hidden page receives
   * no messages.
   */
  draw(): void {
    if (this.isDisposed) {
      return;
    }
    const { target } = this;
    if (target !== undefined) {
      this.#drawTab(target);
    }
    if (this.panel.visible) {
      this.#drawPage(target);
    } else {
      this.#isLoaded = false;
    }
  }

  #drawTab({ account, job }: JobTarget): void {
    const { formats, clock, tabIcons } = this.#dependencies;
    const { source } = this.#shown;
    this.panel.title = tabTitle(
      job,
      (listId) => source && account.labelOf(source, listId),
      (time) => formats.shortDateTime(time, clock.now()),
    );
    this.panel.iconPath = tabIcons[job.phase];
  }

  #drawPage(target: JobTarget | undefined): void {
    const { account, read } = this.#shown;
    if (target !== undefined) {
      this.#model = describeJob(target.job, this.#contextOf(target));
      this.#post({ type: 'show', model: this.#model, panelState: this.#state, panel: this.number, busy: this.#busy() });
    } else if (account !== undefined && read?.state === 'failed') {
      const { sentence, next, action } = read;
      this.#post({
        type: 'empty',
        title: l10n.t('The import job could not be read'),
        text: l10n.t({ message: '{0}. {1}.', args: [sentence, next], comment: ['A cause and the next step'] }),
        action,
        busy: this.#busy(),
      });
    } else if (account === undefined || read?.state === 'ready') {
      this.#post(noJob);
    } else {
      return;
    }
    if (this.#wantsFocus && this.#isLoaded) {
      this.#wantsFocus = false;
      this.#post({ type: 'focusHeading' });
    }
  }

  #contextOf({ account, job }: JobTarget): Parameters<typeof describeJob>[1] {
    const { formats, paces, failedRecords, clock } = this.#dependencies;
    const { source, read } = this.#shown;
    const records = failedRecords.summaryOf({ account, job });
    return {
      connectionLabel: account.connection.label,
      serviceLabel: source?.root.label ?? job.service,
      labelOf: (listId) => source && account.labelOf(source, listId),
      ...(account.connection.kind === 'copy'
        ? { read: { state: 'saved' as const, text: savedText(account.connection, formats) } }
        : {
            read: read ?? { state: 'ready' as const, at: clock.now() },
            pace: paces.of(account.connection.id, job),
          }),
      ...(records === undefined ? {} : { records }),
      offers: this.#dependencies.offersOf({ account, job }),
      now: clock.now(),
      formatTime: formats.time,
      formatCount: formats.count,
    };
  }

  /** Sends a message unless the panel was closed while work was in progress: VS Code would throw. */
  #post(message: ToPage): void {
    if (!this.isDisposed) {
      void this.panel.webview.postMessage(message);
    }
  }

  async #handle(message: FromPage): Promise<void> {
    const { target } = this;
    switch (message.type) {
      case 'ready':
        this.#isLoaded = true;
        this.draw();
        return;
      case 'act':
        await this.#act(message.action);
        return;
      case 'copyRow': {
        const { id } = message;
        await this.#copy(rowToCopy(this.#model, id), (count) => ({ type: 'rowCopied', id, ok: count > 0 }));
        return;
      }
      case 'copyEntry': {
        const { index } = message;
        await this.#copy(entriesToCopy(target, [index]), (count) => ({ type: 'entryCopied', index, ok: count > 0 }));
        return;
      }
      case 'copyEntries': {
        const { what, indices } = message;
        await this.#copy(entriesToCopy(target, indices), (count) => ({ type: 'entriesCopied', what, count }));
      }
    }
  }

  /** @param answer returns the reply to the page, which waits for a reply even if the clipboard fails */
  async #copy(lines: readonly string[], answer: (count: number) => ToPage): Promise<void> {
    let count = 0;
    try {
      if (lines.length > 0) {
        await this.#dependencies.clipboard.writeText(lines.join('\n'));
        count = lines.length;
      }
    } finally {
      this.#post(answer(count));
    }
  }

  /** Performs an action unless it is already in progress. The panel tracks actions even while the page is hidden. */
  async #act(action: DetailsAction): Promise<void> {
    if (this.#busy().includes(action)) {
      return;
    }
    const name = this.#nameOf(action);
    this.#inProgress.add(name);
    this.draw();
    let result: ActionResult = { ok: false };
    try {
      result = await this.#do(action);
    } finally {
      this.#inProgress.delete(name);
      this.draw();
      if (name === this.#nameOf(action)) {
        this.#post({ type: 'acted', action, ...result });
      }
    }
  }

  async #do(action: DetailsAction): Promise<ActionResult> {
    switch (action) {
      case 'refresh':
        await this.#shown.readAgain();
        return { ok: true };
      case 'showLog':
        this.#dependencies.log.show();
        return { ok: true };
      default:
        return this.target === undefined ? { ok: false } : act(action, this.target, this.#dependencies);
    }
  }

  #busy(): readonly DetailsAction[] {
    return detailsActions.filter(
      (action) =>
        this.#inProgress.has(this.#nameOf(action)) ||
        (action === 'saveFailedRecords' && this.#isSaving('failedRecords')) ||
        (action === 'saveResult' && this.#isSaving('result')),
    );
  }

  /**
   * Whether a file is being saved. A save can also start outside the panel, for example when a file is too large for an
   * editor.
   */
  #isSaving(file: JobFile): boolean {
    return this.target !== undefined && this.#dependencies.failedRecords.isSaving(this.target, file);
  }

  #nameOf(action: DetailsAction): string {
    return `${action} ${this.#state.connection} ${keyOf(this.#state.job)}`;
  }
}

/** Returns the error message for a request of the page that failed. */
function whatFailed(message: FromPage): string {
  const name = message.type === 'act' ? message.action : message.type;
  return name.startsWith('copy') ? l10n.t('Could not copy') : l10n.t('The action failed');
}
