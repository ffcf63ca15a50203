import { commands, env } from 'vscode';
import { fieldsOf } from '../../core/text/json';
import type { JobTarget } from '../jobActions';
import { viewId } from '../tree/jobsViewId';
import type { CommandContext } from './context';
import type { JobCommandName } from './jobNeeds';
import type { Handlers } from './names';

/** Commands on jobs. Those that open something use one job. */
export function jobCommands({
  targets,
  view,
  recent,
  selected,
  actions,
  handOver,
  details,
  documents,
  failedRecords,
}: CommandContext) {
  const one = (command: JobCommandName, run: (job: JobTarget) => unknown) => async (node: unknown) => {
    const job = details.jobOf(node) ?? (await targets.job(command, node));
    await (job && run(job));
  };
  const all =
    (command: JobCommandName, run: (jobs: readonly JobTarget[]) => unknown) =>
    async (node: unknown, nodes: unknown) => {
      const ofPanel = details.jobOf(node);
      const jobs = ofPanel === undefined ? await targets.jobs(command, node, nodes) : [ofPanel];
      await (jobs.length > 0 && run(jobs));
    };
  return {
    // Runs after a click on a row. The focus stays in the tree.
    showDetails: one('openDetails', (job) => details.show(job, 'active')),
    openDetails: one('openDetails', (job) => details.show(job, 'active', true)),
    openDetailsToSide: one('openDetailsToSide', (job) => details.show(job, 'beside', true)),
    returnToRow: async () => {
      const job = details.activeJob;
      const isInRecent = job !== undefined && selected.isInRecent && (await recent.focusJob(job));
      if (!isInRecent && (job === undefined || !(await view.focusJob(job)))) {
        await commands.executeCommand(`${viewId}.focus`);
      }
    },
    pinDetails: () => details.pin(true),
    unpinDetails: () => details.pin(false),
    openAsJson: one('openAsJson', (job) => documents.open(job)),
    copyJobId: all('copyJobId', (jobs) => actions.copyJobIds(jobs)),
    copySourceUrl: all('copySourceUrl', (jobs) => actions.copySourceUrls(jobs)),
    openInConsole: one('openInConsole', (job) => handOver.openInConsole(job)),
    copyArn: all('copyArn', (jobs) => handOver.copyArns(jobs)),
    copyLink: all('copyLink', (jobs) => handOver.copyLinks(jobs)),
    copyAsCliCommand: all('copyAsCliCommand', (jobs) => handOver.copyCliCommands(jobs)),
    copyRerunCommand: all('copyRerunCommand', (jobs) => handOver.copyRerunCommands(jobs)),
    // VS Code's own Copy command cannot copy from a webview when VS Code runs in a browser.
    copySelectedText: (context) => {
      const { importJobsSelection: text } = fieldsOf(context);
      return typeof text === 'string' ? env.clipboard.writeText(text) : undefined;
    },
    copyAsJson: all('copyAsJson', (jobs) => actions.copyAsJson(jobs)),
    openFailedRecords: one('openFailedRecords', (job) => failedRecords.open(job)),
    saveFailedRecords: one('saveFailedRecords', (job) => failedRecords.save(job)),
    copyFailedRecordsUrl: all('copyFailedRecordsUrl', (jobs) => actions.copyFileUrls(jobs, 'failedRecords')),
    openResult: one('openResult', (job) => failedRecords.open(job, 'result')),
    saveResult: one('saveResult', (job) => failedRecords.save(job, 'result')),
    copyResultUrl: all('copyResultUrl', (jobs) => actions.copyFileUrls(jobs, 'result')),
  } satisfies Partial<Handlers>;
}
