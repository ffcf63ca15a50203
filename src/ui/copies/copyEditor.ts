import { commands, window, type Disposable } from 'vscode';

/**
 * Registers the editor that Open With… offers for JSON files. It opens the file as a saved copy in the Jobs view and
 * then closes its own tab. The file is only read.
 */
export function registerCopyEditor(): Disposable {
  return window.registerCustomEditorProvider('importJobs.copy', {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: ({ uri }, panel) => {
      const close = () => {
        panel.dispose();
      };
      // Runs after this function has returned, because until then VS Code needs the tab.
      void commands.executeCommand('importJobs.openSnapshot', uri).then(close, close);
    },
  });
}
