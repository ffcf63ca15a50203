import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { isOperation } from '../support/operations';

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

  it('is a row that tells more on hover, and leads by a click to AWS’s migration guide', async () => {
    const { workbench, server } = connected;
    const undo = server.answer(isOperation('GetSegments'), answer(405, { Message: 'Words of Pinpoint' }));
    await workbench.expand(/^Loyalty/);
    await workbench.row(ended).waitFor();
    await workbench.row(ended).locator('.codicon-info').waitFor();
    const text = await (await workbench.tooltip(workbench.row(ended))).innerText();
    for (const part of ['request-of-the-end', 'HTTP status: 405', 'Words of Pinpoint', 'Call: GetSegments']) {
      assert.ok(text.includes(part), `${part} is not in ${text}`);
    }
    await workbench.page.mouse.move(0, 0);
    undo();

    await workbench.row(ended).click();
    const dialog = workbench.page.getByRole('dialog', { name: /external website/ });
    await dialog.getByText('https://docs.aws.amazon.com/pinpoint/latest/userguide/migrate.html').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });

    await workbench.contextMenu(ended, 'Try Again');
    await workbench.row(/^VIP customers/).waitFor();
    assert.equal(await workbench.row(ended).count(), 0);
  });
});
