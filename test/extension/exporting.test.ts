import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Uri, window } from 'vscode';
import { isOperation } from '../support/operations';
import { sesJobsIn } from '../support/wire';
import { ConnectedHost } from './support/host';
import { secondRun } from './support/secondRun';
import { rowsBelow } from './support/treeRows';

describe('Exporting', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];
  let folder: string;
  let list: readonly string[];

  beforeEach(async () => {
    connected = await ConnectedHost.start({ pageSize: 5 });
    ({ host } = connected);
    folder = await mkdtemp(join(tmpdir(), 'import-jobs-export-'));
    list = [connected.label, 'Amazon SES', 'Suppression list'];
    await host.rows(...list);
  });
  afterEach(async () => {
    await host.stop();
    await rm(folder, { recursive: true });
  });

  /** Chooses a file in the next save dialog. Returns its path. */
  function saveAs(name: string): string {
    const path = join(folder, name);
    host.window.replace(window, 'showSaveDialog', () => Promise.resolve(Uri.file(path)));
    return path;
  }

  it('writes what is loaded of a list as CSV', async () => {
    const path = saveAs('jobs.csv');
    host.window.pick('CSV');
    host.window.pick('Export what is loaded');
    await host.run('exportJobs', await host.row(...list));
    await host.window.message(/^5 jobs exported to “jobs\.csv”\.$/);
    const rows = parse(await readFile(path), { bom: true, columns: true }) as readonly Record<string, string>[];
    assert.deepEqual(
      rows.map((row) => row['Job ID']),
      await host.jobIds(...list),
    );
    assert.deepEqual(
      [rows[0]?.Connection, rows[0]?.Region, rows[0]?.Service],
      [connected.label, 'eu-west-1', 'Amazon SES'],
    );
    assert.ok(!connected.asked().includes('ses GetImportJob'));
  });

  it('reads missing details on request, and has the duration and no bearer link', async () => {
    const path = saveAs('jobs.json');
    host.window.pick('JSON');
    host.window.pick('Load all details first');
    await host.within(host.run('exportJobs', await host.row(...list)));
    await host.window.message(/^5 jobs exported/);
    const text = await readFile(path, 'utf8');
    const jobs = JSON.parse(text) as readonly { readonly durationSeconds: unknown; readonly source: unknown }[];
    assert.ok(jobs.some(({ durationSeconds }) => typeof durationSeconds === 'number'));
    assert.ok(jobs.every(({ source }) => typeof source === 'string'));
    assert.doesNotMatch(text, /X-Amz/);
  });

  it('copies selected jobs as a Markdown table', async () => {
    const [first, second] = (await host.rows(...list)).slice(0, 2);
    host.window.pick('Markdown table');
    host.window.pick('Export what is loaded');
    await host.run('exportJobs', first ?? assert.fail(), second ?? assert.fail());
    const lines = (await host.clipboard()).split('\n');
    const ids = sesJobsIn(connected.answer('ListImportJobs').body).map(({ JobId }) => JobId);
    assert.equal(lines.length, 4);
    assert.ok(lines.slice(2).every((line) => ids.some((id) => line.includes(`\`${id}\``))));
    assert.match(host.window.statusBarMessages.at(-1) ?? '', /Table of 2 jobs copied\.$/);
  });

  it('leaves no file when cancelled', async () => {
    const path = saveAs('cancelled.json');
    const hold = connected.server.hold(isOperation('ses GetImportJob'));
    host.window.pick('JSON');
    host.window.pick('Load all details first');
    const exporting = host.run('exportJobs', await host.row(...list));
    await hold.arrived;
    host.window.works.at(-1)?.cancel();
    await exporting;
    hold.release();
    await assert.rejects(readFile(path), { code: 'ENOENT' });
  });

  it('leaves no file when the window is closed', async () => {
    saveAs('closed.json');
    const { api, run, dispose } = await secondRun(host);
    let row: Awaited<ReturnType<typeof rowsBelow>>[number] | undefined;
    for (const name of list) row = (await rowsBelow(api.tree, row)).find(({ label }) => label === name);
    await rowsBelow(api.tree, row);
    const hold = connected.server.hold(isOperation('ses GetImportJob'));
    host.window.pick('JSON');
    host.window.pick('Load all details first');
    const exporting = run('exportJobs', row?.node);
    await hold.arrived;
    const partial = async () => (await readdir(folder)).filter((name) => name.endsWith('.part'));
    assert.equal((await partial()).length, 1);
    dispose();
    assert.deepEqual(await partial(), []);
    await exporting;
    hold.release();
  });
});
