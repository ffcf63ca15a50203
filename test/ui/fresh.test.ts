import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { end, FreshAccount } from '../support/freshAccount';
import { showsJob } from '../support/panel';
import { profileFor } from '../support/testServerProfile';
import { Workbench } from '../support/workbench';

const region = 'eu-west-1';

describe('Staying fresh', () => {
  let busy: FreshAccount;
  let quiet: FreshAccount;
  let workbench: Workbench;

  before(async () => {
    [busy, quiet] = await Promise.all([FreshAccount.start({ ses: 4 }), FreshAccount.start({ ses: 4, pinpoint: 4 })]);
    // Something that goes on and on: as long as it does, looks at it tell the time.
    busy.begin('endless');
    const profiles = [profileFor(busy.server, { name: 'busy' }), profileFor(quiet.server, { name: 'quiet' })];
    workbench = await Workbench.start({
      awsConfig: profiles.map(({ config }) => config).join('\n'),
      awsCredentials: profiles.map(({ credentials }) => credentials).join('\n'),
      settings: {
        'importJobs.connections': [{ profile: 'busy', region }, { profile: 'quiet', region }],
        'importJobs.polling.minimumInterval': 1,
        'importJobs.polling.maximumInterval': 1,
      },
      window: { height: 1200 },
    });
    workbench.page.setDefaultTimeout(20_000);
    await openBusyList();
  });

  after(async () => {
    await workbench.stop();
    await Promise.all([busy.server.close(), quiet.server.close()]);
  });

  async function openBusyList(): Promise<void> {
    await workbench.openView();
    // The first list of this name is of the first connection.
    const list = workbench.row(/^Suppression list/).first();
    await list.waitFor();
    if ((await list.getAttribute('aria-expanded')) !== 'true') await list.locator('.monaco-tl-twistie').click();
    await workbench.row(/job endless/).waitFor();
  }

  /** So many more looks at what goes on: each is a second or more after the one before. */
  async function looks(count: number): Promise<void> {
    const before = busy.looks.length;
    await eventually(() => { assert.ok(busy.looks.length >= before + count); }, 60_000);
  }

  /** A job that is in progress, and has a row that says so. */
  async function begun(id: string) {
    const job = busy.begin(id);
    await workbench.row(new RegExp(`^Processing.*job ${id},`)).waitFor();
    return job;
  }

  const ended = (id: string) => workbench.row(new RegExp(`^Completed.*job ${id},`)).waitFor();

  /** What notifications say, the newest first. */
  async function messages(): Promise<readonly string[]> {
    await workbench.command('Notifications: Show Notifications');
    return workbench.page.locator('.notification-list-item-message').allInnerTexts();
  }

  async function clearMessages(): Promise<void> {
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.page.locator('.notification-list-item').first().waitFor({ state: 'detached' });
  }

  /** The status bar says that so many jobs are in progress. */
  const importing = (count: number) => statusBar().getByText(new RegExp(`^\\s*${count} importing`)).waitFor();
  const statusBar = () => workbench.page.locator('.statusbar-item', { hasText: 'importing' });
  const tab = () => workbench.page.locator('.activitybar').getByRole('tab', { name: /^Import Jobs/ });

  it('asks nothing of a connection with nothing in progress, whose lists are open, while it looks at another five times', async () => {
    for (const name of [/^Suppression list/, /^Contact lists/, /^Amazon Pinpoint/]) {
      await workbench.row(name).last().locator('.monaco-tl-twistie').click();
    }
    await workbench.expand(/^Many/);
    await workbench.expand(/^All import jobs/);
    await workbench.row(/Segment Segment 0, .*job/).first().waitFor();
    const { length } = quiet.server.requests;
    assert.equal(length, 5, 'Two lists of SES; applications, segments and jobs of Pinpoint.');
    await looks(5);
    assert.equal(quiet.server.requests.length, length);
    for (const name of [/^Suppression list/, /^Contact lists/, /^Amazon Pinpoint/]) {
      await workbench.row(name).last().locator('.monaco-tl-twistie').click();
    }
  });

  it('takes one request a look for 91 jobs in progress, and tells of 90 that end together at once', async () => {
    const jobs = Array.from({ length: 90 }, (_, index) => busy.begin(`one-of-many-${index}`, 'contact'));
    await importing(91);
    const before = busy.server.requests.length;
    await looks(3);
    assert.equal(busy.server.requests.length - before, 3);
    for (const job of jobs) end(job);
    await importing(1);
    await eventually(async () => { assert.deepEqual(await messages(), ['90 import jobs finished.']); });
    await clearMessages();
  });

  it('tells once of a job that ends; panel, row, badge and status bar agree', async () => {
    const job = await begun('watched');
    await workbench.row(/job watched,/).click();
    await showsJob(workbench, 'watched');
    const state = workbench.details().locator('.state');
    assert.equal(await state.innerText(), 'Processing');
    await importing(2);
    // With the view out of sight, its badge is what tells.
    await workbench.page.getByRole('tab', { name: /^Explorer/ }).click();
    await workbench.view.waitFor({ state: 'hidden' });
    end(job, 3);
    await state.getByText('Completed with failures').waitFor();
    await importing(1);
    await eventually(async () => { assert.match((await tab().getAttribute('aria-label')) ?? '', /1 import job ended with failures/); });
    const said = ['Suppression list: Completed with failures · 5,000 processed, 3 failed.'];
    await eventually(async () => { assert.deepEqual(await messages(), said); });
    const buttons = workbench.page.locator('.notification-list-item-buttons-container .monaco-button');
    assert.deepEqual(await buttons.allInnerTexts(), ['Open Details', 'Copy Failed Records URL', "Don't Show Again"]);

    await openBusyList();
    await workbench.row(/^Completed with failures, 5,000 processed, 3 failed, .*job watched,/).waitFor();
    await eventually(async () => { assert.equal(await tab().getAttribute('aria-label'), 'Import Jobs'); });
    await looks(3);
    assert.deepEqual(await messages(), said, 'Still the one.');
    await clearMessages();
  });

  it('joins several that end together', async () => {
    const jobs = [await begun('first'), await begun('second'), await begun('third')];
    for (const [index, job] of jobs.entries()) end(job, index === 0 ? 2 : 0);
    await ended('third');
    await eventually(async () => { assert.deepEqual(await messages(), ['3 import jobs finished, 1 with failures.']); });
    await clearMessages();
  });

  it('says nothing anew after a reload of the window', async () => {
    const job = await begun('before the reload');
    end(job);
    await ended('before the reload');
    await eventually(async () => { assert.equal((await messages()).length, 1); });
    await workbench.reload();
    await openBusyList();
    await ended('before the reload');
    await looks(3);
    assert.deepEqual(await messages(), []);
    await importing(1);
  });

  it('tells of failures alone, or of nothing, where the setting says so', async () => {
    await workbench.setSettings({ 'importJobs.notifications': 'failures' });
    const [good, bad] = [await begun('good'), await begun('bad')];
    end(good);
    end(bad, 1);
    await ended('bad');
    await eventually(async () => {
      assert.deepEqual(await messages(), ['Suppression list: Completed with failures · 5,000 processed, 1 failed.']);
    });
    await clearMessages();

    await workbench.setSettings({ 'importJobs.notifications': 'off' });
    end(await begun('silent'), 1);
    await ended('silent');
    await looks(4);
    assert.deepEqual(await messages(), []);
    await workbench.setSettings({});
  });

  it('is slowed down by a storm of refusals, and recovers by itself', async function () {
    this.timeout(120_000);
    const job = await begun('stormy');
    const since = busy.looks.length;
    const calm = busy.storm();
    // A refused look is tried three times by the SDK, soon; then the next waits longer each time.
    await eventually(() => { assert.ok(busy.looks.length >= since + 10); }, 60_000);
    const times = busy.looks.slice(since).map(({ at }) => at);
    const waits = times.slice(1).map((at, index) => at - (times[index] ?? at));
    const [first = 0, second = 0, third = 0] = waits.filter((_, index) => index % 3 === 2);
    assert.ok(first > 1_000 && second > 1.3 * first && third > 1.3 * second, `between looks: ${[first, second, third].join(', ')} ms`);
    calm();
    end(job);
    await eventually(() => ended('stormy'), 60_000);
    assert.equal(await workbench.row(/too often|Too many/i).count(), 0, 'No list shows a failure.');
    await looks(3);
    const [a = 0, b = 0] = busy.looks.slice(-2).map(({ at }) => at);
    assert.ok(b - a < first, 'As often as before.');
    await eventually(async () => { assert.equal((await messages()).length, 1); });
    await clearMessages();
  });

  it('answers a click first while many jobs wait to be looked at', async () => {
    // Jobs in progress that are on no newest page: each is asked for by itself.
    const old = Array.from({ length: 12 }, (_, index) => busy.begin(`deep-${index}`, 'contact'));
    await importing(13);
    busy.many.ses.push(...busy.many.ses.splice(0, old.length));
    for (let index = 0; index < 100; index++) end(busy.begin(`filler-${index}`, 'contact'));
    const asked = () => busy.requests('ses GetImportJob').map(({ path }) => path.split('/').at(-1) ?? '');
    const before = asked().length;
    await eventually(() => { assert.ok(asked().length >= before + 4); }, 30_000);
    const { length } = asked();
    await workbench.row(/job job-4,/).click();
    await showsJob(workbench, 'job-4');
    const place = asked().slice(length).indexOf('job-4');
    assert.ok(place >= 0 && place <= 2, `answered after ${place} others, of which there were 8 to come`);
  });

  it("is told no more after Don't Show Again", async () => {
    for (const job of busy.many.ses) {
      if (job.id.startsWith('deep')) end(job);
    }
    await eventually(async () => { assert.equal((await messages()).length, 1); }, 50_000);
    await workbench.page.locator('.notification-list-item').getByText("Don't Show Again").click();
    await workbench.page.locator('.notification-list-item').first().waitFor({ state: 'detached' });
    await importing(1);
    end(await begun('untold'));
    await ended('untold');
    await looks(4);
    assert.deepEqual(await messages(), []);
  });
});
