import * as l10n from '@vscode/l10n';
import {
  EventEmitter,
  FileChangeType,
  FilePermission,
  FileSystemError,
  FileType,
  MarkdownString,
  window,
  workspace,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
  type Uri,
} from 'vscode';
import { Disposables, type Disposable } from '../../core/base/disposable';
import { HeldFiles, type HeldFile } from './heldFiles';
import { recordsUri } from './recordsUri';
import { filesOf, openTabs, recordsScheme, recordsTabs } from './tabFiles';

/** Opened failed records as read-only files in memory, kept while a tab shows them. */
export class RecordsFiles extends Disposables implements FileSystemProvider {
  readonly #held = new HeldFiles();
  readonly #now: () => number;
  readonly #changed = this.add(new EventEmitter<FileChangeEvent[]>());
  readonly onDidChangeFile = this.#changed.event;
  readonly createDirectory = refuse;
  readonly writeFile = refuse;
  readonly delete = refuse;
  readonly rename = refuse;
  #isBegun = false;

  constructor(now: () => number) {
    super();
    this.#now = now;
    const left = recordsTabs();
    if (left.length > 0) {
      this.#begin();
      void window.tabGroups.close(left);
    }
  }

  /**
   * Shows records in an editor.
   * @param owner whose records these are; the same owner gets the same file
   * @throws what VS Code throws if no editor can open them; the records are then dropped
   */
  async show(owner: string, name: string, content: Uint8Array): Promise<void> {
    this.#begin();
    const uri = recordsUri(owner, name);
    const key = uri.toString();
    const isKnown = this.#held.get(key) !== undefined;
    const file = this.#held.put(key, content, this.#now());
    if (isKnown) {
      this.#changed.fire([{ type: FileChangeType.Changed, uri }]);
    }
    try {
      await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
      this.#dropClosed();
    } catch (error) {
      this.#dropClosed();
      this.#held.drop(key, file);
      throw error;
    }
  }

  stat(uri: Uri): FileStat {
    const { content, at } = this.#get(uri);
    return { type: FileType.File, ctime: at, mtime: at, size: content.length, permissions: FilePermission.Readonly };
  }

  readFile(uri: Uri): Uint8Array {
    return this.#get(uri).content;
  }

  watch(): Disposable {
    return { dispose: () => undefined };
  }

  readDirectory(uri: Uri): never {
    throw FileSystemError.FileNotFound(uri);
  }

  override dispose(): void {
    super.dispose();
    this.#held.clear();
  }

  /** Registers listeners with the first file, because most windows never have one. */
  #begin(): void {
    if (this.#isBegun) {
      return;
    }
    this.#isBegun = true;
    const isReadonly = new MarkdownString(l10n.t('This file is in memory only. To change it, save it to disk.'));
    this.add(workspace.registerFileSystemProvider(recordsScheme, this, { isReadonly, isCaseSensitive: true }));
    this.add(window.tabGroups.onDidChangeTabs(() => this.#dropClosed()));
  }

  #get(uri: Uri): HeldFile {
    const held = this.#held.get(uri.toString());
    if (held === undefined) {
      throw FileSystemError.FileNotFound(uri);
    }
    return held;
  }

  #dropClosed(): void {
    this.#held.keep(new Set(openTabs().flatMap((tab) => filesOf(tab).map((uri) => uri.toString()))));
  }
}

function refuse(uri: Uri): never {
  throw FileSystemError.NoPermissions(uri);
}
