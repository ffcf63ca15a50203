import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { isOperation } from '../support/operations';
import { showsJob } from '../support/panel';
import { sesJobsIn } from '../support/wire';

describe('Trouble in a details panel', () => {
  let connected: Connected;
  let id: string;

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 12 } });
    const { workbench } = connected;
    await workbench.expand(/^Suppression list/);
    await workbench.row(/^Load more, Suppression list/).waitFor();
    id = sesJobsIn(connected.answer('ListImportJobs').body)[0]?.JobId ?? assert.fail();
  });
  after(() => connected.stop());

  const open = async () => {
    await connected.workbench.row(new RegExp(id)).click();
    await showsJob(connected.workbench, id);
  };

  it('is none when it is closed while it reads', async () => {
    const { workbench, server } = connected;
    await open();
    const hold = server.hold(isOperation('ses GetImportJob'));
    const since = connected.answers.length;
    await workbench.details().getByRole('button', { name: 'Refresh' }).click();
    await hold.arrived;
    await workbench.command('View: Close Editor');
    await workbench.page.locator('iframe.webview').waitFor({ state: 'detached' });
    hold.release();
    await eventually(() => { assert.deepEqual(connected.asked(since), ['ses GetImportJob']); });
    // One that is opened again has been through VS Code after what the first one did.
    await open();
    assert.equal(await workbench.page.locator('.notification-list-item').count(), 0);
    assert.doesNotMatch(await workbench.extensionLog(), /disposed/i);
  });
});
