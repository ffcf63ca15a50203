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

  beforeEach(() => workbench.openView());

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
    const items = workbench.page.locator('.notification-list-item');
    // A click into a list that is being filtered goes nowhere.
    await eventually(async () => {
      await workbench.command('Notifications: Clear All Notifications');
      await items.first().waitFor({ state: 'detached', timeout: 2_000 });
    });
  }

  /** The status bar says that so many jobs are in progress. */
  const importing = (count: number) => statusBar().getByText(new RegExp(`^\\s*${count} importing`)).waitFor();
  const statusBar = () => workbench.page.locator('.statusbar-item', { hasText: 'importing' });
  /** Another view is in its place. */
  async function hide(): Promise<void> {
    await workbench.page.getByRole('tab', { name: /^Explorer/ }).click();
    await workbench.view.waitFor({ state: 'hidden' });
  }

  /** Of the quiet connection, which is the last. */
  const twistie = (name: RegExp) => workbench.row(name).last().locator('.monaco-tl-twistie');
  const tab = () => workbench.page.locator('.activitybar').getByRole('tab', { name: /^Import Jobs/ });

  it('opens the lists of a connection with nothing in progress in a request each', async () => {
    for (const name of [/^Suppression list/, /^Contact lists/, /^Amazon Pinpoint/]) {
      await twistie(name).click();
    }
    await workbench.expand(/^Many/);
    await workbench.expand(/^All import jobs/);
    await workbench.row(/Segment Segment 0, .*job/).first().waitFor();
    assert.deepEqual(quiet.counts(0), { ListImportJobs: 2, GetApps: 1, GetSegments: 1, GetImportJobs: 1 });
  });

  it('takes one request a look for 100 jobs in progress, and tells of 99 that end together at once', async () => {
    const jobs = Array.from({ length: 99 }, (_, index) => busy.begin(`one-of-many-${index}`, 'contact'));
    await importing(100);
    const before = busy.server.requests.length;
    await looks(3);
    assert.equal(busy.server.requests.length - before, 3);
    for (const job of jobs) end(job);
    await importing(1);
    await eventually(async () => { assert.deepEqual(await messages(), ['99 import jobs finished.']); });
    await clearMessages();
  });

  it('joins several that end together', async () => {
    const jobs = [await begun('first'), await begun('second'), await begun('third')];
    for (const [index, job] of jobs.entries()) end(job, index === 0 ? 2 : 0);
    await ended('third');
    await eventually(async () => { assert.deepEqual(await messages(), ['3 import jobs finished, 1 with failures.']); });
    await clearMessages();
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
    this.timeout(150_000);
    const job = await begun('stormy');
    const since = busy.looks.length;
    // A refused look is tried three times by the SDK, soon; then the next comes later each time.
    busy.storm(9);
    await eventually(() => { assert.ok(busy.looks.length >= since + 10); }, 60_000);
    const times = busy.looks.slice(since).flatMap(({ at }, place) => (place % 3 === 0 ? [at] : []));
    const [first = 0, second = 0, third = 0] = times.slice(1).map((at, place) => at - (times[place] ?? at));
    assert.ok(first > 1_500 && second > first && third > 1.5 * first, `between looks: ${[first, second, third].join(', ')} ms`);
    end(job);
    await eventually(() => ended('stormy'), 60_000);
    assert.equal(await workbench.row(/too often|Too many/i).count(), 0, 'No list shows a failure.');
    // Each answer halves the rest that the refusals asked for, until looks come as often as before.
    await eventually(() => {
      const [a = 0, b = Infinity] = busy.looks.filter(({ status }) => status === 200).slice(-2).map(({ at }) => at);
      assert.ok(b - a < Math.min(first, 3_000), 'As often as before.');
    }, 80_000);
    await eventually(async () => { assert.equal((await messages()).length, 1); });
    await clearMessages();
  });

  it('answers a click first while many jobs wait to be looked at', async function () {
    this.timeout(120_000);
    // Jobs in progress that are on no newest page: each is asked for by itself.
    const old = Array.from({ length: 12 }, (_, index) => busy.begin(`deep-${index}`, 'contact'));
    await importing(13);
    busy.many.ses.push(...busy.many.ses.splice(0, old.length));
    for (let index = 0; index < 100; index++) end(busy.begin(`filler-${index}`, 'contact'));
    const asked = () => busy.requests('ses GetImportJob').map(({ path }) => path.split('/').at(-1) ?? '');
    const before = asked().length;
    await eventually(() => { assert.ok(asked().length >= before + 4); }, 30_000);
    const { length } = asked();
    assert.ok(old.length - (length - before) >= 6, 'Most of the look is still to come.');
    await workbench.row(/job job-4,/).first().click();
    await showsJob(workbench, 'job-4');
    const place = asked().slice(length).indexOf('job-4');
    assert.ok(place >= 0 && place <= 2, `answered after ${place} others`);
    const rest = () => asked().slice(length + place + 1);
    await eventually(() => { assert.ok(rest().length >= 4); }, 30_000);
    assert.ok(rest().slice(0, 4).every((id) => id.startsWith('deep')), `then ${rest().join(', ')}`);
    for (const job of old) end(job);
    await importing(1);
    // One by one, they may be found over more than the ten seconds that a notice waits for others.
    const told = (message: string) => Number(/^(\d+) import jobs/.exec(message)?.[1] ?? 1);
    await eventually(async () => {
      assert.equal((await messages()).map(told).reduce((sum, count) => sum + count, 0), old.length);
    }, 30_000);
    await clearMessages();
  });

  /** Some requests may be under way, of somebody who has just come back; then a minute, in which a list grows old. */
  async function minuteOfSilence(): Promise<number> {
    await looks(3);
    const { length } = quiet.server.requests;
    const since = Date.now();
    const before = busy.looks.length;
    await eventually(() => { assert.ok(Date.now() >= since + 61_000); }, 65_000);
    assert.equal(quiet.server.requests.length, length);
    assert.ok(busy.looks.length > before + 5);
    return length;
  }

  it('asks nothing for a minute and more of a connection with nothing in progress, whose lists are open', async function () {
    this.timeout(120_000);
    await minuteOfSilence();
  });

  it('reads again what it shows when the view comes back, never before, and what is folded away once it is unfolded', async function () {
    this.timeout(150_000);
    const contacts = twistie(/^Contact lists/);
    await contacts.click();
    await hide();
    const length = await minuteOfSilence();
    await workbench.openView();
    const shown = { ListImportJobs: 1, GetApps: 1, GetSegments: 1, GetImportJobs: 1 };
    await eventually(() => { assert.deepEqual(quiet.counts(length), shown); });
    await looks(2);
    await contacts.click();
    await eventually(() => { assert.deepEqual(quiet.counts(length + 4), { ListImportJobs: 1 }); });
    assert.match(quiet.server.requests.at(-1)?.body ?? '', /CONTACT_LIST/);
    for (let times = 0; times < 2; times++) await contacts.click();
    await hide();
    await workbench.openView();
    await looks(2);
    assert.equal(quiet.server.requests.length, length + 5, 'All are young now.');
  });

  it('looks as seldom as the setting says while the view is hidden, and at once when it is shown again', async () => {
    const maximum = 6_000;
    // A panel on screen is somebody who looks.
    await workbench.command('View: Close All Editors');
    await workbench.setSettings({ 'importJobs.polling.maximumInterval': maximum / 1000 });
    const job = await begun('hidden');
    // As long as it moves, looks come as often as they may.
    const stay = busy.beforeAnswers(() => { job.processed++; });
    const gaps = (since: number) => busy.looks.slice(since).flatMap(({ at }, place, all) => at - (all[place - 1]?.at ?? Infinity)).filter(Number.isFinite);
    const shown = busy.looks.length;
    await looks(4);
    assert.ok(Math.min(...gaps(shown)) < 2_000, `shown: ${gaps(shown).join(', ')} ms`);

    await hide();
    const hidden = busy.looks.length;
    await looks(3);
    // The first may have been under way.
    const seldom = gaps(hidden).slice(-2);
    assert.ok(seldom.every((gap) => gap >= 0.8 * maximum - 50 && gap <= 1.2 * maximum + 1_000), `hidden: ${seldom.join(', ')} ms`);

    const last = busy.looks.at(-1)?.at ?? 0;
    await eventually(() => { assert.ok(Date.now() > last + 2_000); });
    const before = busy.looks.length;
    const shownAt = Date.now();
    await workbench.openView();
    await eventually(() => { assert.ok(busy.looks.length > before); }, 5_000);
    const wait = (busy.looks[before]?.at ?? 0) - shownAt;
    assert.ok(wait < 1_500, `shown again: ${wait} ms`);
    stay();
    end(job);
    await ended('hidden');
    await workbench.setSettings({});
    await eventually(async () => { assert.equal((await messages()).length, 1); });
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
    await hide();
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

  it('tells the pace of a job in its tooltip, in the words of the panel, and the time left where a total is known', async () => {
    const paced = await begun('paced');
    const stop = busy.beforeAnswers(() => { paced.processed += 2_000; });
    const text = async (id: string) => (await (await workbench.tooltip(workbench.row(new RegExp(`job ${id},`)))).innerText()).replace(/\s+/g, ' ');
    await looks(6);
    // A row that changes each second never has its tooltip out.
    stop();
    await looks(1);
    assert.match(await text('paced'), /Pace: [\d,]+ records a second [^·]/);
    end(paced);

    const pieces = { completed: 0, total: 1000 };
    const endpoints = Object.assign(quiet.many.add('pinpoint', 'endpoints', Date.now()), { pieces });
    const stand = quiet.beforeAnswers(() => {
      endpoints.processed += 2_000;
      pieces.completed++;
    });
    await workbench.contextMenu(/^All import jobs/, 'Refresh');
    const row = workbench.row(/job endpoints,/);
    await row.waitFor();
    const words = /[\d,]+ records a second · about \d+ (h|min|s)( \d+ (min|s))? left at this pace/;
    const asked = () => quiet.requests('GetImportJobs').length;
    const first = asked();
    await eventually(() => { assert.ok(asked() >= first + 6); });
    stand();
    const before = asked();
    await eventually(() => { assert.ok(asked() > before); });
    assert.match(await text('endpoints'), new RegExp(`Pace: ${words.source}`));
    await row.click();
    await showsJob(workbench, 'endpoints');
    assert.match(await workbench.details().locator('.pace').innerText(), words);
    end(endpoints);
    await importing(1);
    await eventually(async () => { assert.ok((await messages()).length >= 1); });
    await clearMessages();
  });

  it('lists in the status bar what is in progress, and shows at a click the one, or the one that is picked', async () => {
    const selected = (id: string) => workbench.row(new RegExp(`job ${id},`)).and(workbench.page.locator('[aria-selected=true]')).waitFor();
    await workbench.row(/^Suppression list/).first().locator('.monaco-tl-twistie').click();
    await hide();
    await importing(1);
    await statusBar().click();
    await selected('endless');
    await showsJob(workbench, 'endless');

    // Its list has never been opened.
    const other = busy.begin('unopened', 'contact');
    await importing(2);
    await workbench.page.mouse.move(900, 600);
    await statusBar().hover();
    const hover = workbench.page.locator('.workbench-hover', { hasText: 'Processing' });
    await hover.waitFor();
    for (const line of ['busy · eu-west-1 · Contact list news · Processing', 'busy · eu-west-1 · Suppression list · Processing']) {
      assert.ok((await hover.innerText()).replaceAll('\u00A0', ' ').includes(line), await hover.innerText());
    }
    await statusBar().click();
    const choices = workbench.page.locator('.quick-input-list').getByRole('option');
    await eventually(async () => { assert.equal(await choices.count(), 2); });
    await choices.filter({ hasText: 'unopened' }).click();
    await selected('unopened');
    await showsJob(workbench, 'unopened');
    end(other);
    await importing(1);
    await eventually(async () => { assert.equal((await messages()).length, 1); });
    await clearMessages();
    await workbench.row(/^Contact lists/).first().locator('.monaco-tl-twistie').click();
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

  it("says that it goes on telling where Don't Show Again cannot be kept, and leads to what is to be mended", async () => {
    await workbench.breakSettings();
    end(await begun('told all the same'));
    await eventually(async () => { assert.equal((await messages()).length, 1); });
    await workbench.page.locator('.notification-list-item').getByText("Don't Show Again").click();
    await eventually(async () => { assert.match(String(await messages()), /^Notices could not be turned off\. Unable to write into user settings\./); });
    await workbench.page.locator('.notification-list-item').getByRole('button', { name: 'Open Settings' }).click();
    const tabOfFile = workbench.page.locator('.editor-group-container').getByRole('tab', { name: /^settings\.json/ });
    await tabOfFile.waitFor();
    await workbench.page.locator('.monaco-editor .view-line').first().click();
    for (const key of ['Control+End', 'Backspace', 'Control+S']) await workbench.page.keyboard.press(key);
    await eventually(async () => { assert.doesNotMatch((await tabOfFile.getAttribute('class')) ?? '', /\bdirty\b/); });
    await workbench.command('View: Close All Editors');
  });

  it("is told no more after Don't Show Again", async () => {
    end(await begun('last'));
    await eventually(async () => { assert.equal((await messages()).length, 1); });
    await workbench.page.locator('.notification-list-item').getByText("Don't Show Again").click();
    await workbench.page.locator('.notification-list-item').first().waitFor({ state: 'detached' });
    end(await begun('untold'));
    await ended('untold');
    await looks(4);
    assert.deepEqual(await messages(), []);
  });
});
