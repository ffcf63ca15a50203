import assert from 'node:assert/strict';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CancellationTokenSource, commands, DataTransfer, DataTransferItem, Uri, window } from 'vscode';
import { describeJob } from '../../src/core/details/describe';
import type { ImportJob } from '../../src/core/jobs/job';
import { dropCopies } from '../../src/ui/copies/dropCopies';
import { eventually } from '../support/eventually';
import { ConnectedHost } from './support/host';
import { QuickPicks } from './support/quickPicks';
import { tooltipOf } from './support/treeRows';

describe('Saved copies', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];
  let folder: string;
  let file: string;

  beforeEach(async () => {
    connected = await ConnectedHost.start({ pageSize: 15 });
    ({ host } = connected);
    folder = await mkdtemp(join(tmpdir(), 'import-jobs-copies-'));
    file = join(folder, 'prod.json');
    host.window.replace(window, 'showSaveDialog', () => Promise.resolve(Uri.file(file)));
    host.window.replace(window, 'showOpenDialog', () => Promise.resolve([Uri.file(file)]));
  });
  afterEach(async () => {
    for (const { account } of copyRows()) await commands.executeCommand('importJobs.closeSnapshot', rowOf(account));
    await host.stop();
    await rm(folder, { recursive: true });
  });

  const rowOf = (account: (typeof host.extension.accounts.all)[number]) => host.extension.tree.accountRow(account);
  const copyRows = () =>
    host.extension.accounts.all.filter(({ connection }) => connection.kind === 'copy').map((account) => ({ account }));

  async function save(scope: RegExp): Promise<void> {
    host.window.pick(scope);
    await host.within(host.run('saveSnapshot', await host.row(connected.label)));
    await host.window.message(/import jobs? saved to “prod\.json”/);
  }

  /** Returns the jobs of a connection by key, without what no copy has. */
  function jobsOf(id: string): ReadonlyMap<string, ImportJob> {
    const jobs = host.extension.store.jobsOf(id).map(({ failures, ...job }) => {
      const { failedRecordsUrl, ...kept } = failures ?? {};
      return failures === undefined ? job : { ...job, failures: failedRecordsUrl === undefined ? failures : kept };
    });
    return new Map(jobs.map((job) => [job.key, job]));
  }

  /** Returns the job as its panel shows it, apart from the connection, its date and the link. */
  function panelOf(job: ImportJob) {
    return describeJob(job, {
      ...{ connectionLabel: '', serviceLabel: '', read: { state: 'ready', at: 0 }, now: 0 },
      ...{ formatTime: String, formatCount: String },
    });
  }

  /** Returns what the rows at and below a connection show, without its name. */
  async function shownBelow(label: string) {
    const rows = await host.allRows();
    const start = rows.findIndex((row) => row.level === 1 && row.label === label);
    assert.ok(start >= 0);
    const after = rows.findIndex((row, index) => index > start && row.level === 1);
    return (
      rows
        .slice(start + 1, after < 0 ? undefined : after)
        // Why a list is empty is a text of its own in a copy.
        .filter(({ node }) => node.kind === 'folder' || node.kind === 'job')
        .map(({ level, label: text, name, item }) => [
          level,
          text,
          name.replaceAll(`, ${label},`, ','),
          item.description,
        ])
    );
  }

  it('show the same rows and panels as before, without the server', async () => {
    const withDetails = await host.jobIds(connected.label, 'Amazon SES', 'Suppression list');
    const { accounts } = host.extension;
    const live = accounts.all[0] ?? assert.fail('no connection');
    for (const id of withDetails.slice(0, 3)) await host.within(live.getJob({ service: 'ses', id }));
    await save(/^All jobs .*Loads all lists first/);
    const rows = await shownBelow(connected.label);
    const jobs = jobsOf(live.connection.id);
    assert.ok(rows.length > 100 && jobs.size > 100, `${String(rows.length)} rows, ${String(jobs.size)} jobs`);
    assert.doesNotMatch(await readFile(file, 'utf8'), /Signature=|failedRecordsUrl/);

    const asked = connected.answers.length;
    await host.set({ connections: undefined });
    await connected.server.close();
    await host.run('openSnapshot');
    const [{ account } = assert.fail('not opened')] = copyRows();
    const row = await host.row('prod.json');
    assert.equal(
      row.item.description,
      `saved copy, ${new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(host.time.now())}`,
    );
    // Reads every list.
    for (const source of await account.sources()) {
      const open = async (branch: Parameters<typeof account.folder>[1]): Promise<void> => {
        const list = account.folder(source, branch);
        await list.loadMore();
        for (const each of list.branches) await open(each);
      };
      await open(source.root);
    }
    assert.deepEqual(await shownBelow('prod.json'), rows);
    const saved = jobsOf(account.connection.id);
    assert.deepEqual(saved, jobs);
    for (const [key, job] of saved) {
      assert.deepEqual(panelOf(job), panelOf(jobs.get(key) ?? assert.fail(key)));
    }
    assert.equal(connected.answers.length, asked, 'Nothing was requested.');
  });

  it('offer only commands that need no AWS account, open several at once, and close', async () => {
    await host.rows(connected.label, 'Amazon SES', 'Suppression list');
    await save(/^Loaded jobs/);
    await host.run('openSnapshot');
    const other = join(folder, 'other.json');
    await writeFile(other, await readFile(file));
    await commands.executeCommand('importJobs.openSnapshot', Uri.file(other), [Uri.file(other)]);
    assert.deepEqual((await host.labels()).slice(1), ['prod.json', 'other.json']);
    const row = await host.row('other.json');
    assert.match(row.item.contextValue ?? '', /;connection;copy;/);
    assert.doesNotMatch(row.item.contextValue ?? '', /;(signIn|policy|diagnosable|refreshable|removable);/);
    assert.ok(tooltipOf(host.extension.tree, row).some((line) => line.includes(other)));
    const [first = assert.fail('no list')] = await host.rows('other.json', 'Amazon SES');
    assert.deepEqual([first.label, first.item.description], ['Suppression list', 'only the first 15 saved']);
    const jobs = await host.rows('other.json', 'Amazon SES', 'Suppression list');
    assert.equal(jobs.length, 15);
    for (const { item } of jobs) assert.doesNotMatch(item.contextValue ?? '', /;failedRecords;/);
    const contacts = await host.row('other.json', 'Amazon SES', 'Contact lists');
    assert.equal(contacts.item.description, 'not saved');
    const all = await host.rows();
    await host.run('closeSnapshot', row, ...all.filter(({ label }) => label !== 'other.json'));
    assert.deepEqual(await host.labels(), [connected.label]);
  });

  it('say on their row that their file is missing, and open once it exists again', async () => {
    await host.rows(connected.label, 'Amazon SES', 'Suppression list');
    await save(/^Loaded jobs/);
    await host.run('openSnapshot');
    const [{ account } = assert.fail('not opened')] = copyRows();
    await rename(file, `${file}.moved`);
    // As after a reload of the window.
    await account.reconnect();
    assert.match(String((await host.row(/^prod\.json/)).item.description), /^File not found · saved copy, /);
    await rename(`${file}.moved`, file);
    await account.reconnect();
    assert.match(String((await host.row('prod.json')).item.description), /^saved copy, /);
  });

  const cliJob = (id: string) => ({ JobId: id, JobStatus: 'COMPLETED', CreatedTimestamp: 1_795_338_900 });

  it('open when files are dropped on the view, with the pages of AWS CLI output as one copy', async () => {
    const next = join(folder, 'prod-2.json');
    await writeFile(file, JSON.stringify({ ImportJobs: [cliJob('dropped-1')], NextToken: 'more' }));
    await writeFile(next, JSON.stringify({ ImportJobs: [cliJob('dropped-2'), cliJob('dropped-1')] }));
    const uris = [file, next].map((path) => Uri.file(path).toString());
    const dropped = new DataTransfer();
    dropped.set('text/uri-list', new DataTransferItem(`#comment\r\n${uris.join('\r\n')}`));
    await dropCopies.handleDrop?.(undefined, dropped, new CancellationTokenSource().token);
    assert.equal(copyRows().length, 1);
    const label = 'prod-2.json and 1 more';
    assert.deepEqual([...(await host.jobIds(label, 'Amazon SES'))].sort(), ['dropped-1', 'dropped-2']);
    const lines = tooltipOf(host.extension.tree, await host.row(label));
    assert.deepEqual(
      [file, next].map((path) => lines.filter((line) => line.includes(path)).length),
      [1, 1],
    );
    // The output does not say whose jobs they are.
    assert.doesNotMatch(lines.join('\n'), /Region/);
  });

  it('open by Open With…, whose tab closes, and leave the file as it is', async () => {
    const text = JSON.stringify({ ImportJobs: [cliJob('opened-1')] });
    await writeFile(file, text);
    await commands.executeCommand('vscode.openWith', Uri.file(file), 'importJobs.copy');
    await eventually(() => {
      assert.equal(copyRows().length, 1);
      assert.deepEqual(
        window.tabGroups.all.flatMap(({ tabs }) => tabs.map((tab) => tab.label)),
        [],
      );
    }, 5_000);
    assert.deepEqual(await host.jobIds('prod.json', 'Amazon SES'), ['opened-1']);
    assert.equal(await readFile(file, 'utf8'), text);
  });

  it('are enough for the commands of the palette that need no account', async () => {
    await host.rows(connected.label, 'Amazon SES', 'Suppression list');
    await save(/^Loaded jobs/);
    await host.run('openSnapshot');
    await host.set({ connections: undefined });
    const ids = await host.jobIds('prod.json', 'Amazon SES', 'Suppression list');
    const id = ids[0] ?? assert.fail('no job');
    const picks = new QuickPicks(host.window);

    const finding = host.run('findJob');
    const find = await picks.titled(/^Find Job: /);
    find.type(id);
    await host.until(() => {
      const [found = assert.fail('Nothing is found.')] = find.items;
      assert.ok(`${found.label} ${String(found.description)} ${String(found.detail)}`.includes(id));
    });
    find.accept();
    await finding;
    await eventually(() => {
      assert.equal(window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1);
    }, 5_000);

    host.window.pick(/^All loaded jobs/);
    host.window.pick('Markdown table');
    await host.run('exportJobs');
    assert.equal((await host.clipboard()).split('\n').length, 2 + ids.length);
    for (const command of ['copyJobId', 'copyAsCliCommand']) {
      await host.run(command);
      assert.ok((await host.clipboard()).includes(id), command);
    }

    const filtering = host.run('filter');
    const filter = await picks.titled('Filter Jobs');
    filter.type(id);
    filter.accept();
    await filtering;
    assert.deepEqual(await host.jobIds('prod.json', 'Amazon SES', 'Suppression list'), [id]);
    await host.run('clearFilter');
    await host.run('closeSnapshot');
    assert.equal(copyRows().length, 0);
  });

  it('are not saved when the user cancels, and a file that is not a copy is reported', async () => {
    host.window.pick(/^All jobs with details/);
    const saving = host.run('saveSnapshot', await host.row(connected.label));
    const work = await eventually(
      () => host.window.works.find(({ title }) => title.startsWith('Saving')) ?? assert.fail(),
    );
    assert.ok(work.isCancellable);
    work.cancel();
    await host.within(saving);
    await assert.rejects(readFile(file), { code: 'ENOENT' });
    await writeFile(file, '{"hello":"world"}');
    await host.run('openSnapshot');
    const { text, kind } = await host.window.message('could not be opened');
    assert.equal(kind, 'error');
    assert.equal(
      text,
      'The saved copy could not be opened. The file “prod.json” contains no import jobs. Open a saved copy, or output of an AWS CLI command that lists or gets import jobs.',
    );
    assert.equal(copyRows().length, 0);
  });
});
