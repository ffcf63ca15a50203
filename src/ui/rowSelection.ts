import { Disposables } from '../core/base/disposable';
import type { DetailsPanels } from './details/detailsPanels';
import type { JobTarget } from './jobActions';
import type { Recent } from './recent/recent';
import type { JobsView } from './tree/jobsView';
import type { Node } from './tree/nodes';

type Details = Pick<DetailsPanels, 'activeJob' | 'onDidShowJob'>;

/** What the user chose last: rows of one of the views, or a job in a details panel. */
export class RowSelection extends Disposables {
  readonly #view: JobsView;
  readonly #recent: Recent;
  readonly #details: Details;
  #isInRecent = false;
  /** The job shown last, unless its row was selected. */
  #shown: JobTarget | undefined;

  constructor(view: JobsView, recent: Recent, details: Details) {
    super();
    this.#view = view;
    this.#recent = recent;
    this.#details = details;
    this.add(recent.onDidSelectJob(() => this.#use(true, recent)));
    this.add(view.onDidSelectJob(() => this.#use(false, view)));
    this.add(
      details.onDidShowJob((job) => {
        this.#shown = this.selection.some((node) => isRowOf(node, job)) ? undefined : job;
      }),
    );
  }

  /** Whether the Recent view is visible and the user last selected rows in it. */
  get isInRecent(): boolean {
    return this.#isInRecent && this.#recent.isVisible;
  }

  /** The selected rows of the view in which the user last selected any. */
  get selection(): readonly Node[] {
    return this.isInRecent ? this.#recent.selectedNodes : this.#view.selection;
  }

  /** The job of the active details panel, if the user has chosen it there since they last selected rows. */
  get jobInPanel(): JobTarget | undefined {
    const { activeJob } = this.#details;
    const isShown = activeJob?.account === this.#shown?.account && activeJob?.job.key === this.#shown?.job.key;
    return isShown ? activeJob : undefined;
  }

  /** Notes the view of a row that the user clicked: VS Code may have reported no selection while it redrew rows. */
  clickedIn(view: 'jobs' | 'recent'): void {
    this.#isInRecent = view === 'recent';
    this.#shown = undefined;
  }

  /** Ignores empty selections, which VS Code also reports while it redraws rows. */
  #use(isInRecent: boolean, { selection }: { readonly selection: readonly unknown[] }): void {
    if (selection.length > 0) {
      this.#isInRecent = isInRecent;
      this.#shown = undefined;
    }
  }
}

function isRowOf(node: Node, { account, job }: JobTarget): boolean {
  return node.kind === 'job' && node.account === account && node.key === job.key;
}
