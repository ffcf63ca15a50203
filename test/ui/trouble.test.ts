import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { allRows, jobIdOf, type Row } from '../support/rows';
import { TestServer } from '../support/testServer';

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
    connected = await Connected.start({
      settings: { 'importJobs.pageSize': 5 },
      window: { height: 2000 },
      others: { denied, proxy },
      connections: [
        { profile: 'prod', name: 'No region' },
        { profile: 'denied', region, name: 'Denied' },
        { profile: 'proxy', region, name: 'Proxy' },
      ],
    });
    await connected.workbench
      .row(/^Suppression list/)
      .nth(2)
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

  it('reads the list at a click on the row once the trouble is over', async () => {
    const { workbench } = connected;
    proxy.answer(() => true, html);
    await open('Proxy', /^Suppression list/);
    const row = workbench.row(/^Unexpected response/);
    await row.waitFor();
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
    denied.answer(() => true, forbidden);
    await open('Denied', /^Suppression list/);
    const row = workbench.row(/^Access denied/);
    await row.waitFor();
    denied.clearFaults();
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
});
