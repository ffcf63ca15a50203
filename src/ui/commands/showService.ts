import * as l10n from '@vscode/l10n';
import { showInformation } from '../messages';
import { settings } from '../settings';
import { withErrorMessage } from '../withErrorMessage';
import type { CommandContext } from './context';

/** Whether the settings show a service. If they hide it, asks whether to show it. */
export async function isServiceShown(
  { descriptions, shownDescriptions }: Pick<CommandContext, 'descriptions' | 'shownDescriptions'>,
  id: string,
): Promise<boolean> {
  const isIn = () => shownDescriptions().some((service) => service.id === id);
  if (isIn()) {
    return true;
  }
  const label = descriptions.find((service) => service.id === id)?.shortLabel ?? id;
  const show = l10n.t('Show');
  const choice = await showInformation(l10n.t('{0} is hidden by the setting importJobs.services.', label), show);
  if (choice === show) {
    const what = l10n.t('The setting could not be changed');
    await withErrorMessage(what, () => settings.showService(id), 'services');
  }
  return isIn();
}
