import type { CancellationToken, TreeDataProvider, TreeItem } from 'vscode';
import type { Account } from '../../core/connections/account';
import type { Accounts } from '../../core/connections/accounts';
import type { Clock } from '../../core/base/clock';
import { Disposables } from '../../core/base/disposable';
import { explain } from '../../core/failures/explain';
import { failureOf, type ServiceFailure } from '../../core/failures/failure';
import type { CurrentFilter } from '../../core/find/currentFilter';
import type { Folder } from '../../core/jobs/folder';
import { mayChange } from '../../core/jobs/job';
import type { JobStore, JobStoreChange } from '../../core/jobs/jobStore';
import { backgroundPurpose, userPurpose } from '../../core/base/request';
import type { JobSource } from '../../core/jobs/source';
import { DayChange } from './dayChange';
import { LinkExpiries } from './linkExpiries';
import { failureRow, rowsBelowItems } from './listRows';
import { NodeCache } from './nodeCache';
import { accountOf, nodeId, type AccountNode, type FolderNode, type JobNode, type Node } from './nodes';
import { presentRows } from './presentRows';
import { RowChanges } from './rowChanges';
import type { TreeItems } from './treeItems';

type RowItems = Pick<TreeItems, 'itemOf' | 'resolve' | 'hasVisibleChange' | 'isRestored' | 'keepExpanded'>;

/** Number of connections up to which all of them start expanded. */
const maxExpanded = 3;

/**
 * Data provider of the Jobs view. `getChildren` never waits: it returns what is known and fires a change once more is
 * known. So no change is fired while VS Code waits for the children of a row or of a row below it (see {@link
 * RowChanges}).
 */
export class JobTree extends Disposables implements TreeDataProvider<Node> {
  readonly #accounts: Accounts;
  readonly #items: RowItems;
  readonly #store: JobStore;
  readonly #filter: CurrentFilter;
  readonly #cache = new NodeCache();
  readonly #changes: RowChanges;
  /** Services of each account whose row was expanded, or why they could not be loaded. */
  readonly #services = new WeakMap<Account, 'loading' | readonly JobSource[] | ServiceFailure>();
  /** Rows of the folders shown. */
  readonly #rows = new Map<Folder, FolderNode>();
  /** Folder whose first page `getChildren` is requesting. Its rows already show that, so no change is fired. */
  #opening: Folder | undefined;
  readonly #waiting: (() => void)[] = [];
  readonly #folded = new WeakSet<Node>();
  /** Accounts with a row for a credential error that no list shows. */
  readonly #withCredentialErrorRow = new WeakSet<Account>();
  /** State that each account's row was last drawn with, to detect changes. */
  readonly #drawnStates = new WeakMap<Account, string>();
  /** Rows of lists whose tooltip VS Code keeps. It counts the jobs in progress, so it can become outdated. */
  readonly #withTooltip = new WeakSet<FolderNode>();
  /** Redraws rows of jobs at midnight: they show the date unless it is today. */
  readonly #dayChange: DayChange;
  readonly #linkExpiries: LinkExpiries;

  constructor(
    accounts: Accounts,
    store: JobStore,
    items: RowItems,
    clock: Clock,
    filter: CurrentFilter,
    changes = new RowChanges(),
  ) {
    super();
    this.#dayChange = this.add(
      new DayChange(clock, () => {
        const lists = this.#cache.listsOfJobs();
        this.#redrawLists((row) => lists.has(row));
      }),
    );
    this.#linkExpiries = this.add(new LinkExpiries(clock, (row) => this.#changes.add(...this.#cache.present(row))));
    this.#changes = changes;
    this.#accounts = accounts;
    this.#items = items;
    this.#store = store;
    this.#filter = filter;
    this.add(
      accounts.onDidChange(() => {
        this.#forgetRemovedRows();
        this.#changes.add(undefined);
      }),
    );
    this.add(
      accounts.onDidChangeServices(({ account, sources }) => {
        this.#forgetRemovedRows();
        this.#services.set(account, sources);
        this.#changes.add(this.accountRow(account));
      }),
    );
    this.add(accounts.onDidChangeFolder(({ folder }) => this.#folderChanged(folder)));
    this.add(accounts.onDidChangeCredentials((account) => this.#credentialErrorChanged(account)));
    this.add(store.onDidChange((change) => this.#jobsChanged(change)));
    this.add(filter.onDidChange(() => this.#redrawLists(({ folder }) => folder.jobs.length > 0)));
  }

  #jobsChanged({ connectionId, added, updated, removed }: JobStoreChange): void {
    for (const key of removed) {
      for (const row of this.#cache.jobNodes(connectionId, key)) {
        this.#linkExpiries.drawn(row, undefined);
      }
      this.#cache.forgetJob(connectionId, key);
    }
    for (const { before, after } of updated) {
      if (this.#items.hasVisibleChange(before, after)) {
        this.#changes.add(...this.#cache.jobNodes(connectionId, after.key));
      }
    }
    if (added.length > 0 || removed.length > 0 || updated.some(hasFinished)) {
      this.#redrawLists((row) => row.account.connection.id === connectionId && this.#withTooltip.has(row));
    }
    const moved = updated.filter(({ before, after }) => this.#filter.matches(before) !== this.#filter.matches(after));
    if (moved.length > 0) {
      const keys = new Set(moved.map(({ after }) => after.key));
      this.#redrawLists(
        ({ account, folder }) => account.connection.id === connectionId && folder.jobs.some(({ key }) => keys.has(key)),
      );
    }
    if (!this.#cache.hasJobs) {
      this.#dayChange.stop();
    }
  }

  #redrawLists(isMeant: (row: FolderNode) => boolean): void {
    this.#changes.add(...presentRows(this.#rows.values()).filter(isMeant));
  }

  #folderChanged(folder: Folder): void {
    const row = this.#rows.get(folder);
    if (row !== undefined) {
      if (folder !== this.#opening) {
        this.#changes.add(row);
      }
      this.#connectionChanged(row.account);
    }
  }

  #credentialErrorChanged(account: Account): void {
    // A row is needed only if no list shows the failure.
    if (account.hasOwnCredentialError || this.#withCredentialErrorRow.has(account)) {
      this.#changes.add(this.accountRow(account));
    }
    this.#connectionChanged(account);
  }

  /** Redraws a connection's row, which shows whether the connection can reach AWS, if that has changed. */
  #connectionChanged(account: Account): void {
    if (stateOf(account) !== (this.#drawnStates.get(account) ?? stateOf({}))) {
      this.#changes.add(this.accountRow(account));
    }
  }

  getTreeItem(node: Node): TreeItem {
    if (node.kind === 'account') {
      this.#drawnStates.set(node.account, stateOf(node.account));
    } else if (node.kind === 'folder') {
      this.#withTooltip.delete(node);
    } else if (node.kind === 'job') {
      this.#dayChange.start();
      const job = this.#store.get(node.account.connection.id, node.key);
      this.#linkExpiries.drawn(node, job?.awaitsUpload?.until);
    }
    return this.#items.itemOf(node, node.kind === 'account' && this.#startsCollapsed(node.account));
  }

  /** Whether a row starts collapsed if the user never toggled it: with many connections, all except the first do. */
  #startsCollapsed(account: Account): boolean {
    const { all } = this.#accounts;
    return all.length > maxExpanded && account !== all[0];
  }

  resolveTreeItem(item: TreeItem, node: Node, token: CancellationToken): TreeItem {
    if (token.isCancellationRequested) {
      return item;
    }
    if (node.kind === 'folder') {
      this.#withTooltip.add(node);
    }
    return this.#items.resolve(item, node);
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'account' ? undefined : rowOf(node.parent);
  }

  readonly onDidChangeTreeData = (listener: (nodes: Node[] | undefined) => void) => this.#changes.listen(listener);

  getChildren(node?: Node): Node[] {
    // VS Code registers the children in microtasks.
    for (const resolve of this.#waiting.splice(0)) {
      setImmediate(resolve);
    }
    switch (node?.kind) {
      case undefined:
        return this.#accounts.all.map((account) => this.accountRow(account));
      case 'account':
        // VS Code may still request children of a connection that was removed and perhaps added again.
        return this.isShown(node) ? this.#servicesOf(node) : [];
      case 'folder':
        return this.isShown(node) ? this.#contents(node) : [];
      default:
        return [];
    }
  }

  /** Resolves when VS Code has requested rows again and registered them. */
  nextRows(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Reveals a row once VS Code can find it: see {@link RowChanges}. */
  reveal(reveal: () => PromiseLike<void>): Promise<void> {
    return this.#changes.reveal(reveal);
  }

  /** Whether the connection and the list of a row are still shown. */
  isShown(node: Node): boolean {
    const list = node.kind === 'folder' ? node : this.getParent(node);
    const isRemoved = list?.kind === 'folder' && list.folder.isDisposed;
    return !isRemoved && this.#accounts.all.includes(accountOf(node));
  }

  accountRow(account: Account): AccountNode {
    return this.#cache.get({ kind: 'account', id: nodeId(undefined, account.connection.id), account });
  }

  /** Whether the filter hides a job that has been read. */
  isHidden(account: Account, key: string): boolean {
    const job = this.#store.get(account.connection.id, key);
    return job !== undefined && !this.#filter.matches(job);
  }

  /** Returns a job's row, if a list shown so far contains the job and the filter does not hide it. */
  jobRow(account: Account, key: string): JobNode | undefined {
    return this.isHidden(account, key)
      ? undefined
      : this.#cache
          .jobNodes(account.connection.id, key)
          .find(({ parent }) => parent.kind === 'folder' && parent.folder.jobs.some((job) => job.key === key));
  }

  /** Returns a branch's row, if it has been read. */
  branchRow(account: Account, { service }: JobSource, branchId: string): FolderNode | undefined {
    return presentRows(this.#rows.values()).find(
      (row) => row.account === account && row.source.service === service && row.folder.branch.id === branchId,
    );
  }

  /** Returns a job's row unless it is inside a collapsed row. */
  shownJobRow(account: Account, key: string): JobNode | undefined {
    const row = this.jobRow(account, key);
    return row === undefined || this.#isFolded(row) ? undefined : row;
  }

  /** Loads a connection's services. Returns the row of the first list, or of the connection if they could not be loaded. */
  async firstList(account: Account): Promise<AccountNode | FolderNode> {
    const row = this.accountRow(account);
    const known = this.#services.get(account);
    const services = typeof known === 'object' && !('kind' in known) ? known : await this.#loadServices(account);
    if ('kind' in services || services[0] === undefined || !this.isShown(row)) {
      return row;
    }
    const [source] = services;
    const root = this.#folderRow(row, source, account.folder(source, source.root));
    const [first] = source.root.fixed ?? [];
    return first === undefined ? root : this.#folderRow(root, source, account.folder(source, first));
  }

  /** Returns the rows of a folder's current jobs that match the filter, newest first. */
  jobRows(parent: FolderNode): readonly JobNode[] {
    const { account, folder } = parent;
    return folder.jobs
      .filter((job) => this.#filter.matches(job))
      .map(({ key }) => this.#cache.get({ kind: 'job', id: nodeId(parent.id, `job ${key}`), account, key, parent }));
  }

  /** Returns the folders at and below a row whose lists were requested, outermost first; without a row, all of them. */
  openFolders(node?: AccountNode | FolderNode): readonly Folder[] {
    return presentRows(this.#rows.values()).flatMap(({ folder, id }) => {
      const isBelow = node === undefined || id === node.id || id.startsWith(`${node.id}/`);
      return isBelow && (folder.isRead || folder.failure !== undefined) ? [folder] : [];
    });
  }

  /** Returns the rows of lists that have more to load. */
  unfinishedLists(): readonly FolderNode[] {
    return presentRows(this.#rows.values()).filter(({ folder }) => folder.isRead && folder.hasMore);
  }

  /** Returns the open folders at and below a row, except those inside a collapsed row. */
  expandedLists(node: AccountNode | FolderNode): readonly Folder[] {
    return this.openFolders(node).filter((folder) => !this.#isFolded(this.#rows.get(folder)));
  }

  /** Whether a row or one of its ancestors is collapsed. */
  #isFolded(row: Node | undefined): boolean {
    return row !== undefined && (this.#folded.has(row) || this.#isFolded(this.getParent(row)));
  }

  /** Remembers that the user collapsed or expanded a row. */
  fold(node: Node, isFolded: boolean): void {
    this.#folded[isFolded ? 'add' : 'delete'](node);
  }

  /** Redraws a row and everything below it. Also retries loading services that could not be loaded. */
  redraw(node: Node): void {
    if (node.kind === 'account') {
      const services = this.#services.get(node.account);
      if (typeof services === 'object' && 'kind' in services) {
        this.#services.delete(node.account);
      }
    }
    this.#changes.add(node);
  }

  #servicesOf(node: AccountNode): Node[] {
    const { account } = node;
    const services = this.#services.get(account);
    if (services === undefined) {
      void this.#loadServices(account);
    }
    if (services === undefined || services === 'loading') {
      return [this.#cache.get({ kind: 'loading', id: nodeId(node.id, 'loading'), parent: node })];
    }
    return 'kind' in services
      ? [failureRow(this.#cache, node, services)]
      : [
          ...services.map((source) => this.#folderRow(node, source, account.folder(source, source.root))),
          ...this.#credentialErrorRow(node),
        ];
  }

  async #loadServices(account: Account): Promise<readonly JobSource[] | ServiceFailure> {
    this.#services.set(account, 'loading');
    const services = await account.sources().catch(failureOf);
    this.#services.set(account, services);
    if (this.#accounts.all.includes(account)) {
      this.#changes.add(this.accountRow(account));
    }
    return services;
  }

  #contents(node: FolderNode): Node[] {
    const { account, source, folder } = node;
    if (!folder.isRead && folder.state.kind === 'idle') {
      this.#opening = folder;
      this.#items.keepExpanded(node.id);
      // A window that is starting must not prompt for an MFA code.
      void folder.loadMore(this.#items.isRestored(node.id) ? backgroundPurpose : userPurpose);
      this.#opening = undefined;
    }
    return [
      ...folder.branches.map((branch) => this.#folderRow(node, source, account.folder(source, branch))),
      ...this.jobRows(node),
      ...rowsBelowItems(node, this.#cache, this.#filter),
    ];
  }

  #folderRow(parent: AccountNode | FolderNode, source: JobSource, folder: Folder): FolderNode {
    const id = nodeId(parent.id, `${source.service} ${folder.branch.id}`);
    const row = this.#cache.get({ kind: 'folder', id, account: parent.account, source, folder, parent });
    this.#rows.set(folder, row);
    return row;
  }

  #credentialErrorRow(node: AccountNode): readonly Node[] {
    const { account } = node;
    if (account.credentialError === undefined || !account.hasOwnCredentialError) {
      this.#withCredentialErrorRow.delete(account);
      return [];
    }
    this.#withCredentialErrorRow.add(account);
    return [failureRow(this.#cache, node, account.credentialError)];
  }

  #forgetRemovedRows(): void {
    this.#cache.forget((node) => !this.isShown(node));
    for (const [folder, row] of this.#rows) {
      if (!this.isShown(row)) {
        this.#rows.delete(folder);
      }
    }
  }
}

/** Returns the parent of a row of this tree. */
function rowOf(parent: Exclude<Node, AccountNode>['parent']): AccountNode | FolderNode | undefined {
  return parent.kind === 'day' || parent.kind === 'unread' ? undefined : parent;
}

function hasFinished({ before, after }: JobStoreChange['updated'][number]): boolean {
  return mayChange(before) && !mayChange(after);
}

/** Returns the part of an account's state that its row shows. `{}` stands for an unused account. */
function stateOf({ failure, canSignIn }: Partial<Pick<Account, 'failure' | 'canSignIn'>>): string {
  return JSON.stringify([failure && explain(failure).label, canSignIn !== false]);
}
