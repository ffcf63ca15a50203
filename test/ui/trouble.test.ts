import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { tokenOf } from '../support/operations';
import { allRows, jobIdOf, type Row } from '../support/rows';
import { TestServer } from '../support/testServer';
import { sesJobsIn } from '../support/wire';

const region = 'eu-west-1';
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

describe('Trouble', () => {
  let connected: Connected;
  let denied: TestServer;
  let proxy: TestServer;

  before(async () => {
    [denied, proxy] = [await TestServer.start(), await TestServer.start()];
    const down = await TestServer.start();
    await down.close();
    connected = await Connected.start({
      settings: { 'importJobs.pageSize': 5 },
      window: { height: 2000 },
      others: { denied, proxy, down },
      connections: [
        { profile: 'nobody', region, name: 'Unknown profile' },
        { profile: 'prod', name: 'No region' },
        { profile: 'down', region, name: 'Down' },
        { profile: 'denied', region, name: 'Denied' },
        { profile: 'proxy', region, name: 'Proxy' },
      ],
    });
    await connected.workbench
      .row(/^Suppression list/)
      .nth(4)
      .waitFor();
  });
  after(async () => {
    await connected.stop();
    await denied.close();
    await proxy.close();
  });

  /** Opens a list of a connection; the lists have the same names in each. */
  async function open(connection: string, list: RegExp): Promise<void> {
    const rows = await allRows(connected.workbench);
    const from = rows.findIndex(({ name }) => name.startsWith(connection));
    const index = rows.findIndex(({ name }, place) => place > from && list.test(name));
    await connected.workbench.view.locator(`.monaco-list-rows [data-index="${index}"] .monaco-tl-twistie`).click();
  }

  /** The rows of a connection. */
  async function rowsOf(connection: string): Promise<readonly Row[]> {
    const rows = await allRows(connected.workbench);
    const from = rows.findIndex(({ name }) => name.startsWith(connection));
    const to = rows.findIndex(({ level }, place) => place > from && level === 1);
    return rows.slice(from + 1, to === -1 ? rows.length : to);
  }

  it('leaves a working connection alone', async () => {
    await open('prod', /^Suppression list/);
    await connected.workbench.row(/^Load more, Suppression list/).waitFor();
    const ids = sesJobsIn(connected.answer('ListImportJobs').body).map(({ JobId }) => JobId);
    assert.deepEqual(
      (await rowsOf('prod')).flatMap(({ name }) => /job ([^,]+)/.exec(name)?.[1] ?? []),
      ids,
    );
  });

  it('says of each problem what it is and what to do, in a row where the list would be', async () => {
    const { workbench } = connected;
    denied.answer(() => true, forbidden);
    proxy.answer(() => true, html);
    const before = await rowsOf('prod');
    const said: readonly (readonly [connection: string, problem: RegExp, advice: RegExp])[] = [
      ['Unknown profile', /^There is no profile “nobody”/, /settings$/],
      ['Down', /^Connection refused/, /Check the endpoint and the network/],
      ['Denied', /^Access denied: ses:ListImportJobs/, /IAM policy/],
      ['Proxy', /^Unexpected response/, /proxy/],
    ];
    for (const [connection, problem, advice] of said) {
      await open(connection, /^Suppression list/);
      await eventually(async () => {
        const [row, ...others] = (await rowsOf(connection)).filter(({ level }) => level === 4);
        assert.deepEqual(others, []);
        assert.match(row?.name ?? '', problem);
        assert.match(row?.name ?? '', advice);
      });
    }
    await eventually(async () => {
      assert.deepEqual(
        (await rowsOf('No region')).map(({ level }) => level),
        [2],
      );
    });
    assert.match((await rowsOf('No region'))[0]?.name ?? '', /^The connection has no region\. Add one in the settings/);
    assert.deepEqual(await rowsOf('prod'), before);
    await workbench.command('Notifications: Show Notifications');
    assert.equal(await workbench.page.locator('.notification-list-item').count(), 0);
  });

  it('reads the list at a click on the row once the trouble is over', async () => {
    const { workbench } = connected;
    const row = workbench.row(/^Unexpected response/);
    const asked = proxy.requests.length;
    await row.click();
    await eventually(() => {
      assert.ok(proxy.requests.length > asked);
    });
    await row.waitFor();
    proxy.clearFaults();
    await row.click();
    await eventually(async () => {
      assert.equal((await rowsOf('Proxy')).filter((job) => jobIdOf(job) !== undefined).length, 5);
    });
    assert.equal(await row.count(), 0);
  });

  it('reads the list by the button of a row whose click does something else', async () => {
    const { workbench } = connected;
    denied.clearFaults();
    const row = workbench.row(/^Access denied/);
    await row.hover();
    await row.getByRole('button', { name: 'Try Again' }).click();
    await eventually(async () => {
      assert.equal((await rowsOf('Denied')).filter((job) => jobIdOf(job) !== undefined).length, 5);
    });
    assert.equal(await row.count(), 0);
  });

  it('opens the setting at a click on a row about the connection', async () => {
    const { workbench } = connected;
    await workbench.row(/^The connection has no region/).click();
    await workbench.page.getByRole('tab', { name: /^settings\.json/ }).waitFor();
    await workbench.page.locator('.view-lines').getByText('"importJobs.connections"').waitFor();
  });

  it('keeps the rows after a failed Load More, says so below them, and goes on from there', async () => {
    const { workbench, server } = connected;
    const rows = async () =>
      (await rowsOf('prod')).filter(({ name }) => /Contact list [^,]+, .*job|^Load[^,]*, Contact|^AWS/.test(name));
    const ids = async () => (await rows()).flatMap((row) => jobIdOf(row) ?? []);
    await open('prod', /^Contact lists/);
    await workbench.row(/^Load more, Contact lists/).waitFor();
    const before = await ids();
    const undo = server.answer((request) => tokenOf(request) !== undefined, { status: 500, headers: {}, body: '' });
    await workbench.row(/^Load more, Contact lists/).click();
    await workbench.row(/^AWS had an internal error/).waitFor();
    assert.deepEqual(await ids(), before);
    assert.match((await rows()).at(-1)?.name ?? '', /^AWS had an internal error/);

    undo();
    await workbench.row(/^AWS had an internal error/).click();
    await eventually(async () => {
      assert.equal((await ids()).length, 10);
    });
    assert.deepEqual((await ids()).slice(0, 5), before);
    assert.match((await rows()).at(-1)?.name ?? '', /^Load more/);
  });
});
