import {
  TabInputCustom,
  TabInputNotebook,
  TabInputNotebookDiff,
  TabInputText,
  TabInputTextDiff,
  type Tab,
  type Uri,
} from 'vscode';

/** The files that a tab shows: one, or the two of a comparison. */
export function filesOf({ input }: Pick<Tab, 'input'>): readonly Uri[] {
  if (input instanceof TabInputText || input instanceof TabInputCustom || input instanceof TabInputNotebook) {
    return [input.uri];
  }
  if (input instanceof TabInputTextDiff || input instanceof TabInputNotebookDiff) {
    return [input.original, input.modified];
  }
  return [];
}
