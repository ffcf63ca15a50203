import { escapeLinks } from './escape';
import { openSetting, type SettingName } from './openSetting';
import { showError } from './messages';

/**
 * Runs work and shows an error message when it fails, with the words of the error. Writing a setting fails while
 * settings.json has a syntax error or unsaved changes.
 * @param what was not done: "The connections could not be changed"
 * @param setting offered to open
 */
export async function withErrorMessage(
  what: string,
  work: () => Promise<unknown>,
  setting?: SettingName,
): Promise<void> {
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
