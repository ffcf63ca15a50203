import { MarkdownString, StatusBarAlignment, window, type StatusBarItem } from 'vscode';
import type { Accounts } from '../../core/connections/accounts';
import { Disposables, type Disposable } from '../../core/base/disposable';
import type { Formats } from '../../core/text/formats';
import type { JobStore } from '../../core/jobs/jobStore';
import { jobSummary, targetText } from '../../core/jobs/jobWords';
import { escapeMarkdown } from '../escape';
import { runningTargets } from './running';

/** Maximum number of jobs listed in the tooltip. Further jobs are only counted. */
const maxListed = 10;

/** Shows the number of running jobs in the status bar and lists them in its tooltip. */
export function showRunningJobs(accounts: Accounts, store: JobStore, formats: Formats): Disposable {
  const lifetime = new Disposables();
  let item: StatusBarItem | undefined;
  const draw = () => {
    const running = runningTargets(accounts, store);
    if (running.length === 0) {
      item?.hide();
      return;
    }
    // Created with the first running job.
    item ??= lifetime.add(window.createStatusBarItem('importJobs.running', StatusBarAlignment.Left));
    item.name = 'Import Jobs';
    item.command = 'importJobs.showRunning';
    const count = formats.count(running.length);
    item.text = `$(sync~spin) ${count} importing`;
    item.accessibilityInformation = { label: `${count} import ${running.length === 1 ? 'job' : 'jobs'} in progress` };
    const lines = running
      .slice(0, maxListed)
      .map(({ account, job }) =>
        [account.connection.label, targetText(job), jobSummary(job, formats.count)]
          .filter((part) => part !== undefined)
          .join(' · '),
      );
    if (running.length > maxListed) {
      lines.push(`and ${formats.count(running.length - maxListed)} more`);
    }
    item.tooltip = new MarkdownString(lines.map(escapeMarkdown).join('\n\n'));
    item.show();
  };
  lifetime.add(store.onDidChange(draw));
  return lifetime;
}
