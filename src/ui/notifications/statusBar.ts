import * as l10n from '@vscode/l10n';
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

/** Shows the number of running and waiting jobs in the status bar and lists them in its tooltip. */
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
    item.name = l10n.t('Import Jobs');
    item.command = 'importJobs.showRunning';
    const waiting = running.filter(({ job }) => job.phase === 'waiting').length;
    const counts = countsText(running.length - waiting, waiting, formats);
    item.text = `${waiting === running.length ? '$(clock)' : '$(sync~spin)'} ${counts}`;
    item.accessibilityInformation = { label: l10n.t('Import jobs: {0}', counts) };
    const lines = running
      .slice(0, maxListed)
      .map(({ account, job }) =>
        [account.connection.label, targetText(job), jobSummary(job, formats.count)]
          .filter((part) => part !== undefined)
          .join(' · '),
      );
    if (running.length > maxListed) {
      lines.push(l10n.t('{0} more', formats.count(running.length - maxListed)));
    }
    item.tooltip = new MarkdownString(lines.map(escapeMarkdown).join('\n\n'));
    item.show();
  };
  lifetime.add(store.onDidChange(draw));
  return lifetime;
}

/** Returns a text such as "5 running, 3 waiting", without counts that are zero. */
function countsText(running: number, waiting: number, { count }: Formats): string {
  return waiting === 0
    ? l10n.t('{0} running', count(running))
    : running === 0
      ? l10n.t('{0} waiting', count(waiting))
      : l10n.t('{0} running, {1} waiting', count(running), count(waiting));
}
