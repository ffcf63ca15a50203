import type { QuickPickItem } from 'vscode';
import type { Accounts } from '../../core/connections/accounts';
import type { Formats } from '../../core/text/formats';
import { globalKey } from '../../core/jobs/job';
import { isObject } from '../../core/text/json';
import { jobSummary, targetText } from '../../core/jobs/jobWords';
import type { JobStore } from '../../core/jobs/jobStore';
import type { JobTarget } from '../jobActions';
import type { JobTree } from '../tree/jobTree';
import type { JobsView } from '../tree/jobsView';
import type { FolderNode, Node } from '../tree/nodes';
import { showInformation } from '../messages';
import { pickOne } from '../quickPick';

/** Finds what a command applies to: the rows it was called on, else the selected rows, else what the user picks. */
export class Targets {
  readonly #accounts: Accounts;
  readonly #store: JobStore;
  readonly #tree: JobTree;
  readonly #view: JobsView;
  readonly #formats: Formats;

  constructor(accounts: Accounts, store: JobStore, tree: JobTree, view: JobsView, formats: Formats) {
    this.#accounts = accounts;
    this.#store = store;
    this.#tree = tree;
    this.#view = view;
    this.#formats = formats;
  }

  /**
   * Returns a command's jobs; none if the user cancels.
   * @param node the row that the command was called on
   * @param nodes all selected rows, if the row is one of them
   */
  async jobs(node: unknown, nodes: unknown): Promise<readonly JobTarget[]> {
    const called = Array.isArray(nodes) && nodes.length > 0 ? nodes : [node];
    const found = this.#jobsOf(called.filter(isNode));
    if (found.length > 0) {
      return found;
    }
    const selected = this.#jobsOf(this.#view.selection);
    return selected.length > 0 ? selected : this.#pickJob();
  }

  /** Returns a command's list; `undefined` if the user cancels. */
  async list(node: unknown): Promise<FolderNode | undefined> {
    const [found] = [...(isNode(node) ? [node] : []), ...this.#view.selection].flatMap((row) => listOf(row) ?? []);
    return found !== undefined || isNode(node) ? found : this.#pickList();
  }

  #jobsOf(nodes: readonly Node[]): readonly JobTarget[] {
    const targets = nodes.flatMap((node) => {
      const job = node.kind === 'job' ? this.#store.get(node.account.connection.id, node.key) : undefined;
      return node.kind === 'job' && job !== undefined ? [{ account: node.account, job }] : [];
    });
    // A job that is selected in two lists counts once.
    return [
      ...new Map(targets.map((target) => [globalKey(target.account.connection.id, target.job.key), target])).values(),
    ];
  }

  async #pickJob(): Promise<readonly JobTarget[]> {
    const targets = this.#accounts.all.flatMap((account) =>
      this.#store.jobsOf(account.connection.id).map((job) => ({ account, job })),
    );
    if (targets.length === 0) {
      void showInformation('No import jobs are loaded yet. Open a list in the Import Jobs view first.');
      return [];
    }
    return this.pick(targets);
  }

  async #pickList(): Promise<FolderNode | undefined> {
    const items = this.#tree.unfinishedLists().map((list) => ({
      label: list.folder.branch.label,
      description: breadcrumbOf(list),
      list,
    }));
    if (items.length === 0) {
      void showInformation('All open lists are fully loaded.');
      return undefined;
    }
    return (await pickOne(items, 'Import Jobs', 'Select a list'))?.list;
  }

  /** Lets the user pick a job. Returns none if they cancel. */
  async pick(targets: readonly JobTarget[]): Promise<readonly JobTarget[]> {
    const items = targets
      .toSorted((a, b) => (b.job.createdAt ?? 0) - (a.job.createdAt ?? 0))
      .map(({ account, job }): QuickPickItem & { target: JobTarget } => ({
        label: job.createdAt === undefined ? job.id : this.#formats.time(job.createdAt),
        description: jobSummary(job, this.#formats.count),
        detail: [account.connection.label, targetText(job), job.id].filter(Boolean).join(' · '),
        target: { account, job },
      }));
    const picked = await pickOne(items, 'Import Job', 'Select an import job');
    return picked === undefined ? [] : [picked.target];
  }
}

/** Returns the connection, the service and the lists around a list, separated by "›". */
function breadcrumbOf({ parent }: FolderNode): string {
  return parent.kind === 'account'
    ? parent.account.connection.label
    : `${breadcrumbOf(parent)} › ${parent.folder.branch.label}`;
}

function listOf(node: Node): FolderNode | undefined {
  switch (node.kind) {
    case 'folder':
      return node;
    case 'account':
      return undefined;
    default:
      return node.parent.kind === 'folder' ? node.parent : undefined;
  }
}

/** Whether a command's argument is a row. Any extension can call a command with any argument. */
export function isNode(value: unknown): value is Node {
  return isObject(value) && 'kind' in value && 'id' in value;
}
