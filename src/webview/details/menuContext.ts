import { useLayoutEffect } from 'preact/hooks';

/** Defines for VS Code which commands a right-click offers, and their argument. */
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
    // Before VS Code's own listener, which reads the context.
    document.addEventListener('contextmenu', update);
    return () => document.removeEventListener('contextmenu', update);
  }, [json]);
}
