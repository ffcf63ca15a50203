import { commands, env } from 'vscode';
import { fieldsOf } from '../../core/text/json';
import type { JobTarget } from '../jobActions';
import { viewId } from '../tree/jobsViewId';
import type { CommandContext } from './context';
import type { JobCommandName } from './jobNeeds';
import type { Handlers } from './names';

/** Commands on jobs. Of several jobs, those that open something use the first. */
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
  const about =
    (command: JobCommandName, run: (jobs: readonly [JobTarget, ...JobTarget[]]) => unknown) =>
    async (node: unknown, nodes: unknown) => {
      const ofPanel = details.jobOf(node);
      const [first, ...others] = ofPanel === undefined ? await targets.jobs(command, node, nodes) : [ofPanel];
      await (first && run([first, ...others]));
    };
  return {
    // Runs after a click on a row. The focus stays in the tree.
    showDetails: about('openDetails', ([job]) => details.show(job, 'active')),
    openDetails: about('openDetails', ([job]) => details.show(job, 'active', true)),
    openDetailsToSide: about('openDetailsToSide', ([job]) => details.show(job, 'beside', true)),
    returnToRow: async () => {
      const job = details.activeJob;
      const isInRecent = job !== undefined && selected.isInRecent && (await recent.focusJob(job));
      if (!isInRecent && (job === undefined || !(await view.focusJob(job)))) {
        await commands.executeCommand(`${viewId}.focus`);
      }
    },
    pinDetails: () => details.pin(true),
    unpinDetails: () => details.pin(false),
    openAsJson: about('openAsJson', ([job]) => documents.open(job)),
    copyJobId: about('copyJobId', (jobs) => actions.copyJobIds(jobs)),
    copySourceUrl: about('copySourceUrl', (jobs) => actions.copySourceUrls(jobs)),
    openInConsole: about('openInConsole', ([job]) => handOver.openInConsole(job)),
    copyArn: about('copyArn', (jobs) => handOver.copyArns(jobs)),
    copyLink: about('copyLink', (jobs) => handOver.copyLinks(jobs)),
    copyAsCliCommand: about('copyAsCliCommand', (jobs) => handOver.copyCliCommands(jobs)),
    copyRerunCommand: about('copyRerunCommand', (jobs) => handOver.copyRerunCommands(jobs)),
    // VS Code's own Copy command cannot copy from a webview when VS Code runs in a browser.
    copySelectedText: (context) => {
      const { importJobsSelection: text } = fieldsOf(context);
      return typeof text === 'string' ? env.clipboard.writeText(text) : undefined;
    },
    copyAsJson: about('copyAsJson', (jobs) => actions.copyAsJson(jobs)),
    openFailedRecords: about('openFailedRecords', ([job]) => failedRecords.open(job)),
    saveFailedRecords: about('saveFailedRecords', ([job]) => failedRecords.save(job)),
    copyFailedRecordsUrl: about('copyFailedRecordsUrl', (jobs) => actions.copyFileUrls(jobs, 'failedRecords')),
    openResult: about('openResult', ([job]) => failedRecords.open(job, 'result')),
    saveResult: about('saveResult', ([job]) => failedRecords.save(job, 'result')),
    copyResultUrl: about('copyResultUrl', (jobs) => actions.copyFileUrls(jobs, 'result')),
  } satisfies Partial<Handlers>;
}
