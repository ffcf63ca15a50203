import * as l10n from '@vscode/l10n';
import { messageOf } from '../core/base/errors';
import { openSetting, type SettingName } from './openSetting';
import { showError } from './messages';

/**
 * Runs work and, if it fails, shows an error message that includes the error's. Writing a setting fails if
 * settings.json has a syntax error or unsaved changes.
 * @param what sentence about what failed, without a period: "The connections could not be changed"
 * @param setting setting that the message offers to open
 */
export async function withErrorMessage(
  what: string,
  work: () => Promise<unknown>,
  setting?: SettingName,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const open = l10n.t('Open Settings');
    const choice = await showError(`${what}. ${messageOf(error)}`, ...(setting === undefined ? [] : [open]));
    if (setting !== undefined && choice === open) {
      await openSetting(setting);
    }
  }
}
