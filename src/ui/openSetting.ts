import { commands, env } from 'vscode';

/** A setting of this extension that one may be led to. */
export type SettingName = 'connections' | 'notifications';

/** Shows a setting in settings.json. A remote window has its own of scope machine, on the other side. */
export async function openSetting(name: SettingName): Promise<void> {
  const isFarSide = name === 'connections' && env.remoteName !== undefined;
  const command = isFarSide ? 'workbench.action.openRemoteSettingsFile' : 'workbench.action.openSettingsJson';
  await commands.executeCommand(command, { revealSetting: { key: `importJobs.${name}` } });
}
