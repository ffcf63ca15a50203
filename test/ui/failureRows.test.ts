import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { isOperation } from '../support/operations';
import { jobIdsBelow } from '../support/rows';

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
const ended = {
  status: 405,
  headers: { 'content-type': 'application/json', 'x-amzn-requestid': 'request-of-the-end' },
  body: '{"Message":"Words of Pinpoint"}',
};

describe('The row of a failure', () => {
  let connected: Connected;

  before(async () => {
    connected = await Connected.start({
      settings: { 'importJobs.pageSize': 5 },
      connections: [{ profile: 'prod', name: 'No region' }],
      hasTooltips: true,
    });
  });
  afterEach(() => connected.workbench.closeEditors());
  after(() => connected.stop());

  it('reads the list after a click once the problem is solved', async () => {
    const { workbench, server } = connected;
    const undo = server.answer(isOperation('ListImportJobs'), html);
    await workbench.openList('Suppression list');
    const row = workbench.row(/^Unexpected response/);
    const { length } = server.requests;
    await row.click();
    await eventually(() => {
      assert.ok(server.requests.length > length);
    });
    await row.waitFor();
    undo();
    await row.click();
    await workbench.row(/^Load more, Suppression list/).waitFor();
    assert.equal((await jobIdsBelow(workbench, /^Suppression list/)).length, 5);
    assert.equal(await row.count(), 0);
  });

  it('has a button that reads the list when a click does something else', async () => {
    const { workbench, server } = connected;
    const undo = server.answer(isOperation('ListImportJobs'), forbidden);
    await workbench.openList('Contact lists');
    const row = workbench.row(/^Access denied: ses:ListImportJobs/);
    undo();
    // The tooltip of the row clicked before may cover this one.
    await eventually(async () => {
      await workbench.page.mouse.move(900, 600);
      await workbench.page.locator('.workbench-hover').waitFor({ state: 'detached', timeout: 5_000 });
      await row.hover({ timeout: 5_000 });
      await row.getByRole('button', { name: 'Try Again' }).click({ timeout: 5_000 });
    });
    await workbench.row(/^Load more, Contact lists/).waitFor();
    assert.equal((await jobIdsBelow(workbench, /^Contact lists/)).length, 5);
    assert.equal(await row.count(), 0);
  });

  it('opens the setting after a click when it is about the connection', async () => {
    const { workbench } = connected;
    await workbench.row(/^The connection has no region/).click();
    await workbench.page.getByRole('tab', { name: /^settings\.json/ }).waitFor();
    await workbench.page.locator('.view-lines').getByText('"importJobs.connections"').waitFor();
  });

  it('shows AWS’s message in its tooltip, and opens AWS’s migration guide after Pinpoint’s end of support', async () => {
    const { workbench, server } = connected;
    const undo = server.answer(isOperation('GetSegments'), ended);
    await workbench.openList('Amazon Pinpoint', 'Loyalty');
    const row = workbench.row(
      /^AWS ended support for the segments and import jobs of Amazon Pinpoint on October 30, 2026/,
    );
    await row.locator('.codicon-info').waitFor();
    const text = await (await workbench.tooltip(row)).innerText();
    for (const part of ['request-of-the-end', 'HTTP status: 405', 'Words of Pinpoint', 'Call: GetSegments']) {
      assert.ok(text.includes(part), `${part} is not in ${text}`);
    }
    await workbench.page.mouse.move(0, 0);
    await row.click();
    const dialog = workbench.page.getByRole('dialog', { name: /external website/ });
    await dialog.getByText('https://docs.aws.amazon.com/pinpoint/latest/userguide/migrate.html').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    undo();
  });
});
