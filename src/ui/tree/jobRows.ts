import type { MarkdownString, TreeItem } from 'vscode';
import type { CurrentFilter } from '../../core/find/currentFilter';
import { excludedText, matchSoFarText, matchText, noMatchText } from '../../core/find/filterWords';
import type { Formats } from '../../core/text/formats';
import type { HandOver } from '../../core/handOver/handOver';
import type { Folder } from '../../core/jobs/folder';
import type { ImportJob } from '../../core/jobs/job';
import type { JobStore } from '../../core/jobs/jobStore';
import type { Paces } from '../../core/polling/paces';
import { folderTooltip } from './folderTooltip';
import { jobItem, jobTooltip, hasVisibleChange } from './jobItem';
import type { FolderNode, JobNode } from './nodes';

interface JobRowsDependencies {
  readonly store: JobStore;
  readonly paces: Paces;
  readonly formats: Formats;
  readonly filter: CurrentFilter;
  readonly handOver: HandOver;
  /** Returns milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Draws rows of jobs and tooltips of lists. Loaded when the first account connects, because before that there are no
 * jobs.
 */
export class JobRows {
  readonly #store: JobStore;
  readonly #paces: Paces;
  readonly #formats: Formats;
  readonly #now: () => number;
  readonly #filter: CurrentFilter;
  readonly #handOver: HandOver;

  constructor({ store, paces, formats, filter, handOver, now }: JobRowsDependencies) {
    this.#store = store;
    this.#paces = paces;
    this.#formats = formats;
    this.#now = now;
    this.#filter = filter;
    this.#handOver = handOver;
  }

  /** Returns a job's row; `undefined` if the job no longer exists. */
  itemOf(node: JobNode): TreeItem | undefined {
    const job = this.#jobOf(node);
    const { connection } = node.account;
    if (job === undefined) {
      return undefined;
    }
    const address = this.#handOver.checksAddresses(connection, job);
    const offers = { ...this.#handOver.offersOf(connection, job), address };
    return jobItem(node, job, connection, this.#formats, this.#now(), offers);
  }

  /** Returns a job's tooltip; `undefined` if the job no longer exists. */
  tooltipOf(node: JobNode): MarkdownString | undefined {
    const job = this.#jobOf(node);
    return job && jobTooltip(job, this.#paces.of(node.account.connection.id, job), this.#formats, this.#now());
  }

  tooltipOfFolder(folder: Folder): MarkdownString {
    return folderTooltip(folder, this.#formats, this.#now());
  }

  /** Returns how many of a list's jobs match the filter: "3 of 120 match"; `undefined` without one. */
  matchText(folder: Folder): string | undefined {
    const counts = this.#filter.countsIn(folder);
    return counts && matchText(counts, this.#formats);
  }

  /** Returns the same, for the accessible label of the row that loads more. */
  matchSoFarText(folder: Folder): string | undefined {
    const counts = this.#filter.countsIn(folder);
    return counts && matchSoFarText(counts, this.#formats);
  }

  /** Returns the text of an empty list; `undefined` if the filter is not the reason. */
  noMatchText({ folder, source }: FolderNode): string | undefined {
    const counts = this.#filter.countsIn(folder);
    return counts && this.#filter.filter?.excludes(source.service) === true
      ? excludedText(source.root.label)
      : counts && noMatchText(counts.read, folder.hasMore, this.#formats);
  }

  hasVisibleChange(before: ImportJob, after: ImportJob): boolean {
    return hasVisibleChange(before, after, this.#formats);
  }

  #jobOf({ account, key }: JobNode): ImportJob | undefined {
    return this.#store.get(account.connection.id, key);
  }
}
