import { Disposables } from '../core/base/disposable';
import type { Recent } from './recent/recent';
import type { JobsView } from './tree/jobsView';
import type { Node } from './tree/nodes';

/** The selected rows of the view in which the user last selected any. */
export class RowSelection extends Disposables {
  readonly #view: JobsView;
  readonly #recent: Recent;
  #isInRecent = false;

  constructor(view: JobsView, recent: Recent) {
    super();
    this.#view = view;
    this.#recent = recent;
    this.add(recent.onDidSelectJob(() => this.#use(true, recent)));
    this.add(view.onDidSelectJob(() => this.#use(false, view)));
  }

  /** Whether the Recent view is visible and the user last selected rows in it. */
  get isInRecent(): boolean {
    return this.#isInRecent && this.#recent.isVisible;
  }

  get selection(): readonly Node[] {
    return this.isInRecent ? this.#recent.selectedNodes : this.#view.selection;
  }

  /** Notes the view of a row that the user clicked: VS Code may have reported no selection while it redrew rows. */
  clickedIn(view: 'jobs' | 'recent'): void {
    this.#isInRecent = view === 'recent';
  }

  /** Ignores empty selections, which VS Code also reports while it redraws rows. */
  #use(isInRecent: boolean, { selection }: { readonly selection: readonly unknown[] }): void {
    if (selection.length > 0) {
      this.#isInRecent = isInRecent;
    }
  }
}
