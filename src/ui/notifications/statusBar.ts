import { MarkdownString, StatusBarAlignment, window, type StatusBarItem } from 'vscode';
import type { Accounts } from '../../core/accounts';
import { Disposables, type Disposable } from '../../core/disposable';
import type { Formats } from '../../core/formats';
import type { ImportJob } from '../../core/job';
import type { JobStore } from '../../core/jobStore';
import { destinationText, jobSummary } from '../../core/jobWords';
import { plain } from '../../core/plainText';

/** The tooltip names so many jobs; the rest are counted. */
const mostNamed = 10;

/** An item in the status bar while jobs are running: how many, and in its tooltip which. */
export class RunningJobsItem implements Disposable {
  readonly #accounts: Accounts;
  readonly #store: JobStore;
  readonly #formats: Formats;
  readonly #item: StatusBarItem;
  readonly #lifetime = new Disposables();

  /** @param command shows the jobs that are running */
  constructor(accounts: Accounts, store: JobStore, formats: Formats, command: string) {
    this.#accounts = accounts;
    this.#store = store;
    this.#formats = formats;
    this.#item = this.#lifetime.add(window.createStatusBarItem('importJobs.running', StatusBarAlignment.Left));
    this.#item.name = 'Import Jobs';
    this.#item.command = command;
    this.#lifetime.add(
      store.onDidChange(() => {
        this.#draw();
      }),
    );
  }

  dispose(): void {
    this.#lifetime.dispose();
  }

  #draw(): void {
    const running = runningJobs(this.#accounts, this.#store);
    if (running.length === 0) {
      this.#item.hide();
      return;
    }
    const count = this.#formats.count(running.length);
    this.#item.text = `$(sync~spin) ${count} importing`;
    this.#item.accessibilityInformation = { label: `${count} import ${running.length === 1 ? 'job' : 'jobs'} in progress` };
    const tooltip = new MarkdownString();
    for (const { label, job } of running.slice(0, mostNamed)) {
      const line = [label, destinationText(job), jobSummary(job, this.#formats.count)].filter((part) => part !== undefined);
      tooltip.appendText(`${plain(line.join(' · '))}\n`);
    }
    if (running.length > mostNamed) {
      tooltip.appendText(`and ${this.#formats.count(running.length - mostNamed)} more`);
    }
    this.#item.tooltip = tooltip;
    this.#item.show();
  }
}

interface RunningJob {
  readonly connectionId: string;
  readonly label: string;
  readonly job: ImportJob;
}

/** The jobs in progress of all connections, newest first. */
export function runningJobs(accounts: Accounts, store: JobStore): readonly RunningJob[] {
  return accounts.all
    .flatMap(({ connection: { id, label } }) =>
      store.changingJobsOf(id).flatMap((job) =>
        job.phase === 'running' || job.phase === 'waiting' ? [{ connectionId: id, label, job }] : [],
      ),
    )
    .sort((a, b) => (b.job.createdAt ?? 0) - (a.job.createdAt ?? 0));
}
