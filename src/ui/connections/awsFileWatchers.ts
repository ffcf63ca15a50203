import { RelativePattern, Uri, workspace } from 'vscode';
import type { Accounts } from '../../core/accounts';
import { Disposables, type Disposable } from '../../core/disposable';

/** Files by their folder and their names. */
interface Place {
  readonly folder: string;
  readonly files: string;
}

/** Watches the AWS files while there is a connection to AWS. @param changed one of them may say something else now */
export function watchAwsFiles(accounts: Accounts, places: () => readonly Place[], changed: () => void): Disposable {
  const lifetime = new Disposables();
  let watchers: Disposables | undefined;
  const update = () => {
    const isNeeded = accounts.all.some(
      ({ connection }) => connection.kind === 'aws' && connection.problem === undefined,
    );
    if (!isNeeded) {
      watchers?.dispose();
      watchers = undefined;
    } else if (watchers === undefined) {
      watchers = new Disposables();
      for (const { folder, files } of places()) {
        const watcher = watchers.add(workspace.createFileSystemWatcher(new RelativePattern(Uri.file(folder), files)));
        watcher.onDidCreate(changed);
        watcher.onDidChange(changed);
        watcher.onDidDelete(changed);
      }
    }
  };
  lifetime.add(accounts.onDidChange(update));
  lifetime.add({ dispose: () => watchers?.dispose() });
  update();
  return lifetime;
}
