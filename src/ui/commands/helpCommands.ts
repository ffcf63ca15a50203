import { commands } from 'vscode';
import type { Log } from '../log';
import { showAccessibilityHelp } from './accessibilityHelp';
import type { Handlers } from './names';

const extensionId = 'import-jobs.import-jobs';

/** Commands that open the extension's settings, page, keyboard help and log. */
export function helpCommands(log: Log) {
  return {
    openSettings: () => commands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`),
    openHelp: () => commands.executeCommand('extension.open', extensionId),
    showAccessibilityHelp,
    showLog: () => log.show(),
  } satisfies Partial<Handlers>;
}
