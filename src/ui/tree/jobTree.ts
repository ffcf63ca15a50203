import { EventEmitter, type CancellationToken, type TreeDataProvider, type TreeItem } from 'vscode';
import type { Account } from '../../core/account';
import type { Accounts } from '../../core/accounts';
import { Disposables, type Disposable } from '../../core/disposable';
import { explain } from '../../core/explain';
import { failureOf } from '../../core/failure';
import type { Folder } from '../../core/folder';
import type { JobStore } from '../../core/jobStore';
import type { JobSource } from '../../core/source';
import { NodeCache } from './nodeCache';
import { accountOf, nodeId, type AccountNode, type FolderNode, type JobNode, type Node } from './nodes';
import { presentRows } from './presentRows';
import type { TreeItems } from './treeItems';

/** The rows of the Jobs view: what there is below each, and which to draw again when something changed. */
export class JobTree implements TreeDataProvider<Node>, Disposable {
  readonly #accounts: Accounts;
  readonly #items: TreeItems;
  readonly #cache = new NodeCache();
  readonly #lifetime = new Disposables();
  readonly #changed = new EventEmitter<Node[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  /** The row of each folder that was shown. */
  readonly #rows = new Map<Folder, FolderNode>();
  /** Folders whose first page VS Code is waiting for: it gets their rows as the answer, not by an event. */
  readonly #opening = new Set<Folder>();
  readonly #folded = new WeakSet<Node>();
  #pending = new Set<Node>();
  /** The accounts whose own trouble has a row. */
  readonly #troubled = new WeakSet<Account>();
  /** What the row of each account says is wrong with it. */
  readonly #drawnProblems = new WeakMap<Account, string | undefined>();

  constructor(accounts: Accounts, store: JobStore, items: TreeItems) {
    this.#accounts = accounts;
    this.#items = items;
    this.#lifetime.add(this.#changed);
    this.#lifetime.add(
      accounts.onDidChange(() => {
        this.#forgetClosedAccounts();
        this.#changed.fire(undefined);
      }),
    );
    this.#lifetime.add(
      store.onDidChange(({ connectionId, updated, removed }) => {
        for (const key of removed) {
          this.#cache.forgetJob(connectionId, key);
        }
        for (const { before, after } of updated) {
          if (items.looksDifferent(before, after)) {
            this.#fire(...this.#cache.jobNodes(connectionId, after.key));
          }
        }
      }),
    );
  }

  /** To be told of every change of a folder. */
  folderChanged(folder: Folder): void {
    const row = this.#rows.get(folder);
    if (row !== undefined) {
      if (!this.#opening.has(folder)) {
        this.#fire(row);
      }
      this.#connectionChanged(row.account);
    }
  }

  /** To be told when an account cannot get at AWS any more, or can again. */
  troubleChanged(account: Account): void {
    // Where a list shows it, no other row is needed.
    if (account.hasOwnTrouble || this.#troubled.has(account)) {
      this.#fire(this.accountRow(account));
    }
    this.#connectionChanged(account);
  }

  /** A connection's row says whether it can reach AWS. */
  #connectionChanged(account: Account): void {
    if (problemOf(account) !== this.#drawnProblems.get(account)) {
      this.#fire(this.accountRow(account));
    }
  }

  getTreeItem(node: Node): TreeItem {
    if (node.kind === 'account') {
      this.#drawnProblems.set(node.account, problemOf(node.account));
    }
    return this.#items.itemOf(node);
  }

  resolveTreeItem(item: TreeItem, node: Node, token: CancellationToken): TreeItem {
    return token.isCancellationRequested ? item : this.#items.resolve(item, node);
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'account' ? undefined : node.parent;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    switch (node?.kind) {
      case undefined:
        return this.#accounts.all.map((account) => this.accountRow(account));
      case 'account':
        return this.#services(node);
      case 'folder':
        return this.#contents(node);
      default:
        return [];
    }
  }

  accountRow(account: Account): AccountNode {
    return this.#cache.get({ kind: 'account', id: nodeId(undefined, account.connection.id), account });
  }

  /** A row of a job, where it has been in a list. */
  jobRow(account: Account, key: string): Node | undefined {
    return this.#cache.jobNodes(account.connection.id, key)[0];
  }

  /** The row of a branch, where it has been read. */
  branchRow(account: Account, { service }: JobSource, branchId: string): FolderNode | undefined {
    return presentRows(this.#rows.values()).find(
      (row) => row.account === account && row.source.service === service && row.folder.branch.id === branchId,
    );
  }

  /** The rows of a folder's jobs as they are now, newest first. */
  jobRows(folder: FolderNode): readonly JobNode[] {
    return folder.folder.jobs.map(({ key }) =>
      this.#cache.get({
        kind: 'job',
        id: nodeId(folder.id, `job ${key}`),
        account: folder.account,
        key,
        parent: folder,
      }),
    );
  }

  /** The folders at and below a row whose lists were asked for, with the outermost first; all of them without a row. */
  openFolders(node?: AccountNode | FolderNode): readonly Folder[] {
    return presentRows(this.#rows.values()).flatMap(({ folder, id }) => {
      const isBelow = node === undefined || id === node.id || id.startsWith(`${node.id}/`);
      return isBelow && (folder.isRead || folder.failure !== undefined) ? [folder] : [];
    });
  }

  /** The rows of lists that have been read, and not to their end. */
  unfinishedLists(): readonly FolderNode[] {
    return presentRows(this.#rows.values()).filter(({ folder }) => folder.isRead && folder.hasMore);
  }

  /** Those of them that are not folded away themselves or with a row above. */
  unfoldedLists(node: AccountNode | FolderNode): readonly Folder[] {
    return this.openFolders(node).filter((folder) => {
      let row: Node | undefined = this.#rows.get(folder);
      while (row !== undefined && !this.#folded.has(row)) {
        row = this.getParent(row);
      }
      return row === undefined;
    });
  }

  /** To be told when a row is folded or unfolded. */
  fold(node: Node, isFolded: boolean): void {
    this.#folded[isFolded ? 'add' : 'delete'](node);
  }

  /** Draws a row and what is below it again. */
  redraw(node: Node): void {
    this.#fire(node);
  }

  dispose(): void {
    this.#lifetime.dispose();
  }

  async #services(node: AccountNode): Promise<Node[]> {
    try {
      const sources = await node.account.sources();
      if (this.#isClosed(node)) {
        return [];
      }
      const services = sources.map((source) => this.#folderRow(node, source, node.account.folder(source, source.root)));
      return [...services, ...this.#troubleRow(node)];
    } catch (error) {
      return this.#isClosed(node) ? [] : [this.#failureRow(node, failureOf(error))];
    }
  }

  async #contents(node: FolderNode): Promise<Node[]> {
    const { account, source, folder } = node;
    if (!folder.isRead && (folder.state.kind === 'idle' || folder.state.kind === 'loading')) {
      this.#opening.add(folder);
      try {
        await folder.loadMore();
      } finally {
        this.#opening.delete(folder);
      }
      if (folder.state.kind === 'idle') {
        // There is more: the row itself can load it now.
        this.#fire(node);
      }
    }
    if (this.#isClosed(node)) {
      return [];
    }
    const rows: Node[] = [
      ...folder.branches.map((branch) => this.#folderRow(node, source, account.folder(source, branch))),
      ...this.jobRows(node),
    ];
    if (folder.failure !== undefined) {
      rows.push(this.#failureRow(node, folder.failure));
    }
    if (folder.isRead && folder.hasMore) {
      rows.push(this.#cache.get({ kind: 'more', id: nodeId(node.id, 'more'), parent: node }));
    } else if (
      folder.failure === undefined &&
      rows.length === (folder.branch.fixed?.length ?? 0) &&
      folder.branch.emptyText !== ''
    ) {
      const failure = folder.branch.ofEmpty?.();
      rows.push(
        failure === undefined
          ? this.#cache.get({ kind: 'empty', id: nodeId(node.id, 'empty'), parent: node })
          : this.#failureRow(node, failure),
      );
    }
    return rows;
  }

  #folderRow(parent: AccountNode | FolderNode, source: JobSource, folder: Folder): FolderNode {
    const id = nodeId(parent.id, `${source.service} ${folder.branch.id}`);
    const row = this.#cache.get({ kind: 'folder', id, account: parent.account, source, folder, parent });
    this.#rows.set(folder, row);
    return row;
  }

  #troubleRow(node: AccountNode): readonly Node[] {
    const { account } = node;
    if (account.trouble === undefined || !account.hasOwnTrouble) {
      this.#troubled.delete(account);
      return [];
    }
    this.#troubled.add(account);
    return [this.#failureRow(node, account.trouble)];
  }

  #failureRow(parent: AccountNode | FolderNode, failure: ReturnType<typeof failureOf>): Node {
    const row = this.#cache.get({ kind: 'failure', id: nodeId(parent.id, 'failure'), failure, parent });
    row.failure = failure;
    return row;
  }

  /** Its rows are forgotten, and one that comes late must not stand in for that of a connection added again. */
  #isClosed({ account }: AccountNode | FolderNode): boolean {
    return !this.#accounts.all.includes(account);
  }

  #forgetClosedAccounts(): void {
    const open = new Set(this.#accounts.all);
    this.#cache.forget((node) => !open.has(accountOf(node)));
    for (const [folder, { account }] of this.#rows) {
      if (!open.has(account)) {
        this.#rows.delete(folder);
      }
    }
  }

  /** All that changes in one go is drawn in one go. */
  #fire(...nodes: readonly Node[]): void {
    if (nodes.length > 0 && this.#pending.size === 0) {
      queueMicrotask(() => {
        const changed = this.#pending;
        this.#pending = new Set();
        this.#changed.fire([...changed]);
      });
    }
    for (const node of nodes) {
      this.#pending.add(node);
    }
  }
}

function problemOf({ failure }: Account): string | undefined {
  return failure === undefined ? undefined : explain(failure).sentence;
}
