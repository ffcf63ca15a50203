import { commands } from 'vscode';
import type { JobTarget } from '../jobActions';
import type { CommandContext } from './context';
import type { Handlers } from './names';

/** Commands on jobs. Commands that open something use the first of several jobs. */
export function jobCommands({ targets, actions, details, documents, failedRecords }: CommandContext) {
  const about =
    (run: (jobs: readonly [JobTarget, ...JobTarget[]]) => unknown) => async (node: unknown, nodes: unknown) => {
      const ofPanel = details.jobOf(node);
      const [first, ...others] = ofPanel === undefined ? await targets.jobs(node, nodes) : [ofPanel];
      await (first && run([first, ...others]));
    };
  return {
    openDetails: about(([job]) => details.show(job, 'active')),
    openDetailsToSide: about(([job]) => details.show(job, 'beside')),
    pinDetails: () => details.pin(true),
    unpinDetails: () => details.pin(false),
    openAsJson: about(([job]) => documents.open(job)),
    copyJobId: about((jobs) => actions.copyJobIds(jobs)),
    copySourceUrl: about((jobs) => actions.copySourceUrls(jobs)),
    // VS Code's own command copies from the active webview.
    copySelectedText: () => commands.executeCommand('editor.action.clipboardCopyAction'),
    copyAsJson: about((jobs) => actions.copyAsJson(jobs)),
    openFailedRecords: about(([job]) => failedRecords.open(job)),
    saveFailedRecords: about(([job]) => failedRecords.save(job)),
    copyFailedRecordsUrl: about((jobs) => actions.copyFailedRecordsUrls(jobs)),
  } satisfies Partial<Handlers>;
}
