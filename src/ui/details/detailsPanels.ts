import { randomBytes } from 'node:crypto';
import { Uri, ViewColumn, commands, l10n, window, type WebviewPanel } from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/emitter';
import type { PanelState } from '../../webview/details/pageMessages';
import type { JobTarget } from '../jobActions';
import { fieldsOf } from '../../core/text/json';
import type { JobNode } from '../tree/nodes';
import { detailsHtml } from './detailsHtml';
import { DetailsPanel, type DetailsPanelDependencies } from './detailsPanel';
import { readPanelState } from './panelState';
import { tabIcons } from './tabIcons';
import { viewType } from './viewType';
import { showInformation } from '../messages';
import { unpromptedPurpose, userPurpose, type Purpose } from '../../core/base/request';

interface Dependencies extends Omit<DetailsPanelDependencies, 'tabIcons'> {
  readonly extensionUri: Uri;
  /** Called when a panel was shown, hidden or closed. */
  readonly onDidChangeVisibility: () => void;
}

/** Context key for the pin buttons in the editor's title. */
const pinnedContext = 'importJobs.detailsPinned';

/** The details panels: one that follows the selection, and any number pinned to their jobs. */
export class DetailsPanels implements Disposable {
  readonly #dependencies: Dependencies & DetailsPanelDependencies;
  readonly #panels = new Set<DetailsPanel>();
  readonly #shown = new Emitter<JobTarget>();
  /** Fires when the user opens a job in a panel, or makes a panel active. */
  readonly onDidShowJob = this.#shown.listen;
  #numbers = 0;

  constructor(dependencies: Dependencies) {
    this.#dependencies = {
      ...dependencies,
      tabIcons: tabIcons(Uri.joinPath(dependencies.extensionUri, 'media', 'tab')),
    };
  }

  get isVisible(): boolean {
    return [...this.#panels].some(({ panel }) => panel.visible);
  }

  /**
   * Shows a job in the panel pinned to it, else in the one that follows the selection, else in a new one.
   * @param takesFocus whether to move the focus to the panel's heading
   */
  show(target: JobTarget, where: 'active' | 'beside', takesFocus = false): void {
    const pinned = [...this.#panels].find((panel) => panel.isPinned && panel.shows(target));
    const shown = pinned ?? this.#following();
    const column = where === 'beside' ? ViewColumn.Beside : ViewColumn.Active;
    const panel = shown ?? this.#create(target, column, takesFocus);
    if (shown !== undefined) {
      shown.panel.reveal(where === 'beside' && pinned === undefined ? column : undefined, !takesFocus);
      if (!shown.shows(target)) {
        shown.show(target);
      }
    }
    if (takesFocus) {
      panel.focusHeading();
    }
    void this.#selectRowOf(panel);
  }

  get activeJob(): JobTarget | undefined {
    return [...this.#panels].find(({ panel }) => panel.active)?.target;
  }

  /**
   * Pins the active panel or makes it follow the selection. In the latter case, the panel that followed before is
   * pinned.
   */
  pin(pinned: boolean): void {
    const open = [...this.#panels];
    const panel =
      open.find((one) => one.panel.active) ?? open.find((one) => one.panel.visible && one.isPinned !== pinned);
    if (panel === undefined) {
      void showInformation(l10n.t('Open the details of an import job first, then pin them.'));
      return;
    }
    if (!pinned) {
      this.#following()?.pin(true);
    }
    panel.pin(pinned);
    this.#updateContext();
  }

  /** Returns the job of the panel whose context menu called a command. */
  jobOf(context: unknown): JobTarget | undefined {
    return this.panelOf(context)?.target;
  }

  /** Returns the panel whose context menu called a command. */
  panelOf(context: unknown): DetailsPanel | undefined {
    const { importJobsPanel } = fieldsOf(context);
    return [...this.#panels].find(({ number }) => number === importJobsPanel);
  }

  /**
   * Redraws all panels. Call after jobs were polled, or after more of the tree was read, which can provide labels of
   * lists.
   */
  redraw(): void {
    for (const panel of this.#panels) {
      panel.draw();
    }
  }

  dispose(): void {
    // The panels themselves stay open, so that VS Code restores them after a reload.
    for (const panel of this.#panels) {
      panel.dispose();
    }
  }

  #following(): DetailsPanel | undefined {
    return [...this.#panels].find(({ isPinned }) => !isPinned);
  }

  /**
   * Shows a selected job in the visible unpinned panel. Never opens or reveals a panel. Pass `undefined` if something
   * else is selected.
   */
  follow(node: JobNode | undefined): void {
    const job = node && this.#dependencies.store.get(node.account.connection.id, node.key);
    if (node === undefined || job === undefined) {
      return;
    }
    const target = { account: node.account, job };
    const panel = this.#following();
    const isPinned = [...this.#panels].some((other) => other.isPinned && other.shows(target));
    if (panel?.panel.visible === true && !isPinned && !panel.shows(target)) {
      panel.show(target);
    }
  }

  #create({ account, job: { service, id, scope } }: JobTarget, column: ViewColumn, takesFocus: boolean): DetailsPanel {
    const shown = { viewColumn: column, preserveFocus: !takesFocus };
    const panel = window.createWebviewPanel(viewType, l10n.t('Import Job'), shown, { enableFindWidget: true });
    const job = scope === undefined ? { service, id } : { service, id, scope };
    return this.#adopt(panel, { connection: account.connection.id, job, pinned: false }, userPurpose);
  }

  /** Fills a panel that VS Code restored. */
  restore(panel: WebviewPanel, state: unknown): void {
    const restored = readPanelState(state);
    if (restored === undefined) {
      panel.dispose();
      return;
    }
    // If the user has opened a job in the meantime, another panel already follows the selection.
    const pinned = restored.pinned || this.#following() !== undefined;
    // A window that is starting must not prompt for an MFA code.
    this.#adopt(panel, { ...restored, pinned }, unpromptedPurpose);
  }

  #adopt(panel: WebviewPanel, state: PanelState, purpose: Purpose): DetailsPanel {
    const { extensionUri, onDidChangeVisibility, formats } = this.#dependencies;
    const dist = Uri.joinPath(extensionUri, 'dist');
    const one = new DetailsPanel(panel, ++this.#numbers, state, purpose, this.#dependencies);
    this.#panels.add(one);
    panel.onDidDispose(() => {
      this.#panels.delete(one);
      one.dispose();
      this.#updateContext();
      onDidChangeVisibility();
    });
    let wasActive = panel.active;
    panel.onDidChangeViewState(() => {
      one.draw();
      if (panel.active && !wasActive) {
        void this.#selectRowOf(one);
      }
      wasActive = panel.active;
      this.#updateContext();
      onDidChangeVisibility();
    });
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.webview.html = detailsHtml({
      cspSource: panel.webview.cspSource,
      scriptUri: panel.webview.asWebviewUri(Uri.joinPath(dist, 'details.js')).toString(),
      styleUri: panel.webview.asWebviewUri(Uri.joinPath(dist, 'details.css')).toString(),
      nonce: randomBytes(16).toString('base64'),
      title: l10n.t('Import job'),
      language: formats.language,
      texts: l10n.bundle ?? {},
    });
    this.#updateContext();
    onDidChangeVisibility();
    return one;
  }

  /** Selects the row of the job that the active panel shows. */
  async #selectRowOf(panel: DetailsPanel): Promise<void> {
    const { target } = panel;
    if (target !== undefined) {
      this.#shown.fire(target);
      const isCurrent = () => panel.panel.active && panel.shows(target);
      // VS Code rejects the reveal if the tree changes in the meantime. The selection then stays the same.
      await this.#dependencies.view.selectJob(target, isCurrent).catch(() => undefined);
    }
  }

  #updateContext(): void {
    const active = [...this.#panels].find(({ panel }) => panel.active);
    void commands.executeCommand('setContext', pinnedContext, active?.isPinned ?? false);
  }
}
