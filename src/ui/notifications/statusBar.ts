import { MarkdownString, StatusBarAlignment, window, type StatusBarItem } from 'vscode';
import type { Accounts } from '../../core/accounts';
import { Disposables } from '../../core/disposable';
import type { Formats } from '../../core/formats';
import type { JobStore } from '../../core/jobStore';
import { jobSummary, targetText } from '../../core/jobWords';
import { escapeMarkdown } from '../escape';
import { runningTargets } from './running';

/** Maximum number of jobs listed in the tooltip; the rest are counted. */
const maxListed = 10;

/** Status bar item with the number of running jobs, listed in its tooltip. */
export class RunningJobsItem extends Disposables {
  readonly #accounts: Accounts;
  readonly #store: JobStore;
  readonly #formats: Formats;
  #made: StatusBarItem | undefined;

  constructor(accounts: Accounts, store: JobStore, formats: Formats) {
    super();
    this.#accounts = accounts;
    this.#store = store;
    this.#formats = formats;
    this.add(store.onDidChange(() => this.#draw()));
  }

  /** Created with the first running job. */
  get #item(): StatusBarItem {
    if (this.#made === undefined) {
      this.#made = this.add(window.createStatusBarItem('importJobs.running', StatusBarAlignment.Left));
      this.#made.name = 'Import Jobs';
      this.#made.command = 'importJobs.showRunning';
    }
    return this.#made;
  }

  #draw(): void {
    const running = runningTargets(this.#accounts, this.#store);
    if (running.length === 0) {
      this.#made?.hide();
      return;
    }
    const count = this.#formats.count(running.length);
    this.#item.text = `$(sync~spin) ${count} importing`;
    this.#item.accessibilityInformation = {
      label: `${count} import ${running.length === 1 ? 'job' : 'jobs'} in progress`,
    };
    const lines = running
      .slice(0, maxListed)
      .map(({ account, job }) =>
        [account.connection.label, targetText(job), jobSummary(job, this.#formats.count)]
          .filter((part) => part !== undefined)
          .join(' · '),
      );
    if (running.length > maxListed) {
      lines.push(`and ${this.#formats.count(running.length - maxListed)} more`);
    }
    this.#item.tooltip = new MarkdownString(lines.map(escapeMarkdown).join('\n\n'));
    this.#item.show();
  }
}
