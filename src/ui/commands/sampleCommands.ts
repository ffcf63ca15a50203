import { commands } from 'vscode';
import { Disposables, type Disposable } from '../../core/disposable';
import { settings } from '../settings';
import { viewId } from '../tree/jobsView';

/** Showing and hiding the sample account, which is a setting, so that it is as it was after a restart. */
export function registerSampleCommands(): Disposable {
  const lifetime = new Disposables();
  lifetime.add(
    commands.registerCommand('importJobs.showSampleAccount', async () => {
      await settings.showSampleAccount(true);
      await commands.executeCommand(`${viewId}.focus`);
    }),
  );
  lifetime.add(
    commands.registerCommand('importJobs.hideSampleAccount', async () => {
      await settings.showSampleAccount(false);
    }),
  );
  return lifetime;
}
