import * as l10n from '@vscode/l10n';
import { commands, env, UIKind, type Uri } from 'vscode';
import { showInformation } from '../messages';

/** Maximum number of characters of a file name in a message. */
const maxName = 32;

/**
 * Notifies the user of a saved file and offers to open it or to show it in the system's file manager.
 * @param textOf returns the message for the name of the file
 */
export async function showSaved(uri: Uri, textOf: (name: string) => string): Promise<void> {
  const open = l10n.t('Open');
  const reveal = revealLabel();
  // In a web or remote window, no file manager can show the file.
  const isHere = uri.scheme === 'file' && env.uiKind === UIKind.Desktop && env.remoteName === undefined;
  const name = shortened(uri.path.split('/').at(-1) ?? '');
  const choice = await showInformation(textOf(name), ...[open, ...(isHere ? [reveal] : [])]);
  if (choice === open) {
    await commands.executeCommand('vscode.open', uri);
  } else if (choice === reveal) {
    await commands.executeCommand('revealFileInOS', uri);
  }
}

/** Returns VS Code's own label for the command. */
function revealLabel(): string {
  switch (process.platform) {
    case 'win32':
      return l10n.t('Reveal in File Explorer');
    case 'darwin':
      return l10n.t('Reveal in Finder');
    default:
      return l10n.t('Open Containing Folder');
  }
}

/** Shortens a name in the middle to keep its extension. */
function shortened(name: string): string {
  const half = Math.floor(maxName / 2);
  return name.length <= maxName ? name : `${name.slice(0, half)}…${name.slice(-half)}`.toWellFormed();
}
