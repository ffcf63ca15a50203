import type { TreeView } from 'vscode';
import type { Account } from '../../core/connections/account';
import { Disposables, type Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/emitter';
import type { Folder } from '../../core/jobs/folder';
import type { ImportJob } from '../../core/jobs/job';
import type { JobSource } from '../../core/jobs/source';
import type { JobTarget } from '../jobActions';
import type { Expansion } from './expansion';
import type { JobTree } from './jobTree';
import type { FolderNode, JobNode, Node } from './nodes';

/** Subjects of the message above the rows, most urgent first. The filter is always shown. */
const subjects = ['throttling', 'connections', 'services'] as const;
type Subject = (typeof subjects)[number] | 'filter';

/** The Jobs view: its selection, visibility, message and badge. */
export class JobsView extends Disposables {
  readonly #tree: JobTree;
  readonly #expansion: Expansion;
  readonly #view: TreeView<Node>;
  readonly #selected = new Emitter<JobNode | undefined>();
  /** Fires when the user selects a job; with `undefined` when they select anything else. */
  readonly onDidSelectJob = this.#selected.listen;
  readonly #unfolded = new Emitter<{ readonly account: Account; readonly folders: readonly Folder[] }>();
  /** Fires when the user expands a row, with the previously read lists that become visible. */
  readonly onDidExpandRow = this.#unfolded.listen;
  readonly #messages: Partial<Record<Subject, string | undefined>> = {};
  /** The row most recently selected by the extension rather than by the user. */
  #revealed: Node | undefined;

  /** @param view shows the tree; disposed of together with this object */
  constructor(tree: JobTree, view: TreeView<Node>, expansion: Expansion) {
    super();
    this.#tree = tree;
    this.#view = view;
    this.#expansion = expansion;
    this.add(this.#view);
    this.add(
      this.#view.onDidChangeSelection(({ selection }) => {
        const [node] = selection.length === 1 ? selection : [];
        const isOurs = node !== undefined && node === this.#revealed;
        this.#revealed = undefined;
        if (!isOurs) {
          this.#selected.fire(node?.kind === 'job' ? node : undefined);
        }
      }),
    );
    this.add(
      this.#view.onDidCollapseElement(({ element }) => {
        this.#tree.fold(element, true);
        this.#expansion.set(element.id, false);
      }),
    );
    this.add(
      this.#view.onDidExpandElement(({ element }) => {
        this.#tree.fold(element, false);
        this.#expansion.set(element.id, true);
        if (element.kind === 'account' || element.kind === 'folder') {
          this.#unfolded.fire({ account: element.account, folders: this.#tree.expandedLists(element) });
        }
      }),
    );
  }

  get isVisible(): boolean {
    return this.#view.visible;
  }

  /** Selected rows, except removed ones, which VS Code may still return. */
  get selection(): readonly Node[] {
    return this.#view.selection.filter((node) => this.#tree.isShown(node));
  }

  /** Resolves when VS Code has redrawn rows. Until then, no row is selected. */
  nextRows(): Promise<void> {
    return this.#tree.nextRows();
  }

  onDidChangeVisibility(listener: () => void): Disposable {
    return this.#view.onDidChangeVisibility(listener);
  }

  /**
   * Returns an account's lists that were read and are not inside a collapsed row, whether or not the view is visible.
   */
  expandedLists(account: Account): readonly Folder[] {
    return this.#tree.expandedLists(this.#tree.accountRow(account));
  }

  /** Focuses a connection's row, opening the view if needed. */
  async showConnection(account: Account): Promise<void> {
    await this.#reveal(this.#tree.accountRow(account));
  }

  /**
   * Opens the view, expands a connection down to its first list and focuses the list. Resolves to the list once reading
   * it has succeeded or failed; to `undefined` if the connection has no list.
   */
  async openFirstList(account: Account): Promise<Folder | undefined> {
    const row = await this.#tree.firstList(account);
    // Expanding the row requests its first page.
    await this.#reveal(row, { expand: true });
    if (row.kind === 'account') {
      return undefined;
    }
    const { folder } = row;
    if (!folder.isRead && folder.failure === undefined) {
      await folder.loadMore();
    }
    return folder;
  }

  /**
   * Loads the next page of a list. If called from the list's last row, moves the focus to the row above, which stays in
   * place.
   */
  async loadMore(folder: FolderNode, isFromRow: boolean): Promise<void> {
    const last = isFromRow && this.#view.visible ? this.#tree.jobRows(folder).at(-1) : undefined;
    if (last !== undefined) {
      await this.#reveal(last);
    }
    await folder.folder.loadMore();
  }

  /** The message above the rows; empty if there is none. */
  get message(): string {
    return this.#view.message ?? '';
  }

  /**
   * Sets the message about a subject or, with `undefined`, removes it. Shows the most urgent message and the filter.
   */
  setMessage(subject: Subject, text: string | undefined): void {
    this.#messages[subject] = text;
    // An empty text removes the message; `undefined` must not be assigned.
    const urgent = subjects.map((each) => this.#messages[each]).find((each) => each !== undefined);
    const message = [urgent, this.#messages.filter].filter((each) => each !== undefined).join(' · ');
    if (this.message !== message) {
      this.#view.message = message;
    }
  }

  /** Sets the badge on the view's icon; none for 0. */
  setBadge(value: number, tooltip: string): void {
    this.#view.badge = value === 0 ? undefined : { value, tooltip };
  }

  /**
   * Reveals a job's row, opening the lists that contain the job if needed. Resolves to `hidden` if the filter hides it.
   */
  async revealJob({ account, job }: JobTarget): Promise<'revealed' | 'hidden' | 'missing'> {
    if (this.#tree.isHidden(account, job.key)) {
      return 'hidden';
    }
    const row = this.#tree.jobRow(account, job.key) ?? (await this.#openListOf(account, job));
    if (row !== undefined) {
      await this.#reveal(row);
    }
    return row === undefined ? 'missing' : 'revealed';
  }

  /**
   * Selects a job's row if the view is visible, without moving the focus, expanding rows or sending requests.
   * @param isCurrent returns whether to still select the job; called when earlier reveals have finished
   */
  async selectJob({ account, job }: JobTarget, isCurrent: () => boolean): Promise<void> {
    const row = this.#tree.shownJobRow(account, job.key);
    const isToSelect = () =>
      this.isVisible &&
      isCurrent() &&
      // The user may have selected the same job in another list, or several jobs.
      !this.selection.some((node) => node.kind === 'job' && node.account === account && node.key === job.key);
    if (row !== undefined && isToSelect()) {
      await this.#reveal(row, { focus: false }, isToSelect);
    }
  }

  /** Opens the view and focuses a job's row. Resolves to `false` if the row is inside a collapsed row or missing. */
  async focusJob({ account, job }: JobTarget): Promise<boolean> {
    const row = this.#tree.shownJobRow(account, job.key);
    if (row !== undefined) {
      await this.#reveal(row);
    }
    return row !== undefined;
  }

  /** Reveals the row of a list. Resolves to whether the list has a row. */
  async revealBranch(
    account: Account,
    source: JobSource,
    branchId: string,
    options: { readonly expand?: true } = {},
  ): Promise<boolean> {
    const row = this.#tree.branchRow(account, source, branchId);
    if (row !== undefined) {
      await this.#reveal(row, options);
    }
    return row !== undefined;
  }

  /** Opens the lists that contain a job, one after another, until one shows it. Resolves to the job's row. */
  async #openListOf(account: Account, job: ImportJob): Promise<Node | undefined> {
    const source = (await account.sources()).find(({ service }) => service === job.service);
    for (const id of job.listIds) {
      const list = source && this.#tree.branchRow(account, source, id);
      if (list !== undefined) {
        await this.#tree.reveal(() => this.#view.reveal(list, { select: false, expand: true }));
        if (!list.folder.isRead) {
          await list.folder.loadMore();
        }
        const row = this.#tree.jobRows(list).find(({ key }) => key === job.key);
        if (row !== undefined) {
          return row;
        }
      }
    }
    return undefined;
  }

  /** @param isWanted returns whether to still reveal the row; called when earlier reveals have finished */
  #reveal(
    row: Node,
    options: { readonly expand?: true; readonly focus?: false } = {},
    isWanted = () => true,
  ): Promise<void> {
    return this.#tree.reveal(async () => {
      if (!isWanted()) {
        return;
      }
      if (this.#view.selection.length !== 1 || this.#view.selection[0] !== row) {
        this.#revealed = row;
      }
      try {
        await this.#view.reveal(row, { select: true, focus: true, ...options });
      } finally {
        // Any selection change that this reveal caused has arrived. The next one is the user's.
        this.#revealed = undefined;
      }
    });
  }
}
