import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { isOperation } from '../support/operations';
import { showsJob } from '../support/panel';
import { sesJobsIn, type PinpointJob } from '../support/wire';

const polling = { 'importJobs.polling.minimumInterval': 1, 'importJobs.polling.maximumInterval': 2 };

describe('A details panel in unusual situations', () => {
  let connected: Connected;
  let id: string;

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 12 } });
    await connected.workbench.prepare(() => connected.workbench.openList('Suppression list'));
    id = sesJobsIn(connected.answer('ListImportJobs').body)[0]?.JobId ?? assert.fail();
  });
  after(() => connected.stop());

  const open = async () => {
    await connected.workbench.row(new RegExp(id)).click();
    await showsJob(connected.workbench, id);
  };

  it('can be closed while it reads', async () => {
    const { workbench, server } = connected;
    await open();
    const hold = server.hold(isOperation('ses GetImportJob'));
    const since = connected.answers.length;
    await workbench.details().getByRole('button', { name: 'Refresh' }).click();
    await hold.arrived;
    await workbench.closeEditors();
    await workbench.page.locator('iframe.webview').waitFor({ state: 'detached' });
    hold.release();
    await eventually(() => {
      assert.deepEqual(connected.asked(since), ['ses GetImportJob']);
    });
    // A panel opened again proves that VS Code has handled the messages of the first one.
    await open();
    await workbench.showNotifications();
    assert.equal(await workbench.page.locator('.notification-list-item').count(), 0);
    assert.doesNotMatch(await workbench.extensionLog(), /disposed/i);
  });

  it('removes the time left when polls fail', async () => {
    const { workbench, server } = connected;
    await workbench.openView();
    await workbench.openList('Amazon Pinpoint', 'Loyalty');
    const running = 'e'.repeat(32);
    let looks = 0;
    server.answer(isOperation('GetImportJobs'), ({ path }) => {
      looks++;
      const job: PinpointJob = {
        Id: running,
        ApplicationId: path.split('/')[3] ?? '',
        JobStatus: 'PROCESSING',
        CreationDate: new Date(server.now()).toISOString(),
        TotalProcessed: 10 * looks,
        CompletedPieces: looks,
        TotalPieces: 200,
        Type: 'IMPORT',
        Definition: { Format: 'CSV', S3Url: 's3://example-imports/pinpoint/' },
      };
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ Item: [job] }) };
    });
    await workbench.expand(/^All import jobs/);
    await workbench.row(new RegExp(running)).click();
    await showsJob(workbench, running);
    await workbench.setSettings({ ...polling, 'importJobs.polling.enabled': true });
    // Returns at once, even without a pace.
    const pace = async () => (await workbench.details().locator('.pace p').allInnerTexts()).join();
    await eventually(async () => {
      assert.match(await pace(), /left at this pace$/);
    }, 30_000);
    server.answer(() => true, { status: 500, headers: {}, body: '' });
    const failed = () => server.requests.filter(({ status }) => status === 500).length;
    // By the second one, earlier responses have been rendered.
    await eventually(() => {
      assert.ok(failed() > 1);
    });
    const left = await pace();
    await eventually(async () => {
      assert.notEqual(await pace(), left);
    });
  });
});
