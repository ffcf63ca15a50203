import * as l10n from '@vscode/l10n';
import { window, type TextEditor } from 'vscode';
import { addressNear, addressProblem } from '../../core/addresses/address';

/**
 * Maximum distance from the cursor, in characters, at which an address is found, because a line can be a whole file.
 */
const maxDistance = 1000;

/** Asks for an email address; `undefined` if cancelled. VS Code keeps no history of input boxes. */
export async function askForAddress(title: string, value: string | undefined): Promise<string | undefined> {
  const typed = await window.showInputBox({
    title,
    prompt: l10n.t('Email address to look up in AWS'),
    // eslint-disable-next-line texts/translated -- an example, the same in every language
    placeHolder: 'ana@example.com',
    // The user may have to copy the address from another window.
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? undefined : addressProblem(text.trim())),
    ...(value === undefined ? {} : { value }),
  });
  const address = typed?.trim() ?? '';
  return addressProblem(address) === undefined ? address : undefined;
}

/** Returns the address that is selected in an editor or, without a selection, the one nearest to the cursor in its line. */
export function selectedAddress({ document, selection }: TextEditor): string | undefined {
  if (!selection.isEmpty) {
    return addressNear(document.getText(selection).slice(0, 2 * maxDistance));
  }
  const { active } = selection;
  const { text } = document.lineAt(active.line);
  const start = Math.max(0, active.character - maxDistance);
  return addressNear(text.slice(start, active.character + maxDistance), active.character - start);
}
