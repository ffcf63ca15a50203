import {
  TabInputCustom,
  TabInputNotebook,
  TabInputNotebookDiff,
  TabInputText,
  TabInputTextDiff,
  window,
  type Tab,
  type Uri,
} from 'vscode';

/** URI scheme of failed-records files in editors. */
export const recordsScheme = 'import-jobs-records';

/** Returns the tabs of all editor groups. */
export function openTabs(): readonly Tab[] {
  return window.tabGroups.all.flatMap(({ tabs }) => tabs);
}

/** Returns the tabs of failed records. A restored window can have tabs whose files no longer exist. */
export function recordsTabs(): readonly Tab[] {
  return openTabs().filter((tab) => filesOf(tab).some((uri) => uri.scheme === recordsScheme));
}

/** Returns the files that a tab shows: one, or two in a diff editor. */
export function filesOf({ input }: Pick<Tab, 'input'>): readonly Uri[] {
  if (input instanceof TabInputText || input instanceof TabInputCustom || input instanceof TabInputNotebook) {
    return [input.uri];
  }
  if (input instanceof TabInputTextDiff || input instanceof TabInputNotebookDiff) {
    return [input.original, input.modified];
  }
  return [];
}
