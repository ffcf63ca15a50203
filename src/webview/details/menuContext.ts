import { useLayoutEffect, useState } from 'preact/hooks';

/** Defines which commands VS Code offers on a right-click, and their argument. */
export function useMenuContext(context: object): void {
  const json = JSON.stringify({
    ...context,
    // Cut and Paste work only in text fields.
    preventDefaultContextMenuItems: true,
    importJobsHasSelection: useHasSelection(),
  });
  useLayoutEffect(() => {
    document.body.dataset.vscodeContext = json;
  }, [json]);
}

/** Whether text is selected. */
function useHasSelection(): boolean {
  const [hasSelection, setHasSelection] = useState(false);
  useLayoutEffect(() => {
    const update = () => setHasSelection(document.getSelection()?.isCollapsed === false);
    document.addEventListener('selectionchange', update);
    update();
    return () => document.removeEventListener('selectionchange', update);
  }, []);
  return hasSelection;
}
