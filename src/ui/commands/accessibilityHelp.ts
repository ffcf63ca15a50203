import * as l10n from '@vscode/l10n';
import { commands } from 'vscode';
import { showText } from '../messages';

/**
 * Shows how to use the views by keyboard. VS Code's own help for a view (`accessibilityHelpContent`) is proposed API,
 * which VS Code ignores in published extensions.
 */
export async function showAccessibilityHelp(): Promise<void> {
  const lines = [
    l10n.t(
      'The Jobs view lists connections, their AWS services, the lists of each service, and the import jobs of each list, newest first. The Recent view lists the newest jobs of all connections by day.',
    ),
    '',
    l10n.t('Right Arrow expands a row. Left Arrow collapses it.'),
    l10n.t('Enter on a job opens its details and moves into them. Escape returns to the row.'),
    l10n.t('Space opens the details of a job and stays in the view.'),
    l10n.t('Ctrl+K Ctrl+J, or Cmd+K Cmd+J on a Mac, finds a job among all jobs or by its ID.'),
    l10n.t('Ctrl+K Ctrl+F, or Cmd+K Cmd+F on a Mac, shows only some of the jobs.'),
    l10n.t('Shift+F10 opens the menu of a row. The Command Palette has all commands under “Import Jobs”.'),
  ];
  const showKeys = l10n.t('Keyboard Shortcuts');
  if (await showText(l10n.t('Import Jobs: Accessibility Help'), lines.join('\n'), showKeys))
    await commands.executeCommand('workbench.action.openGlobalKeybindings', 'importJobs.');
}
