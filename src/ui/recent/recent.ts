import * as l10n from '@vscode/l10n';
import { commands, window, type TreeView } from 'vscode';
import { Disposables } from '../../core/base/disposable';
import { Emitter } from '../../core/base/emitter';
import type { RecentJobs } from '../../core/find/recentJobs';
import { hasReturned, type Presence } from '../../core/polling/presence';
import type { JobTarget } from '../jobActions';
import type { Expansion } from '../tree/expansion';
import type { JobNode, Node } from '../tree/nodes';
import type { RecentRow } from './recentRows';
import type { RecentTree } from './recentTree';
import { recentViewId } from './recentViewId';

/** Context key for the buttons in the view's title. */
const readingContext = 'importJobs.recentReading';

/** The Recent view: its visibility, selection and progress. */
export class Recent extends Disposables {
  readonly tree: RecentTree;
  readonly #recentJobs: RecentJobs;
  readonly #expansion: Expansion;
  readonly #selected = new Emitter<JobNode | undefined>();
  /** Fires when the user selects a job; with `undefined` when they select anything else. */
  readonly onDidSelectJob = this.#selected.listen;
  #view: TreeView<RecentRow> | undefined;
  #presence: Presence = { isVisible: false, isFocused: false, isActive: false };
  /** Message above the rows; empty for none. */
  #message = '';
  #isShowingProgress = false;
  /** The row most recently selected by the extension rather than by the user. */
  #revealed: RecentRow | undefined;

  constructor(recentJobs: RecentJobs, tree: RecentTree, expansion: Expansion) {
    super();
    this.tree = this.add(tree);
    this.#recentJobs = this.add(recentJobs);
    this.#expansion = expansion;
    this.add(recentJobs.onDidChange(() => this.#showProgress()));
  }

  /** Connects this object to the view that shows the tree. Call once. */
  attach(view: TreeView<RecentRow>): void {
    this.#view = view;
    view.message = this.#message;
    this.add(view.onDidChangeVisibility(() => this.#presenceChanged()));
    this.add(window.onDidChangeWindowState(() => this.#presenceChanged()));
    this.add(view.onDidCollapseElement(({ element }) => this.#expansion.set(element.id, false)));
    this.add(view.onDidExpandElement(({ element }) => this.#expansion.set(element.id, true)));
    this.add(
      view.onDidChangeSelection(({ selection }) => {
        const [row] = selection.length === 1 ? selection : [];
        if (row === undefined || row !== this.#revealed) {
          this.#selected.fire(row?.kind === 'job' ? row : undefined);
        }
        this.#revealed = undefined;
      }),
    );
    this.#presenceChanged();
  }

  get isVisible(): boolean {
    return this.#view?.visible === true;
  }

  /** All selected rows. */
  get selection(): readonly RecentRow[] {
    return this.#view?.selection ?? [];
  }

  /** Selected rows that commands apply to. */
  get selectedNodes(): readonly Node[] {
    return this.selection.filter((row) => row.kind === 'job' || row.kind === 'failure');
  }

  /** Resolves when VS Code has redrawn rows. Until then, no row is selected. */
  nextRows(): Promise<void> {
    return this.tree.nextRows();
  }

  /** Focuses a job's row. Resolves to `false` without one. */
  async focusJob({ account, job }: JobTarget): Promise<boolean> {
    const row = this.isVisible ? this.tree.jobRow(account, job.key) : undefined;
    if (row === undefined) {
      return false;
    }
    await this.tree.reveal(async () => {
      this.#revealed = this.selection.length === 1 && this.selection[0] === row ? undefined : row;
      await this.#view?.reveal(row, { select: true, focus: true });
      this.#revealed = undefined;
    });
    return true;
  }

  /** Sets the message above the rows or, with `undefined`, removes it. */
  setMessage(text: string | undefined): void {
    this.#message = text ?? '';
    if (this.#view !== undefined) {
      this.#view.message = this.#message;
    }
  }

  /** Reads everything again if the view is open. */
  async refresh(): Promise<void> {
    if (this.#recentJobs.isOpen) {
      await this.#recentJobs.refresh();
    }
  }

  loadMore(): Promise<void> {
    return this.#recentJobs.loadMore();
  }

  /** Cancels reads. */
  stopLoading(): void {
    this.#recentJobs.cancel();
  }

  #presenceChanged(): void {
    const before = this.#presence;
    const { focused, active } = window.state;
    this.#presence = { isVisible: this.isVisible, isFocused: focused, isActive: active };
    if (!this.isVisible) {
      this.#recentJobs.close();
      this.tree.close();
      this.#showProgress();
    } else if (!this.#recentJobs.isOpen) {
      this.#recentJobs.open();
      this.tree.update();
    } else if (hasReturned(before, this.#presence)) {
      this.#recentJobs.readStale();
    }
  }

  /** Shows progress in the view while anything is read. */
  #showProgress(): void {
    const { isReading } = this.#recentJobs;
    if (isReading !== this.#isShowingProgress) {
      this.#isShowingProgress = isReading;
      void commands.executeCommand('setContext', readingContext, isReading);
      if (isReading) {
        const location = { viewId: recentViewId };
        void window.withProgress({ location, title: l10n.t('Loading') }, () => this.#recentJobs.whenRead());
      }
    }
  }
}
