import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, FilePermission, TabInputWebview, Uri, window, workspace, type SaveDialogOptions } from 'vscode';
import type { HttpRequest } from '../../src/core/base/http';
import { eventually } from '../support/eventually';
import { sesJobsIn } from '../support/wire';
import { ConnectedHost } from './support/host';
import { jobIdOf, type Row } from './support/treeRows';

const isFile = ({ path }: Pick<HttpRequest, 'path'>) => path.startsWith('/failed-records/');
const expired = {
  status: 403,
  headers: { 'content-type': 'application/xml' },
  body: '<Error><Message>Request has expired</Message></Error>',
};

describe('The failed records', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];
  let folder: string;
  let id: string;
  let row: Row;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'import-jobs-save-'));
    connected = await ConnectedHost.start();
    ({ host } = connected);
    const list = [connected.label, 'Amazon SES', 'Suppression list'];
    await host.rows(...list);
    const job = sesJobsIn(connected.answer('ListImportJobs').body).find(
      ({ JobStatus, FailedRecordsCount = 0 }) => JobStatus === 'COMPLETED' && FailedRecordsCount > 0,
    );
    id = job?.JobId ?? assert.fail();
    row = await host.row(...list, new RegExp(`job ${id},`));
  });
  afterEach(async () => {
    await host.stop();
    await rm(folder, { recursive: true });
  });

  const open = (what = row) => host.within(host.run('openFailedRecords', what));
  const save = () => host.within(host.run('saveFailedRecords', row));
  const fileSent = () => connected.answers.findLast(({ request }) => isFile(request))?.body;
  const tabs = () => window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));

  /** Returns the status bar item with the counts. */
  const summary = () => host.extension.statusBarItems.find((item) => item.id === 'importJobs.summary');

  /** Returns the text of the records in the editor. */
  function editor(job = id) {
    const { document } = window.activeTextEditor ?? assert.fail('No editor is open.');
    assert.equal(document.uri.path, `/failed-records-${job}.csv`);
    return document;
  }

  /** Chooses a file in VS Code's dialog. Resolves to the name that the extension proposed. */
  function choose(name: string): { readonly proposed: readonly string[] } {
    const proposed: string[] = [];
    host.window.replace(window, 'showSaveDialog', ({ defaultUri }: SaveDialogOptions) => {
      proposed.push(defaultUri?.path.split('/').at(-1) ?? '');
      return Promise.resolve(Uri.file(join(folder, name)));
    });
    return { proposed };
  }

  it('open in a read-only editor and are counted', async () => {
    await open();
    const { uri } = editor();
    assert.equal(editor().getText(), fileSent());
    assert.match(editor().getText(), /^line,emailAddress,errorMessage\n\d+,/);
    assert.equal((await workspace.fs.stat(uri)).permissions, FilePermission.Readonly);
    await assert.rejects(async () => workspace.fs.writeFile(uri, new Uint8Array()));
    await eventually(() => {
      assert.match(summary()?.text ?? '', /^\$\(warning\) \d[\d,]* failed records?, \d+ reasons?$/);
    });
  });

  it('lead to the details of their job, from the status bar and from the editor’s title', async () => {
    await open();
    const { uri } = editor();
    await eventually(() => {
      assert.ok(summary() !== undefined);
    });
    const { command } = summary() ?? assert.fail();
    assert.ok(typeof command === 'object');
    for (const argument of [command.arguments?.[0] as unknown, uri]) {
      await window.tabGroups.close(window.tabGroups.all.flatMap((group) => group.tabs));
      await commands.executeCommand(command.command, argument);
      await eventually(() => {
        const [tab] = window.tabGroups.all.flatMap((group) => group.tabs);
        assert.ok(tab?.input instanceof TabInputWebview);
      });
    }
    assert.deepEqual(host.window.picked, []);

    await host.set({ connections: [] });
    await commands.executeCommand(command.command, uri);
    await host.window.message('The job of this file is no longer loaded.');
  });

  it('are updated when opened again', async () => {
    const body = 'line,emailAddress,errorMessage\n7,another@example.com,Newer\n';
    connected.server.answer(isFile, { status: 200, headers: {}, body }, { times: 1 });
    await open();
    await eventually(() => {
      assert.equal(editor().getText(), body);
    });
    await open();
    await eventually(() => {
      assert.equal(editor().getText(), fileSent());
    });
    assert.deepEqual(tabs(), [`failed-records-${id}.csv`]);
  });

  it('stay in memory while a tab shows them', async () => {
    await open();
    const { uri } = editor();
    assert.ok((await workspace.fs.readFile(uri)).length > 0);
    await window.tabGroups.close(window.tabGroups.all.flatMap((group) => group.tabs));
    await eventually(() => assert.rejects(async () => workspace.fs.readFile(uri)));
  });

  it('open with a new link when the first has expired', async () => {
    connected.server.answer(isFile, expired, { times: 1 });
    await open();
    assert.equal(connected.server.requests.filter(isFile).length, 2);
    assert.equal(editor().getText(), fileSent());
  });

  it('show why they cannot be opened', async () => {
    const { server, label } = connected;
    const undo = server.answer(isFile, expired);
    await open();
    assert.equal((await host.window.message('A new link was refused too')).kind, 'error');
    undo();
    server.answer(
      ({ path }) => path.endsWith(id),
      { status: 404, headers: { 'x-amzn-errortype': 'NotFoundException' }, body: '{}' },
      { times: 1 },
    );
    await open();
    await host.window.message(/^The failed records could not be read\. This item no longer exists in AWS/);
    const [running] = (await host.rows(label, 'Amazon SES', 'Suppression list')).filter(({ name }) =>
      name.startsWith('Processing'),
    );
    await open(running);
    await host.window.message('This import job has no file of failed records');
    assert.deepEqual(tabs(), []);
  });

  it('can be saved when too large for an editor', async () => {
    connected.server.answer(isFile, { status: 200, headers: {}, body: 'line,reason\n'.repeat(4_200_000) });
    const { proposed } = choose('large.csv');
    host.window.answer('larger than 50 MB', 'Save Failed Records As…');
    await open();
    const { kind, buttons } = await host.window.message('larger than 50 MB');
    assert.deepEqual([kind, buttons], ['warning', ['Save Failed Records As…']]);
    await eventually(() => host.window.take('Failed records saved to “large.csv” (50.4 MB).'));
    assert.deepEqual(proposed, [`failed-records-${id}.csv`]);
    assert.deepEqual(await readdir(folder), ['large.csv']);
  }).timeout(60_000);

  it('can be saved when no editor can open them as text', async () => {
    const body = 'line,emailAddress,errorMessage\n1,a\0b@example.com,bad\n';
    connected.server.answer(isFile, { status: 200, headers: {}, body });
    choose('binary.csv');
    host.window.answer('cannot be shown in an editor', 'Save Failed Records As…');
    await open();
    await host.window.message('cannot be shown in an editor');
    await eventually(() => host.window.take('saved to “binary.csv”'));
    assert.deepEqual(tabs(), []);
    assert.equal(await readFile(join(folder, 'binary.csv'), 'utf8'), body);
  });

  it('are saved to a file', async () => {
    const { proposed } = choose('records.csv');
    await save();
    const { kind } = await host.window.message(/^Failed records saved to “records\.csv” \(/);
    assert.equal(kind, 'information');
    assert.deepEqual(proposed, [`failed-records-${id}.csv`]);
    assert.equal(await readFile(join(folder, 'records.csv'), 'utf8'), fileSent());
    assert.deepEqual(await readdir(folder), ['records.csv']);
  });

  it('are saved only once at a time', async () => {
    choose('records.csv');
    const hold = connected.server.hold(isFile);
    const saving = save();
    await hold.arrived;
    await host.run('saveFailedRecords', row);
    await host.window.message('These failed records are already being saved.');
    hold.release();
    await saving;
    await host.window.message('saved to “records.csv”');
  });

  it('can be saved again after a failed save', async () => {
    choose('records.csv');
    connected.server.answer(isFile, { status: 404, headers: {}, body: '' }, { times: 1 });
    await save();
    await host.window.message('The file of failed records no longer exists');
    await save();
    await host.window.message('saved to “records.csv”');
    assert.deepEqual(await readdir(folder), ['records.csv']);
  });

  it("are counted while saved, by the job's format if the file is ambiguous", async () => {
    const body = 'a@example.com\nb@example.com\n';
    connected.server.answer(isFile, { status: 200, headers: {}, body });
    choose('records.csv');
    await save();
    await host.window.message('saved to “records.csv”');
    await eventually(() => {
      assert.equal(summary()?.text, '$(warning) 2 failed records');
    });
  });

  it('are not saved, with an error, when too large even for a disk', async () => {
    connected.server.answer(
      isFile,
      { status: 200, headers: { 'content-length': '50000000001' }, body: '' },
      { times: 1 },
    );
    choose('huge.csv');
    await save();
    await host.window.message('The failed records were not saved: they are larger than 50 GB.');
    assert.deepEqual(await readdir(folder), []);
  });

  it('leave no file when cancelled', async () => {
    const { server } = connected;
    const cancel = (title: string) => {
      const work = host.window.works.at(-1) ?? assert.fail();
      assert.deepEqual([work.title, work.isCancellable], [title, true]);
      work.cancel();
    };
    const held = server.hold(isFile);
    const opening = open();
    await held.arrived;
    cancel('Opening the failed records');
    await held.left;
    held.release();
    await opening;

    choose('records.csv');
    const heldAgain = server.hold(isFile);
    const saving = save();
    await heldAgain.arrived;
    await eventually(async () => {
      assert.match(String(await readdir(folder)), /\.part$/);
    });
    cancel('Saving the failed records');
    await heldAgain.left;
    heldAgain.release();
    await saving;
    await eventually(async () => {
      assert.deepEqual(await readdir(folder), []);
    });
    assert.deepEqual(tabs(), []);
  });

  it('are read for the sample account without a network', async () => {
    await host.set({ sampleAccount: true });
    const before = connected.server.requests.length;
    const rows = await host.rows('Sample account', 'Amazon SES', 'Suppression list');
    const sample = rows.find(({ name }) => name.startsWith('Completed with failures')) ?? assert.fail();
    await open(sample);
    assert.match(editor(jobIdOf(sample)).getText(), /^line,emailAddress,errorMessage\n\d+,/);
    assert.equal(connected.server.requests.length, before);
  });
});
