import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, EventEmitter, extensions, lm, Uri, window, workspace, type ExtensionContext } from 'vscode';
import type { TestApi } from '../../../src/main';
import type { Host } from './host';

interface Main {
  activate(context: ExtensionContext): Promise<TestApi> | undefined;
}

/** The extension's state that VS Code keeps across runs. */
export class TestMemento {
  readonly #values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.#values.get(key);
  }

  update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, value);
    return Promise.resolve();
  }
}

const inert = () => ({ dispose: () => undefined });

/**
 * Runs a second instance of the extension, with its own connections, rows and timers, that is not registered with VS
 * Code.
 */
export async function secondRun(host: Host, workspaceState = new TestMemento()) {
  const event = new EventEmitter<never>().event;
  const handlers = new Map<string, (...args: readonly unknown[]) => unknown>();
  host.window.replace(
    commands,
    'registerCommand',
    (name: string, handler: (...args: readonly unknown[]) => unknown) => {
      handlers.set(name, handler);
      return inert();
    },
  );
  host.window.replace(window, 'registerWebviewPanelSerializer', inert);
  host.window.replace(window, 'registerCustomEditorProvider', inert);
  host.window.replace(window, 'registerUriHandler', inert);
  host.window.replace(lm, 'registerTool', inert);
  host.window.replace(workspace, 'registerFileSystemProvider', inert);
  host.window.replace(window, 'createStatusBarItem', () => ({
    ...{ show: () => undefined, hide: () => undefined },
    ...inert(),
  }));
  host.window.replace(window, 'createTreeView', () => ({
    ...{ visible: true, selection: [], onDidChangeSelection: event, onDidChangeVisibility: event },
    ...{ onDidCollapseElement: event, onDidExpandElement: event },
    ...inert(),
  }));
  // A separate log, since VS Code closes a log for all its users, and throws for later lines.
  host.window.replace(window, 'createOutputChannel', () => {
    let isClosed = false;
    const write = () => {
      if (isClosed) throw new Error('Channel has been closed');
    };
    return {
      ...{ trace: write, info: write, warn: write, error: write, show: write },
      dispose: () => {
        isClosed = true;
      },
    };
  });
  const extension = extensions.getExtension('import-jobs.import-jobs') ?? assert.fail();
  const { main } = extension.packageJSON as { readonly main: string };
  const product = createRequire(__filename)(join(extension.extensionPath, main)) as Main;
  const subscriptions: { dispose(): unknown }[] = [];
  const { extensionUri } = extension;
  const globalStorageUri = Uri.file(join(tmpdir(), `import-jobs-run-${String(process.pid)}`));
  const context = { subscriptions, extension, extensionUri, globalStorageUri, workspaceState };
  const api = await (product.activate(context as unknown as ExtensionContext) ?? assert.fail());
  const dispose = () => {
    // Like VS Code.
    for (const each of subscriptions) each.dispose();
  };
  const run = (name: string, ...args: readonly unknown[]) => handlers.get(`importJobs.${name}`)?.(...args);
  return { api, run, dispose };
}
