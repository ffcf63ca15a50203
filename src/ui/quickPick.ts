import { window, type QuickPickItem } from 'vscode';
import { escapeIcons } from './escape';

/** Escapes the texts of an item, where VS Code draws `$(name)` as an icon. */
export function escapeItem<Item extends QuickPickItem>(item: Item): Item {
  const { label, description, detail } = item;
  return {
    ...item,
    label: escapeIcons(label),
    ...(description === undefined ? {} : { description: escapeIcons(description) }),
    ...(detail === undefined ? {} : { detail: escapeIcons(detail) }),
  };
}

/**
 * Lets the user pick an item, filtered by label, description or detail.
 * @param items the quick pick shows progress until they resolve
 * @param title the command's title
 * @returns the item passed in; `undefined` if cancelled
 */
export async function pickOne<Item extends QuickPickItem>(
  items: readonly Item[] | Promise<readonly Item[]>,
  title: string,
  placeHolder: string,
): Promise<Item | undefined> {
  const escaped = (all: readonly Item[]) => all.map((item) => ({ ...escapeItem<QuickPickItem>(item), item }));
  const shown = items instanceof Promise ? items.then(escaped) : escaped(items);
  const options = { title, placeHolder, matchOnDescription: true, matchOnDetail: true };
  return (await window.showQuickPick(shown, options))?.item;
}
