import { RelativePattern, Uri, workspace } from 'vscode';
import type { Accounts } from '../../core/connections/accounts';
import type { FileLocation } from '../../core/connections/awsFilePaths';
import { Disposables } from '../../core/base/disposable';
import { Sequence } from '../../core/base/sequence';

interface Options {
  readonly accounts: Accounts;
  /** Returns the current files, because symbolic links may have changed. */
  readonly locations: () => Promise<readonly FileLocation[]>;
  /** Called when one of the files may have changed. */
  readonly changed: () => void;
}

/** Watches the AWS files while there is a connection to AWS. */
export class AwsFileWatchers extends Disposables {
  readonly #options: Options;
  #watchers: { readonly key: string; readonly all: Disposables } | undefined;
  /** Runs updates one after another, so that none undoes a newer one. */
  readonly #updates = new Sequence();

  constructor(options: Options) {
    super();
    this.#options = options;
    this.add(options.accounts.onDidChange(() => this.#update()));
    this.#update();
  }

  /** Resolves once the files are watched or cannot be watched. */
  ready(): Promise<void> {
    return this.#updates.run(() => Promise.resolve());
  }

  override dispose(): void {
    super.dispose();
    this.#watchers?.all.dispose();
  }

  #update(): void {
    this.#updates.run(() => this.#watch()).catch(() => undefined);
  }

  async #watch(): Promise<void> {
    const locations = this.#isNeeded ? await this.#options.locations() : [];
    const key = JSON.stringify(locations);
    if (this.isDisposed || key === this.#watchers?.key) {
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
