import { commands } from 'vscode';
import { settings } from '../settings';
import { viewId } from '../tree/jobsView';
import type { Handlers } from './names';

/** Showing and hiding the sample account, which is a setting, so that it is as it was after a restart. */
export const sampleCommands = {
  showSampleAccount: async () => {
    await settings.showSampleAccount(true);
    await commands.executeCommand(`${viewId}.focus`);
  },
  hideSampleAccount: () => settings.showSampleAccount(false),
} satisfies Partial<Handlers>;
