import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { isOperation, operationOf } from '../support/operations';
import { ConnectedHost } from './support/host';
import { secondRun } from './support/secondRun';
import { rowsBelow } from './support/treeRows';

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

  it('cancels requests in progress without a message', async () => {
    const { api, dispose } = await secondRun(host);
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

  it('stops polling', async () => {
    await host.set({ 'polling.enabled': true, notifications: 'off' });
    const { api, dispose } = await secondRun(host);
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
