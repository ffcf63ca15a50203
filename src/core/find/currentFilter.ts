import { Emitter, type ReportError } from '../base/emitter';
import type { Folder } from '../jobs/folder';
import type { ImportJob } from '../jobs/job';
import type { JobFilter } from './jobFilter';

/** The filter of the Jobs view, kept until it is cleared or the window is closed. */
export class CurrentFilter {
  readonly #changed: Emitter<undefined>;
  #filter: JobFilter | undefined;

  /** @param report receives what listeners throw */
  constructor(report?: ReportError) {
    this.#changed = new Emitter(report);
  }

  /** Fires after the filter was set or cleared. */
  get onDidChange() {
    return this.#changed.listen;
  }

  get filter(): JobFilter | undefined {
    return this.#filter;
  }

  set(filter: JobFilter | undefined): void {
    this.#filter = filter;
    this.#changed.fire(undefined);
  }

  /** Whether the view shows a job. Without a filter, it shows all. */
  matches(job: ImportJob): boolean {
    return this.#filter?.matches(job) ?? true;
  }

  /**
   * Returns how many of a list's jobs were read and how many of those match; `undefined` without a filter, and for
   * lists without jobs.
   */
  countsIn(folder: Folder): { readonly matching: number; readonly read: number } | undefined {
    const { jobs } = this.#filter === undefined ? { jobs: [] } : folder;
    return jobs.length === 0
      ? undefined
      : { matching: jobs.filter((job) => this.matches(job)).length, read: jobs.length };
  }
}
