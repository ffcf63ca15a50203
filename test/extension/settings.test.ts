import assert from 'node:assert/strict';
import { listAskedFor } from '../support/operations';
import { ConnectedHost } from './support/host';

describe('Settings', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];
  let contacts: readonly string[];

  beforeEach(async () => {
    connected = await ConnectedHost.start();
    ({ host } = connected);
    contacts = [connected.label, 'Amazon SES', 'Contact lists'];
  });
  afterEach(() => host.stop());

  const sizes = () =>
    connected.answers.map(({ request }) => (JSON.parse(request.body) as { readonly PageSize?: number }).PageSize);
  const polls = () =>
    connected.answers.filter(
      ({ operation, request }) => operation === 'ListImportJobs' && listAskedFor(request) === undefined,
    ).length;

  it('for the page size are used for the next page, within what AWS takes', async () => {
    connected.server.maxPageSize = 2;
    await host.set({ pageSize: 7 });
    await host.rows(...contacts);
    for (const pageSize of ['seven', 1_000, 0, 2.4]) {
      await host.set({ pageSize });
      await host.within(host.run('loadMore', await host.row(...contacts)));
    }
    assert.deepEqual(sizes(), [7, 50, 100, 1, 2]);
  });

  it('for polling begin and end it at once', async () => {
    await host.rows(...contacts);
    await host.set({ 'polling.enabled': true, 'polling.minimumInterval': 1, 'polling.maximumInterval': 1 });
    await host.until(() => {
      assert.ok(polls() > 1);
    });
    await host.set({ 'polling.enabled': false });
    await host.time.pass(1_000);
    const before = polls();
    await host.time.pass(60_000);
    assert.equal(polls(), before);
  });

  it('for polling of the wrong kind are as if there were none', async () => {
    await host.rows(...contacts);
    await host.set({ 'polling.enabled': 'yes', 'polling.minimumInterval': 'often', 'polling.maximumInterval': -1 });
    const begun = host.time.now();
    await host.until(() => {
      assert.ok(polls() > 0);
    });
    // Five seconds, give or take a tenth.
    assert.ok(host.time.now() - begun >= 4_000, `${String(host.time.now() - begun)} ms`);
  });

  it('that change leave the connections that they do not concern alone', async () => {
    await host.rows(...contacts);
    const [account] = host.extension.accounts.all;
    const asked = connected.asked().length;
    await host.set({
      pageSize: 7,
      sampleAccount: true,
      connections: [connected.entry, { profile: 'other', region: 'eu-west-1' }],
    });
    assert.equal(host.extension.accounts.all.length, 3);
    assert.equal(host.extension.accounts.all[0], account);
    assert.equal(connected.asked().length, asked);
  });
});
