import { RelativePattern, Uri, workspace } from 'vscode';
import type { Accounts } from '../../core/accounts';
import { Disposables, type Disposable } from '../../core/disposable';

/** Files by their folder and their names. */
export interface FileLocation {
  readonly folder: string;
  readonly files: string;
}

interface Options {
  readonly accounts: Accounts;
  /** Where the files are now: links among them may lead elsewhere after a change. */
  readonly locations: () => Promise<readonly FileLocation[]>;
  /** Called when one of the files may have changed. */
  readonly changed: () => void;
}

/** Watches the AWS files while there is a connection to AWS. */
export class AwsFileWatchers implements Disposable {
  readonly #options: Options;
  readonly #lifetime = new Disposables();
  #watchers: { readonly key: string; readonly all: Disposables } | undefined;
  #updating: Promise<void> = Promise.resolve();
  #isDisposed = false;

  constructor(options: Options) {
    this.#options = options;
    this.#lifetime.add(options.accounts.onDidChange(() => this.#update()));
    this.#update();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#lifetime.dispose();
    this.#watchers?.all.dispose();
  }

  /** Updates run in sequence, so that none undoes a newer one; one that fails ends no later one. */
  #update(): void {
    const watch = () => this.#watch();
    this.#updating = this.#updating.then(watch, watch);
  }

  async #watch(): Promise<void> {
    const locations = this.#isNeeded ? await this.#options.locations() : [];
    const key = JSON.stringify(locations);
    if (this.#isDisposed || key === this.#watchers?.key) {
      return;
    }
    this.#watchers?.all.dispose();
    const all = new Disposables();
    this.#watchers = { key, all };
    for (const { folder, files } of locations) {
      const watcher = all.add(workspace.createFileSystemWatcher(new RelativePattern(Uri.file(folder), files)));
      for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) {
        event(() => {
          this.#options.changed();
          this.#update();
        });
      }
    }
  }

  get #isNeeded(): boolean {
    return this.#options.accounts.all.some(
      ({ connection }) => connection.kind === 'aws' && connection.problem === undefined,
    );
  }
}
