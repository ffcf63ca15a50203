import assert from 'node:assert/strict';
import { isOperation } from '../support/operations';
import { BarePage } from '../support/page/barePage';
import { modelOf } from '../support/page/models';
import { fieldsOn } from '../support/panel';
import { hostilePinpointJob, hostileSesJob, hostileText, shownHostileText } from '../support/hostileJobs';
import type { PinpointJob, SesJob } from '../support/wire';
import { clicked, Connected } from '../unit/aws/connected';

describe('Hostile text on the page', () => {
  let connected: Connected;
  Connected.forAll((one) => (connected = one));
  let bare: BarePage;

  /** Reads a job with the SDK and shows it, with the fold of the response open. */
  async function show(service: 'ses' | 'pinpoint', job: SesJob | PinpointJob): Promise<void> {
    const body = JSON.stringify(job);
    connected.server.answer(isOperation(`${service} GetImportJob`), {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body,
    });
    const ref = { service, id: 'JobId' in job ? job.JobId : job.Id, ...(service === 'ses' ? {} : { scope: 'app' }) };
    const read = await connected[service].getJob(ref, clicked);
    bare = await BarePage.open({ state: { rawOpen: true } });
    await bare.show(
      modelOf(read.job, { labelOf: (listId) => `${listId === 'app' ? 'app' : 'segment'} ${hostileText}` }),
    );
  }

  /** The hooks check that the page makes no request. */
  async function assertIsText(): Promise<void> {
    const elements = bare.page
      .locator('#page')
      .locator('img, script, b, iframe, strong, [onerror], [href], [data-href]');
    assert.equal(await elements.count(), 0);
    assert.equal(await bare.page.evaluate(() => 'owned' in globalThis), false);
  }

  it('is text in the fields of SES', async () => {
    await show('ses', hostileSesJob);
    const fields = await fieldsOn(bare.page);
    assert.equal(fields.contactListName, `list ${shownHostileText}`);
    assert.equal(fields.bucket, 'bucket');
    assert.equal(fields.key, shownHostileText);
    assert.equal(fields.format, `CSV ${shownHostileText}`);
    assert.equal(fields.failureMessage, `message ${shownHostileText}`);
    await assertIsText();
  });

  it('is text in the fields, the failures and the raw response of Pinpoint', async () => {
    await show('pinpoint', hostilePinpointJob);
    const fields = await fieldsOn(bare.page);
    assert.equal(fields.failures, [`first ${shownHostileText}`, `second ${shownHostileText}`].join('\n'));
    for (const field of ['type', 's3Url', 'roleArn', 'format']) assert.equal(fields[field], shownHostileText);
    assert.equal(fields.segmentName, `segment ${shownHostileText}`);
    assert.equal(fields.state, `STATUS ${shownHostileText}`);
    const raw = JSON.parse(await bare.page.locator('pre').innerText()) as PinpointJob;
    assert.deepEqual(raw.Failures, hostilePinpointJob.Failures);
    assert.equal(await bare.page.locator('h1').innerText(), `Segment import: segment ${shownHostileText}`);
    await assertIsText();
  });

  it('is text when a job could not be read', async () => {
    bare = await BarePage.open();
    await bare.send({ type: 'empty', title: hostileText, text: hostileText, busy: [] });
    assert.match(await bare.page.locator('main').innerText(), /<img src=/);
    await assertIsText();
  });
});
