import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { end, type FreshAccount } from '../support/freshAccount';
import { FreshBench } from '../support/freshBench';
import { showsJob } from '../support/panel';
import type { Workbench } from '../support/workbench';

describe('Staying fresh', () => {
  let bench: FreshBench;
  let busy: FreshAccount;
  let quiet: FreshAccount;
  let workbench: Workbench;

  before(async () => {
    bench = await FreshBench.start();
    ({ busy, quiet, workbench } = bench);
  });
  after(() => bench.stop());

  beforeEach(() => workbench.openView());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await bench.settle();
  });

  it('opens the lists of a connection with nothing in progress in a request each', async () => {
    for (const name of [/^Suppression list/, /^Contact lists/, /^Amazon Pinpoint/]) {
      await bench.twistie(name).click();
    }
    await workbench.expand(/^Many/);
    await workbench.expand(/^All import jobs/);
    await workbench
      .row(/Segment Segment 0, .*job/)
      .first()
      .waitFor();
    const once = { ListImportJobs: 2, GetApps: 1, GetSegments: 1, GetImportJobs: 1 };
    await eventually(() => {
      assert.deepEqual(quiet.counts(0), once);
    });
  });

  it('takes one request a look for 100 jobs in progress, and tells of 99 that end together at once', async () => {
    const jobs = Array.from({ length: 99 }, (_, index) => busy.begin(`one-of-many-${index}`, 'contact'));
    await bench.importing(100);
    const before = busy.server.requests.length;
    await bench.looks(3);
    assert.equal(busy.server.requests.length - before, 3);
    for (const job of jobs) end(job);
    await bench.importing(1);
    await eventually(async () => {
      assert.deepEqual(await bench.messages(), ['99 import jobs finished']);
    });
    await bench.clearMessages();
  });

  it('is slowed down by a storm of refusals, and recovers by itself', async function () {
    this.timeout(150_000);
    const job = await bench.begun('stormy');
    const since = busy.looks.length;
    // Each attempt waits for twice as long as the one before, the SDK's own as well: 2, 4, 8 and 16 seconds.
    busy.storm(4);
    await eventually(() => {
      assert.ok(busy.looks.length >= since + 5);
    }, 60_000);
    const times = busy.looks.slice(since, since + 5).map(({ at }) => at);
    const gaps = times.slice(1).map((at, place) => at - (times[place] ?? at));
    assert.ok(
      gaps.every((gap, place) => gap > 1_900 * 2 ** place),
      `between attempts: ${gaps.join(', ')} ms`,
    );
    const [first = 0] = gaps;
    end(job);
    await eventually(() => bench.ended('stormy'), 60_000);
    assert.equal(await workbench.row(/too often|Too many/i).count(), 0, 'No list shows a failure.');
    // Each answer halves the rest that the refusals asked for, until looks come as often as before.
    await eventually(() => {
      const [a = 0, b = Infinity] = busy.looks
        .filter(({ status }) => status === 200)
        .slice(-2)
        .map(({ at }) => at);
      assert.ok(b - a < Math.min(first, 3_000), 'As often as before.');
    }, 80_000);
    await eventually(async () => {
      assert.equal((await bench.messages()).length, 1);
    });
    await bench.clearMessages();
  });

  it('answers a click first while many jobs wait to be looked at', async function () {
    this.timeout(120_000);
    // Jobs in progress that are on no newest page: each is asked for by itself.
    const old = Array.from({ length: 12 }, (_, index) => busy.begin(`deep-${index}`, 'contact'));
    await bench.importing(13);
    busy.many.ses.push(...busy.many.ses.splice(0, old.length));
    for (let index = 0; index < 100; index++) end(busy.begin(`filler-${index}`, 'contact'));
    const asked = () => busy.requests('ses GetImportJob').map(({ path }) => path.split('/').at(-1) ?? '');
    const before = asked().length;
    await eventually(() => {
      assert.ok(asked().length >= before + 4);
    }, 30_000);
    const { length } = asked();
    assert.ok(old.length - (length - before) >= 6, 'Most of the look is still to come.');
    await workbench
      .row(/job job-4,/)
      .first()
      .click();
    await showsJob(workbench, 'job-4');
    // The page shows what the row knows until this is answered; a slow machine may take a while to get there.
    const shown = asked().length;
    const clicked = () => asked().indexOf('job-4', length);
    await eventually(() => {
      assert.ok(clicked() >= 0);
    }, 30_000);
    const others = asked().slice(length, clicked());
    assert.ok(
      clicked() <= shown + 2 && others.length < old.length - (length - before),
      `answered after ${others.join(', ')}`,
    );
    const rest = () => asked().slice(clicked() + 1);
    await eventually(() => {
      assert.ok(rest().length >= 4);
    }, 30_000);
    assert.ok(
      rest()
        .slice(0, 4)
        .every((id) => id.startsWith('deep')),
      `then ${rest().join(', ')}`,
    );
    for (const job of old) end(job);
    await bench.importing(1);
    // One by one, they may be found over more than the ten seconds that a notice waits for others.
    const told = (message: string) => Number(/^(\d+) import jobs/.exec(message)?.[1] ?? 1);
    await eventually(async () => {
      assert.equal(
        (await bench.messages()).map(told).reduce((sum, count) => sum + count, 0),
        old.length,
      );
    }, 30_000);
    await bench.clearMessages();
  });

  /** Some requests may be under way, of somebody who has just come back; then a minute, in which a list grows old. */
  async function minuteOfSilence(): Promise<number> {
    await bench.looks(3);
    const { length } = quiet.server.requests;
    const since = Date.now();
    const before = busy.looks.length;
    await eventually(() => {
      assert.ok(Date.now() >= since + 61_000);
    }, 65_000);
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
    const contacts = bench.twistie(/^Contact lists/);
    await contacts.click();
    await bench.hide();
    const length = await minuteOfSilence();
    await workbench.openView();
    const shown = { ListImportJobs: 1, GetApps: 1, GetSegments: 1, GetImportJobs: 1 };
    await eventually(() => {
      assert.deepEqual(quiet.counts(length), shown);
    });
    await bench.looks(2);
    await contacts.click();
    await eventually(() => {
      assert.deepEqual(quiet.counts(length + 4), { ListImportJobs: 1 });
    });
    assert.match(quiet.server.requests.at(-1)?.body ?? '', /CONTACT_LIST/);
    for (let times = 0; times < 2; times++) await contacts.click();
    await bench.hide();
    await workbench.openView();
    await bench.looks(2);
    assert.equal(quiet.server.requests.length, length + 5, 'All are young now.');
  });

  it('looks as seldom as the setting says while the view is hidden, and at once when it is shown again', async () => {
    const maximum = 8_000;
    // A panel on screen is somebody who looks.
    await workbench.command('View: Close All Editors');
    await workbench.setSettings({ 'importJobs.polling.maximumInterval': maximum / 1000 });
    const job = await bench.begun('hidden');
    // As long as it moves, looks come as often as they may.
    const stay = busy.beforeAnswers(() => {
      job.processed++;
    });
    const gaps = (since: number) =>
      busy.looks
        .slice(since)
        .flatMap(({ at }, place, all) => at - (all[place - 1]?.at ?? Infinity))
        .filter(Number.isFinite);
    const shown = busy.looks.length;
    await bench.looks(4);
    assert.ok(Math.min(...gaps(shown)) < 2_000, `shown: ${gaps(shown).join(', ')} ms`);

    await bench.hide();
    const hidden = busy.looks.length;
    await bench.looks(3);
    // The first may have been under way.
    const seldom = gaps(hidden).slice(-2);
    // A machine that halts for a while makes one gap longer, and the next shorter.
    const [shorter = 0, longer = 0] = seldom.toSorted((a, b) => a - b);
    const fits = shorter > maximum / 2 && longer > 0.8 * maximum - 50 && shorter < 1.2 * maximum + 1_000;
    assert.ok(fits, `hidden: ${seldom.join(', ')} ms`);

    await workbench.setSettings({ 'importJobs.polling.maximumInterval': 60 });
    const last = busy.looks.at(-1)?.at ?? 0;
    await eventually(() => {
      assert.ok(Date.now() > last + 2_000);
    });
    const before = busy.looks.length;
    await workbench.openView();
    await eventually(() => {
      assert.ok(busy.looks.length > before);
    });
    const { at = Infinity } = busy.looks[before] ?? {};
    assert.ok(at < last + 40_000, `shown again: ${at - last} ms after the last look`);
    stay();
    end(job);
    await bench.ended('hidden');
    await workbench.setSettings({});
    await eventually(async () => {
      assert.equal((await bench.messages()).length, 1);
    });
    await bench.clearMessages();
  });

  it('tells the pace of a job in its tooltip, in the words of the panel, and the time left where a total is known', async () => {
    const paced = await bench.begun('paced');
    const stop = busy.beforeAnswers(() => {
      paced.processed += 2_000;
    });
    const text = async (id: string) =>
      (await (await workbench.tooltip(workbench.row(new RegExp(`job ${id},`)))).innerText()).replace(/\s+/g, ' ');
    await bench.looks(6);
    // A row that changes each second never has its tooltip out.
    stop();
    await bench.looks(2);
    assert.match(await text('paced'), /Pace at [\d:]+ [AP]M: [\d,]+ records a second [^·]/);
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
    await eventually(() => {
      assert.ok(asked() >= first + 6);
    }, 60_000);
    stand();
    const before = asked();
    await eventually(() => {
      assert.ok(asked() > before);
    });
    assert.match(await text('endpoints'), new RegExp(`Pace at [\\d:]+ [AP]M: ${words.source}`));
    await row.click();
    await showsJob(workbench, 'endpoints');
    assert.match(await workbench.details().locator('.pace').innerText(), words);
    end(endpoints);
    await bench.importing(1);
    await eventually(async () => {
      assert.ok((await bench.messages()).length >= 1);
    });
    await bench.clearMessages();
  });
});
