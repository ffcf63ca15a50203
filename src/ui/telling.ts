import { escapeLinks } from './escape';
import { openSetting, type SettingName } from './openSetting';
import { showError } from './messages';

/**
 * Does something and tells the user where that fails, in VS Code's own words. Writing a setting does where settings.json
 * has a mistake in it or is not saved.
 * @param what that then was not done: "The connections could not be changed"
 * @param setting to offer to go to
 */
export async function telling(what: string, work: () => Promise<unknown>, setting?: SettingName): Promise<void> {
  try {
    await work();
  } catch (error) {
    const open = 'Open Settings';
    const message = escapeLinks(`${what}. ${error instanceof Error ? error.message : String(error)}`);
    const choice = await showError(message, ...(setting === undefined ? [] : [open]));
    if (setting !== undefined && choice === open) {
      await openSetting(setting);
    }
  }
}
