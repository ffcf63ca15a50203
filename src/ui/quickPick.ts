import { window, type QuickPickItem } from 'vscode';
import { escapeIcons } from './escape';

/** Escapes an item's texts: VS Code draws `$(name)` in them as an icon. */
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
 * Lets the user pick one of several things, by label, description or detail.
 * @param title the title of the command that asks
 * @returns the item as it was given; `undefined` when none was picked
 */
export async function pickOne<Item extends QuickPickItem>(
  items: readonly Item[],
  title: string,
  placeHolder: string,
): Promise<Item | undefined> {
  const shown = items.map((item) => ({ ...escapeItem<QuickPickItem>(item), item }));
  const options = { title, placeHolder, matchOnDescription: true, matchOnDetail: true };
  return (await window.showQuickPick(shown, options))?.item;
}
