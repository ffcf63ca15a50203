import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commands, EventEmitter, extensions, window, workspace, type ExtensionContext } from 'vscode';
import type { TestApi } from '../../src/extension';
import { isOperation, operationOf } from '../support/operations';
import { ConnectedHost } from './support/host';
import { rowsBelow } from './support/treeRows';

interface Main {
  activate(context: ExtensionContext): TestApi | undefined;
}

const inert = () => ({ dispose: () => undefined });

describe('Disposal of the extension', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];
  let unhandled: unknown[];
  const keep = (reason: unknown) => unhandled.push(reason);

  beforeEach(async () => {
    connected = await ConnectedHost.start();
    ({ host } = connected);
    unhandled = [];
    process.on('unhandledRejection', keep);
  });
  afterEach(async () => {
    process.off('unhandledRejection', keep);
    await host.stop();
  });

  /** A second run of the extension beside the first, registered nowhere: what it asks for and keeps is its own. */
  function runAgain() {
    const event = new EventEmitter<never>().event;
    host.window.replace(commands, 'registerCommand', inert);
    host.window.replace(window, 'registerWebviewPanelSerializer', inert);
    host.window.replace(window, 'createStatusBarItem', () => ({
      show: () => undefined,
      hide: () => undefined,
      ...inert(),
    }));
    host.window.replace(workspace, 'registerFileSystemProvider', inert);
    host.window.replace(window, 'createTreeView', () => ({
      ...{ visible: true, selection: [], dispose: () => undefined, onDidChangeSelection: event },
      ...{ onDidChangeVisibility: event, onDidCollapseElement: event, onDidExpandElement: event },
    }));
    // One of its own: VS Code closes a log for all that have it, and throws at what comes later.
    let isClosed = false;
    const write = () => {
      if (isClosed) throw new Error('Channel has been closed');
    };
    host.window.replace(window, 'createOutputChannel', () => ({
      ...{ trace: write, info: write, warn: write, error: write, show: write },
      dispose: () => {
        isClosed = true;
      },
    }));
    const extension = extensions.getExtension('import-jobs.import-jobs') ?? assert.fail();
    const { main } = extension.packageJSON as { readonly main: string };
    const { activate } = createRequire(__filename)(join(extension.extensionPath, main)) as Main;
    const subscriptions: { dispose(): unknown }[] = [];
    const { extensionUri } = extension;
    const context = { subscriptions, extensionUri, globalStorageUri: extensionUri };
    const api = activate(context as unknown as ExtensionContext) ?? assert.fail();
    const dispose = () => {
      // As VS Code does.
      for (const each of subscriptions) each.dispose();
    };
    return { api, dispose };
  }

  it('ends requests in progress, without a word', async () => {
    const { api, dispose } = runAgain();
    const { server } = connected;
    const [account] = api.accounts.all;
    assert.ok(account !== undefined);
    const [connection] = await rowsBelow(api.tree);
    const [ses] = await rowsBelow(api.tree, connection);
    const [suppressed, contacts] = await rowsBelow(api.tree, ses);
    await rowsBelow(api.tree, suppressed);
    const [job] = api.store.jobsOf(account.connection.id);

    const list = server.hold(isOperation('ListImportJobs'));
    const single = server.hold(isOperation('ses GetImportJob'));
    const reading = rowsBelow(api.tree, contacts);
    const asking = assert.rejects(account.getJob(job ?? assert.fail()));
    await Promise.all([list.arrived, single.arrived]);
    dispose();
    await Promise.all([list.left, single.left]);
    list.release();
    single.release();
    assert.deepEqual(await reading, []);
    await asking;
    await delay(50);
    assert.deepEqual(unhandled, []);
    assert.deepEqual([api.accounts.all, api.store.jobsOf(account.connection.id)], [[], []]);
  });

  it('ends polling', async () => {
    await host.set({ 'polling.enabled': true, notifications: 'off' });
    const { api, dispose } = runAgain();
    const [connection] = await rowsBelow(api.tree);
    const [ses] = await rowsBelow(api.tree, connection);
    const [suppressed] = await rowsBelow(api.tree, ses);
    await rowsBelow(api.tree, suppressed);
    const { server } = connected;
    const asked = () => server.requests.filter((request) => operationOf(request) === 'ListImportJobs').length;
    await host.until(() => {
      assert.ok(asked() > 1, 'Jobs in progress are polled.');
    });
    dispose();
    const before = asked();
    await host.time.pass(10 * 60_000);
    await delay(50);
    assert.equal(asked(), before);
    assert.deepEqual(unhandled, []);
  });
});
