import { commands, env } from 'vscode';

/** Settings of this extension that can be opened. */
export type SettingName = 'connections' | 'notifications' | 'services';

/**
 * Opens a setting in settings.json. In a remote window, settings with scope machine are in the remote settings file.
 */
export async function openSetting(name: SettingName): Promise<void> {
  const isRemote = name === 'connections' && env.remoteName !== undefined;
  const command = isRemote ? 'workbench.action.openRemoteSettingsFile' : 'workbench.action.openSettingsJson';
  await commands.executeCommand(command, { revealSetting: { key: `importJobs.${name}` } });
}
