import assert from 'node:assert/strict';
import { ThemeIcon } from 'vscode';
import { isOperation } from '../support/operations';
import { pinpointJobsIn } from '../support/wire';
import { ConnectedHost } from './support/host';
import { tooltipOf } from './support/treeRows';

const sentence = 'AWS ended support for the segments and import jobs of Amazon Pinpoint on October 30, 2026';
const ended = new RegExp(`^${sentence}`);

describe('Pinpoint’s end of support', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];
  let loyalty: readonly (string | RegExp)[];
  let allJobs: readonly (string | RegExp)[];

  beforeEach(async () => {
    connected = await ConnectedHost.start({ pageSize: 5 });
    ({ host } = connected);
    loyalty = [connected.label, 'Amazon Pinpoint', 'Loyalty'];
    allJobs = [...loyalty, 'All import jobs'];
  });
  afterEach(() => host.stop());

  const answer = (status: number, body: unknown) => ({
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': 'request-of-the-end' },
    body: JSON.stringify(body),
  });

  it('is a row when segments are denied; all import jobs stay available', async () => {
    connected.server.answer(isOperation('GetSegments'), answer(405, { Message: 'Words of Pinpoint' }));
    assert.deepEqual(await host.names(...loyalty), [
      'All import jobs',
      'AWS ended support for the segments and import jobs of Amazon Pinpoint on October 30, 2026. Read AWS’s migration guide',
    ]);
    const row = await host.row(...loyalty, ended);
    assert.ok(row.item.iconPath instanceof ThemeIcon);
    assert.equal(row.item.iconPath.id, 'info');
    const ids = await host.jobIds(...allJobs);
    assert.deepEqual(
      ids,
      pinpointJobsIn(connected.answer('GetImportJobs').body).map(({ Id }) => Id),
    );
    const text = tooltipOf(host.extension.tree, row).join('\n');
    for (const part of ['request-of-the-end', 'HTTP status: 405', 'Words of Pinpoint', 'Call: GetSegments']) {
      assert.ok(text.includes(part), `${part} is not in ${text}`);
    }
  });

  it('links to AWS’s migration guide', async () => {
    connected.server.answer(isOperation('GetSegments'), answer(405, {}));
    // The view may read a list again, which waits for its turn.
    await host.within(host.click(await host.row(...loyalty, ended)));
    assert.deepEqual(host.window.opened, ['https://docs.aws.amazon.com/pinpoint/latest/userguide/migrate.html']);
  });

  it('leads to the service that AWS names as the successor, also if the settings hide it', async () => {
    connected.server.answer(isOperation('GetSegments'), answer(405, {}));
    const row = await host.row(...loyalty, ended);
    assert.match(row.item.contextValue ?? '', /;successor;/);
    const selected = () => host.extension.view.selection.map((node) => node.kind === 'folder' && node.source.service);
    await host.run('showSuccessor', row);
    await host.until(() => {
      assert.deepEqual(selected(), ['customerProfiles']);
    });
    await host.set({ services: ['pinpoint'] });
    const again = await host.row(...loyalty, ended);
    host.window.answer(/^Customer Profiles is hidden by the setting importJobs\.services\.$/, 'Show');
    await host.run('showSuccessor', again);
    await host.window.message(/^Customer Profiles is hidden/);
    await host.until(() => {
      assert.deepEqual(selected(), ['customerProfiles']);
    });
    await host.set({ services: undefined });
  });

  it('disappears when AWS responds normally again', async () => {
    const undo = connected.server.answer(isOperation('GetSegments'), answer(405, {}));
    const row = await host.row(...loyalty, ended);
    undo();
    await host.run('tryAgain', row);
    const names = await host.names(...loyalty);
    assert.ok(names.some((name) => name.startsWith('VIP customers')));
    assert.ok(!names.some((name) => name.startsWith(sentence)));
  });

  it('keeps the rows that were read, with its row below them', async () => {
    const before = await host.names(...allJobs);
    assert.match(before.at(-1) ?? '', /^Load more, All import jobs, /);
    const undo = connected.server.answer(isOperation('GetImportJobs'), answer(200, { Item: [] }));
    await host.run('refresh', await host.row(...allJobs));
    const names = await host.names(...allJobs);
    assert.match(names.at(-2) ?? '', ended);
    assert.deepEqual(names.toSpliced(-2, 1), before);
    undo();
    await host.run('tryAgain', await host.row(...allJobs, ended));
    assert.deepEqual(await host.names(...allJobs), before);
  });

  it('is shown for an empty list, never that there are no jobs', async () => {
    const [name = '', ...others] = await host.names(...loyalty, 'Store guests');
    assert.match(name, ended);
    assert.deepEqual(others, []);
  });
});
