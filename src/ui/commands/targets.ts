import * as l10n from '@vscode/l10n';
import type { QuickPickItem } from 'vscode';
import type { Accounts } from '../../core/connections/accounts';
import type { Formats } from '../../core/text/formats';
import type { HandOver } from '../../core/handOver/handOver';
import { isObject } from '../../core/text/json';
import { jobSummary, targetText } from '../../core/jobs/jobWords';
import type { JobStore } from '../../core/jobs/jobStore';
import { hasFailures, newestFirst } from '../../core/jobs/job';
import { ownerOf } from '../failedRecords/recordsUri';
import { nameOf, type JobTarget } from '../jobActions';
import type { RowSelection } from '../rowSelection';
import type { JobTree } from '../tree/jobTree';
import type { FolderNode, Node } from '../tree/nodes';
import { showInformation } from '../messages';
import { pickOne } from '../quickPick';
import { jobNeeds, noneText, type JobCommandName } from './jobNeeds';

const listTitles = { loadMore: l10n.t('Load More'), loadAll: l10n.t('Load All') };
type ListCommandName = keyof typeof listTitles;

/**
 * Finds what a command applies to: the rows it was called on, else the job or the rows that the user chose last, else
 * what the user picks.
 */
export class Targets {
  readonly #accounts: Accounts;
  readonly #store: JobStore;
  readonly #tree: JobTree;
  readonly #selected: Pick<RowSelection, 'selection' | 'jobInPanel'>;
  readonly #formats: Formats;
  readonly #handOver: HandOver;

  constructor(
    accounts: Accounts,
    store: JobStore,
    tree: JobTree,
    selected: Pick<RowSelection, 'selection' | 'jobInPanel'>,
    formats: Formats,
    handOver: HandOver,
  ) {
    this.#accounts = accounts;
    this.#store = store;
    this.#tree = tree;
    this.#selected = selected;
    this.#formats = formats;
    this.#handOver = handOver;
  }

  /**
   * Returns a command's jobs; none if the user cancels. Selected rows count only if the command may work on one of
   * them.
   * @param node the row that the command was called on, or the file of the editor that it was called in
   * @param nodes all selected rows, if the row is one of them
   */
  async jobs(command: JobCommandName, node: unknown, nodes: unknown): Promise<readonly JobTarget[]> {
    const owner = ownerOf(node);
    if (owner !== undefined) {
      return this.#jobOfRecords(owner);
    }
    const called = Array.isArray(nodes) && nodes.length > 0 ? nodes : [node];
    const found = this.#jobsOf(called.filter(isNode));
    if (found.length > 0) {
      return found;
    }
    const { jobInPanel, selection } = this.#selected;
    if (jobInPanel !== undefined && this.#canServe(command, jobInPanel)) {
      return [jobInPanel];
    }
    const selected = this.#jobsOf(selection);
    return selected.some((target) => this.#canServe(command, target)) ? selected : this.#pickJob(command);
  }

  /**
   * Returns the job of a command that opens one: of several selected rows, the first on which the command may work;
   * `undefined` if the user cancels.
   * @param node the row that the command was called on, or the file of the editor that it was called in
   */
  async job(command: JobCommandName, node: unknown): Promise<JobTarget | undefined> {
    const found = await this.jobs(command, node, undefined);
    return found.find((target) => this.#canServe(command, target)) ?? found[0];
  }

  /** Returns a command's list; `undefined` if the user cancels. */
  async list(command: ListCommandName, node: unknown): Promise<FolderNode | undefined> {
    if (isNode(node)) {
      return listOf(node);
    }
    const selected = this.#selected.selection.flatMap((row) => listOf(row) ?? []);
    return selected.find(({ folder }) => folder.hasMore) ?? this.#pickList(command);
  }

  #jobsOf(nodes: readonly Node[]): readonly JobTarget[] {
    const targets = nodes.flatMap((node) => {
      const job = node.kind === 'job' ? this.#store.get(node.account.connection.id, node.key) : undefined;
      return node.kind === 'job' && job !== undefined ? [{ account: node.account, job }] : [];
    });
    // A job that is selected in two lists counts once.
    return [...new Map(targets.map((target) => [nameOf(target), target])).values()];
  }

  /** Returns the job of a failed-records file. */
  #jobOfRecords(owner: string): readonly JobTarget[] {
    const found = this.#loaded().filter((target) => nameOf(target).toWellFormed() === owner);
    if (found.length === 0) {
      void showInformation(l10n.t('The job of this file is no longer loaded.'));
    }
    return found;
  }

  #loaded(): readonly JobTarget[] {
    return this.#accounts.all.flatMap((account) =>
      this.#store.jobsOf(account.connection.id).map((job) => ({ account, job })),
    );
  }

  async #pickJob(command: JobCommandName): Promise<readonly JobTarget[]> {
    const loaded = this.#loaded();
    const served = loaded.filter((target) => this.#canServe(command, target));
    if (served.length === 0) {
      void showInformation(noneText(command, loaded.length));
      return [];
    }
    return [(await this.#pick(served, command)) ?? []].flat();
  }

  #canServe(command: JobCommandName, { account, job }: JobTarget): boolean {
    return jobNeeds[command].canServe(job, account.connection, this.#handOver.offersOf(account.connection, job));
  }

  async #pickList(command: ListCommandName): Promise<FolderNode | undefined> {
    const items = this.#tree.unfinishedLists().map((list) => ({
      label: list.folder.branch.label,
      description: breadcrumbOf(list),
      list,
    }));
    if (items.length === 0) {
      void showInformation(l10n.t('All open lists are fully loaded.'));
      return undefined;
    }
    return (await pickOne(items, listTitles[command], l10n.t('Select a list')))?.list;
  }

  /** Returns the only one of these jobs, or lets the user pick one; `undefined` if the user cancels. */
  async oneOf(targets: readonly JobTarget[], command: JobCommandName): Promise<JobTarget | undefined> {
    return targets.length === 1 ? targets[0] : this.#pick(targets, command);
  }

  async #pick(targets: readonly JobTarget[], command: JobCommandName): Promise<JobTarget | undefined> {
    const items = targets.toSorted(byFailureAndAge).map(({ account, job }): QuickPickItem & { target: JobTarget } => ({
      label: job.createdAt === undefined ? job.id : this.#formats.time(job.createdAt),
      description: jobSummary(job, this.#formats.count),
      detail: [account.connection.label, targetText(job), job.id].filter(Boolean).join(' · '),
      target: { account, job },
    }));
    return (await pickOne(items, jobNeeds[command].title, l10n.t('Select an import job')))?.target;
  }
}

/** Sorts jobs newest first, after putting those with failures first. */
function byFailureAndAge(a: JobTarget, b: JobTarget): number {
  return Number(hasFailures(b.job)) - Number(hasFailures(a.job)) || newestFirst(a, b);
}

/** Returns a list's breadcrumb: its connection, service and parent lists, separated by "›". */
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
