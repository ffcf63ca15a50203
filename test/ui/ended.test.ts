import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { isOperation } from '../support/operations';
import { jobIdsBelow, rowsBelow } from '../support/rows';
import { pinpointJobsIn } from '../support/wire';

const ended = /^Amazon Pinpoint’s segments and import jobs ended on 30 October 2026/;

describe('Pinpoint’s end', () => {
  let connected: Connected;

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 5 }, hasTooltips: true });
    await connected.workbench.expand(/^Amazon Pinpoint/);
  });
  afterEach(() => connected.workbench.page.keyboard.press('Escape'));
  after(() => connected.stop());

  const answer = (status: number, body: unknown) => ({
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': 'request-of-the-end' },
    body: JSON.stringify(body),
  });

  it('is a row where segments are refused, and all import jobs stay within reach', async () => {
    const { workbench, server } = connected;
    const undo = server.answer(isOperation('GetSegments'), answer(405, { Message: 'Words of Pinpoint' }));
    await workbench.expand(/^Loyalty/);
    await workbench.row(ended).waitFor();
    assert.deepEqual(
      (await rowsBelow(workbench, /^Loyalty/)).map(({ name }) => name),
      [
        'All import jobs',
        'Amazon Pinpoint’s segments and import jobs ended on 30 October 2026. Read AWS’s migration guide',
      ],
    );
    await workbench.row(ended).locator('.codicon-info').waitFor();
    await workbench.expand(/^All import jobs/);
    await workbench.row(/^Load more, All import jobs/).waitFor();
    const ids = pinpointJobsIn(connected.answer('GetImportJobs').body).map(({ Id }) => Id);
    assert.deepEqual(await jobIdsBelow(workbench, /^All import jobs/), ids);

    const text = await (await workbench.tooltip(workbench.row(ended))).innerText();
    for (const part of ['request-of-the-end', 'HTTP status: 405', 'Words of Pinpoint', 'Call: GetSegments']) {
      assert.ok(text.includes(part), `${part} is not in ${text}`);
    }
    await workbench.page.mouse.move(0, 0);
    undo();
  });

  it('leads to AWS’s migration guide by a click', async () => {
    const { workbench } = connected;
    await workbench.row(ended).click();
    const dialog = workbench.page.getByRole('dialog', { name: /external website/ });
    await dialog.getByText('https://docs.aws.amazon.com/pinpoint/latest/userguide/migrate.html').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('goes when AWS answers again', async () => {
    const { workbench } = connected;
    await workbench.contextMenu(ended, 'Try Again');
    await workbench.row(/^VIP customers/).waitFor();
    assert.equal(await workbench.row(ended).count(), 0);
  });

  it('leaves the rows that were read, and is a row below them', async () => {
    const { workbench, server } = connected;
    const before = await jobIdsBelow(workbench, /^All import jobs/);
    const undo = server.answer(isOperation('GetImportJobs'), answer(200, { Item: [] }));
    await workbench.contextMenu(/^All import jobs/, 'Refresh');
    await workbench.row(ended).waitFor();
    assert.deepEqual(await jobIdsBelow(workbench, /^All import jobs/), before);
    assert.match((await rowsBelow(workbench, /^All import jobs/)).at(-1)?.name ?? '', ended);
    undo();
    await workbench.contextMenu(ended, 'Try Again');
    await workbench.row(/^Load more, All import jobs/).waitFor();
    assert.equal(await workbench.row(ended).count(), 0);
    assert.deepEqual(await jobIdsBelow(workbench, /^All import jobs/), before);
  });

  it('is what an empty list says: never that there are no jobs', async () => {
    const { workbench } = connected;
    await workbench.expand(/^Store opening guests/);
    await workbench.row(ended).waitFor();
    assert.equal(await workbench.row(/^No import jobs/).count(), 0);
  });
});
