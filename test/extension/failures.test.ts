import assert from 'node:assert/strict';
import { tokenOf } from '../support/operations';
import { sesJobsIn } from '../support/wire';
import { ConnectedHost, region, unique } from './support/host';

const forbidden = {
  status: 403,
  headers: { 'x-amzn-errortype': 'AccessDeniedException' },
  body: '{"message":"User is not authorized to perform this."}',
};
const html = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!DOCTYPE html><h1>Please sign in to the network</h1>',
};

describe('Failures', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];

  beforeEach(async () => {
    connected = await ConnectedHost.start({ pageSize: 5 });
    ({ host } = connected);
  });
  afterEach(() => host.stop());

  /** Returns a list of a connection by the label of its row. */
  const listOf = (label: string) => [label, 'Amazon SES', 'Suppression list'];

  /** Shows a second connection, with its own server. */
  async function beside(name: string) {
    const server = await host.serve();
    const profile = await host.addProfile(server, { name: name.toLowerCase() });
    await host.set({ connections: [connected.entry, { profile, region, name }] });
    return server;
  }

  it('show the cause and the next step in a row in place of the list, without affecting others', async () => {
    const [denied, proxy, down] = [await host.serve(), await host.serve(), await host.serve()];
    denied.answer(() => true, forbidden);
    proxy.answer(() => true, html);
    await down.close();
    const profiles = {
      denied: await host.addProfile(denied, { name: 'denied' }),
      proxy: await host.addProfile(proxy, { name: 'proxy' }),
      down: await host.addProfile(down, { name: 'down' }),
    };
    await host.set({
      connections: [
        connected.entry,
        { profile: `nobody-${unique()}`, region, name: 'Unknown profile' },
        { profile: profiles.denied, name: 'No region' },
        { profile: profiles.down, region, name: 'Down' },
        { profile: profiles.denied, region, name: 'Denied' },
        { profile: profiles.proxy, region, name: 'Proxy' },
      ],
    });
    const before = await host.names(...listOf(connected.label));
    assert.deepEqual(
      await host.jobIds(...listOf(connected.label)),
      sesJobsIn(connected.answer('ListImportJobs').body).map(({ JobId }) => JobId),
    );
    for (const [connection, problem, advice] of [
      ['Unknown profile', /^There is no profile “nobody-\d+”/, /settings$/],
      ['Down', /^Connection refused/, /Check the endpoint and the network/],
      ['Denied', /^Access denied: ses:ListImportJobs/, /IAM policy/],
      ['Proxy', /^Unexpected response/, /proxy/],
    ] as const) {
      const [name = '', ...others] = await host.within(host.names(...listOf(connection)));
      assert.deepEqual(others, []);
      assert.match(name, problem);
      assert.match(name, advice);
    }
    const { item } = await host.row('No region');
    assert.deepEqual([item.label, item.description], ['No region', 'Region missing']);
    const [name = '', ...others] = await host.names('No region');
    assert.deepEqual(others, []);
    assert.match(name, /^The connection has no region\. Add one in the settings/);
    assert.deepEqual(await host.names(...listOf(connected.label)), before);
  });

  it('disappear after a click on their row once they are over', async () => {
    const proxy = await beside('Proxy');
    proxy.answer(() => true, html);
    const list = listOf('Proxy');
    const row = await host.row(...list, /^Unexpected response/);
    const asked = proxy.requests.length;
    await host.within(host.click(row));
    assert.ok(proxy.requests.length > asked);
    assert.equal(await host.row(...list, /^Unexpected response/).then(({ node }) => node), row.node, 'the same row');
    proxy.clearFaults();
    await host.click(row);
    assert.equal((await host.jobIds(...list)).length, 5);
    assert.equal((await host.rows(...list)).length, 6);
  });

  it('disappear after Try Again when a click on their row does something else', async () => {
    const denied = await beside('Denied');
    denied.answer(() => true, forbidden);
    const list = listOf('Denied');
    const row = await host.row(...list, /^Access denied/);
    denied.clearFaults();
    await host.run('tryAgain', row);
    assert.equal((await host.jobIds(...list)).length, 5);
    assert.equal((await host.rows(...list)).length, 6);
  });

  it('of Load More are shown below the rows, and loading continues from there', async () => {
    const list = [connected.label, 'Amazon SES', 'Contact lists'];
    const before = await host.jobIds(...list);
    const undo = connected.server.answer((request) => tokenOf(request) !== undefined, {
      status: 500,
      headers: {},
      body: '',
    });
    await host.within(host.run('loadMore', await host.row(...list, /^Load more/)));
    assert.deepEqual(await host.jobIds(...list), before);
    const failure = await host.row(...list, /^AWS had an internal error/);
    undo();
    await host.within(host.click(failure));
    const after = await host.jobIds(...list);
    assert.equal(after.length, 10);
    assert.deepEqual(after.slice(0, 5), before);
    assert.match((await host.names(...list)).at(-1) ?? '', /^Load more, Contact lists, /);
    assert.equal((await host.rows(...list)).length, 11);
  });

  it('to read a job are shown once, and the row stays', async () => {
    const list = listOf(connected.label);
    const [row] = await host.rows(...list);
    connected.server.answer(({ method }) => method === 'GET', forbidden);
    await host.run('refresh', row ?? assert.fail());
    const { kind } = await host.window.message(/^The import job could not be read\. Access denied/);
    assert.equal(kind, 'error');
    assert.equal((await host.jobIds(...list)).length, 5);
  });
});
