import { window, type QuickPick, type QuickPickItem } from 'vscode';

/**
 * Shows a quick pick whose items follow what the user types, in the order given. Resolves to what `done` receives;
 * `undefined` if the user cancels.
 */
export async function showPicker<Item extends QuickPickItem, Result>(
  setUp: (picker: QuickPick<Item>, done: (result: Result) => void) => void,
): Promise<Result | undefined> {
  const picker = window.createQuickPick<Item>();
  // Otherwise VS Code moves items up whose label contains the typed text. VS Code versions without this property still
  // do.
  Object.assign(picker, { sortByLabel: false });
  const { promise, resolve } = Promise.withResolvers<Result | undefined>();
  setUp(picker, resolve);
  picker.onDidHide(() => resolve(undefined));
  picker.show();
  try {
    return await promise;
  } finally {
    // Dispose after the next quick pick is shown: in between, the tree would get the focus and any typed keys.
    setImmediate(() => picker.dispose());
  }
}
