import { commands } from 'vscode';
import { settings } from '../settings';
import { viewId } from '../tree/jobsView';
import type { Handlers } from './names';

/** Commands that show and hide the sample account, by a setting that persists across restarts. */
export const sampleCommands = {
  showSampleAccount: async () => {
    await settings.showSampleAccount(true);
    await commands.executeCommand(`${viewId}.focus`);
  },
  hideSampleAccount: () => settings.showSampleAccount(false),
} satisfies Partial<Handlers>;
