import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Uri, window } from 'vscode';
import { eventually } from '../support/eventually';
import { isOperation } from '../support/operations';
import { ConnectedHost } from './support/host';
import { jobIdOf, tooltipOf, type Row } from './support/treeRows';

describe('Export jobs of SES', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];
  let list: readonly string[];

  beforeEach(async () => {
    connected = await ConnectedHost.start({ 'ses.exportJobs': true, pageSize: 10, notifications: 'off' });
    ({ host } = connected);
    list = [connected.label, 'Amazon SES', 'Export jobs'];
  });
  afterEach(async () => {
    await host.stop();
    await host.set({ 'ses.exportJobs': undefined });
  });

  const rows = () => host.rows(...list);
  const rowOf = (id: string) => host.row(...list, new RegExp(`job ${id},`));
  const idIn = (row: Row | undefined) => jobIdOf(row ?? assert.fail()) ?? assert.fail();
  const completed = async () => (await rows()).find(({ name }) => name.startsWith('Completed,')) ?? assert.fail();
  const answerOf = (id: string) =>
    JSON.parse(connected.answers.findLast(({ request }) => request.path.endsWith(id))?.body ?? '{}') as {
      readonly ExportDestination?: { readonly S3Url?: string };
    };

  it('are listed page by page, past an empty page', async () => {
    let isEmptied = false as boolean; // Changed by the server.
    connected.server.answer(isOperation('ListExportJobs'), async (request) => {
      const answer = await connected.server.account.transport(request);
      const { NextToken } = JSON.parse(answer.body) as { readonly NextToken?: string };
      if (isEmptied || NextToken === undefined || !request.body.includes('NextToken')) return answer;
      isEmptied = true;
      return { ...answer, body: JSON.stringify({ ExportJobs: [], NextToken }) };
    });
    const first = await host.jobIds(...list);
    assert.equal(first.length, 10);
    await host.within(host.run('loadMore', await host.row(...list)));
    const more = await host.jobIds(...list);
    assert.ok(isEmptied && more.length > first.length);
    assert.deepEqual(more.slice(0, 10), first);
  });

  it('appear and disappear with the setting, together with their jobs', async () => {
    await rows();
    const connection = host.extension.accounts.all[0]?.connection.id ?? assert.fail();
    const exports = () => host.extension.store.jobsOf(connection).filter(({ scope }) => scope === 'exports').length;
    assert.ok(exports() > 0);
    const asked = connected.asked().length;
    await host.set({ 'ses.exportJobs': false });
    await eventually(async () => {
      assert.deepEqual(await host.labels(...list.slice(0, -1)), ['Suppression list', 'Contact lists']);
    });
    assert.equal(exports(), 0);
    await host.set({ 'ses.exportJobs': true });
    await eventually(async () => {
      assert.equal((await host.labels(...list.slice(0, -1))).at(-1), 'Export jobs');
    });
    assert.equal(connected.asked().length, asked, 'Nothing is requested before the row is opened.');
    assert.ok((await rows()).length > 0);
  });

  it('are polled to the end, with the counts of the result', async () => {
    const id = idIn((await rows()).find(({ name }) => name.startsWith('Processing')));
    const { node } = await rowOf(id);
    await host.set({ 'polling.enabled': true, 'polling.minimumInterval': 1, 'polling.maximumInterval': 2 });
    connected.server.advance(100_000);
    await host.until(async () => {
      const row = await rowOf(id);
      assert.equal(row.node, node);
      assert.match(row.name, /^Completed, [\d,]+ processed, [\d,]+ exported, Message insights, /);
    });
    await host.set({ 'polling.enabled': false });
    const tooltip = tooltipOf(host.extension.tree, await rowOf(id));
    assert.ok(tooltip.some((line) => /^Exported: [\d,]+$/.test(line)));
    assert.ok(tooltip.includes('Source: Message insights'), tooltip.join('\n'));
  });

  it('have a result to open, to save and to copy a new link to', async () => {
    const row = await completed();
    const id = idIn(row);
    await host.within(host.run('openResult', row));
    const { document } = window.activeTextEditor ?? assert.fail('No editor is open.');
    assert.equal(document.uri.path, `/result-${id}.csv`);
    assert.match(document.getText(), /^(date,isp|messageId),/);
    const folder = await mkdtemp(join(tmpdir(), 'import-jobs-result-'));
    host.window.replace(window, 'showSaveDialog', () => Promise.resolve(Uri.file(join(folder, 'saved.csv'))));
    await host.within(host.run('saveResult', row));
    await host.window.message('Result saved to “saved.csv”');
    assert.equal(await readFile(join(folder, 'saved.csv'), 'utf8'), document.getText());
    await rm(folder, { recursive: true });
    await host.within(host.run('copyResultUrl', row));
    const first = await host.clipboard();
    connected.server.advance(16 * 60_000);
    await host.within(host.run('copyResultUrl', row));
    const url = await host.clipboard();
    assert.notEqual(url, first);
    assert.equal(url, answerOf(id).ExportDestination?.S3Url);
    assert.equal((await fetch(first)).status, 403);
    assert.equal((await fetch(url)).status, 200);
    assert.match(
      host.window.statusBarMessages.at(-1) ?? '',
      /^\$\(check\) Result URL copied\. Valid until .*\. Anyone with the link can read the result\.$/,
    );
  });

  it('offer their result only where there may be one, and never failed records that cannot be', async () => {
    for (const { name, item } of await rows()) {
      const { contextValue = '' } = item;
      assert.equal(contextValue.includes(';result;'), name.startsWith('Completed,'), name);
      assert.equal(contextValue.includes(';failedRecords;'), name.startsWith('Failed,'), name);
      assert.doesNotMatch(contextValue, /;source;/, name);
    }
  });

  it('say why they cannot be read: denied, throttled, deleted', async () => {
    const row = await completed();
    const json = { 'content-type': 'application/json' };
    const undo = connected.server.answer(isOperation('GetExportJob'), {
      status: 404,
      headers: { ...json, 'x-amzn-errortype': 'NotFoundException' },
      body: '{"message":"No such job"}',
    });
    await host.within(host.run('copyResultUrl', row));
    await host.window.message('The import job could not be read. This item no longer exists in AWS.');
    undo();
    for (const [status, type, expected] of [
      [403, 'AccessDeniedException', /^Access denied: ses:ListExportJobs\. Copy the IAM policy$/],
      [429, 'TooManyRequestsException', /^AWS is throttling requests\./],
    ] as const) {
      const fault = connected.server.answer(isOperation('ListExportJobs'), {
        status,
        headers: { ...json, 'x-amzn-errortype': type },
        body: '{"message":"No"}',
      });
      await host.within(host.run('refresh', await host.row(...list)));
      const names = await host.names(...list);
      assert.match(names.find((name) => expected.test(name)) ?? names.join(' | '), expected);
      fault();
    }
  });
});
