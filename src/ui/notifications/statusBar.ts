import { MarkdownString, StatusBarAlignment, window, type StatusBarItem } from 'vscode';
import type { Accounts } from '../../core/accounts';
import { Disposables } from '../../core/disposable';
import type { Formats } from '../../core/formats';
import type { JobStore } from '../../core/jobStore';
import { jobSummary, targetText } from '../../core/jobWords';
import { escapeMarkdown } from '../escape';
import { runningTargets } from './running';

/** The tooltip names so many jobs; the rest are counted. */
const mostNamed = 10;

/** An item in the status bar while jobs are running: how many, and in its tooltip which. */
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

  /** Made with the first job that runs. */
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
      .slice(0, mostNamed)
      .map(({ account, job }) =>
        [account.connection.label, targetText(job), jobSummary(job, this.#formats.count)]
          .filter((part) => part !== undefined)
          .join(' · '),
      );
    if (running.length > mostNamed) {
      lines.push(`and ${this.#formats.count(running.length - mostNamed)} more`);
    }
    this.#item.tooltip = new MarkdownString(lines.map(escapeMarkdown).join('\n\n'));
    this.#item.show();
  }
}
