import { useLayoutEffect } from 'preact/hooks';

/** Sets the data that selects the commands of VS Code's context menu and that they receive as their argument. */
export function useMenuContext(context: object): void {
  const json = JSON.stringify(context);
  useLayoutEffect(() => {
    const update = () => {
      document.body.dataset.vscodeContext = JSON.stringify({
        ...context,
        // Cut and Paste work only in a text field.
        preventDefaultContextMenuItems: true,
        importJobsSelection: document.getSelection()?.toString() ?? '',
      });
    };
    update();
    // Runs before VS Code's own listener, which reads the context.
    document.addEventListener('contextmenu', update);
    return () => document.removeEventListener('contextmenu', update);
  }, [json]);
}
