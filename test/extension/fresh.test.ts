import assert from 'node:assert/strict';
import { end, type FreshAccount } from '../support/freshAccount';
import { FreshHost } from './support/freshHost';
import type { Host } from './support/host';
import { tooltipOf } from './support/treeRows';

describe('Staying fresh', () => {
  let fresh: FreshHost;
  let busy: FreshAccount;
  let quiet: FreshAccount;
  let host: Host;

  beforeEach(async () => {
    fresh = await FreshHost.start();
    ({ busy, quiet, host } = fresh);
  });
  afterEach(() => fresh.stop());

  /** Reads every list of the quiet connection. Each takes one request. */
  async function openAll(): Promise<void> {
    await host.rows(fresh.labels.quiet, 'Amazon SES', 'Suppression list');
    await host.rows(fresh.labels.quiet, 'Amazon SES', 'Contact lists');
    await host.rows(fresh.labels.quiet, 'Amazon Pinpoint', 'Many', 'All import jobs');
    assert.deepEqual(quiet.counts(0), { ListImportJobs: 2, GetApps: 1, GetSegments: 1, GetImportJobs: 1 });
  }

  /** Makes lists stale by a minute in which the quiet connection sends no request. Resolves to its number of requests. */
  async function minuteOfSilence(): Promise<number> {
    await fresh.looks(3);
    const { length } = quiet.server.requests;
    const end = host.time.now() + 61_000;
    const before = busy.looks.length;
    await host.until(() => {
      assert.ok(host.time.now() >= end);
    });
    assert.equal(quiet.server.requests.length, length);
    assert.ok(busy.looks.length > before + 5);
    return length;
  }

  it('opens each list of an idle connection with one request', async () => {
    await openAll();
    await fresh.looks(3);
    assert.equal(quiet.server.requests.length, 5);
  });

  it('polls 100 jobs in progress with one request, and notifies once when 99 finish together', async () => {
    const jobs = Array.from({ length: 99 }, (_, index) => busy.begin(`one-of-many-${index}`, 'contact'));
    await fresh.importing(100);
    const before = { requests: busy.server.requests.length, looks: busy.looks.length };
    await fresh.looks(3);
    assert.equal(busy.server.requests.length - before.requests, busy.looks.length - before.looks);
    for (const job of jobs) end(job);
    await fresh.importing(1);
    assert.equal((await fresh.notification()).text, 'busy: 99 import jobs finished');
  });

  it('slows down when throttled, and recovers', async () => {
    const job = await fresh.begun('stormy');
    const since = busy.looks.length;
    // Each attempt, including the SDK's, waits twice as long as the previous one: 2, 4, 8 and 16 seconds.
    busy.storm(4);
    await fresh.looks(5);
    const times = busy.looks.slice(since, since + 5).map(({ at }) => at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
    assert.ok(
      gaps.every((gap, index) => gap > 1_900 * 2 ** index),
      `between attempts: ${gaps.join(', ')} ms`,
    );
    end(job);
    await fresh.shows('stormy', /^Completed/);
    assert.ok(
      (await host.allRows()).every(({ node }) => node.kind !== 'failure'),
      'No list shows a failure.',
    );
    // Each response halves the backoff, until polls are as frequent as before.
    await host.until(() => {
      const [a = 0, b = Infinity] = busy.looks
        .filter(({ status }) => status === 200)
        .slice(-2)
        .map(({ at }) => at);
      assert.ok(b - a < 3_000, 'As often as before.');
    });
    assert.match((await fresh.notification()).text, /^busy: suppression list import completed/);
  });

  it("sends the user's requests first while many jobs wait to be polled", async () => {
    // Jobs in progress that are not on the newest page are requested singly.
    const old = Array.from({ length: 12 }, (_, index) => busy.begin(`deep-${index}`, 'contact'));
    await fresh.importing(13);
    busy.many.ses.push(...busy.many.ses.splice(0, old.length));
    for (let index = 0; index < 100; index++) end(busy.begin(`filler-${index}`, 'contact'));
    const asked = () => busy.requests('ses GetImportJob').map(({ path }) => path.split('/').at(-1) ?? '');
    await host.until(() => {
      assert.ok(asked().length >= 4);
    });
    const before = asked().length;
    assert.ok(old.length - before >= 6, 'Most of the poll is still to come.');
    const row = await host.row(...fresh.busyList, /job job-4,/);
    await host.within(host.run('copyFailedRecordsUrl', row));
    await host.window.message('This import job has no file of failed records.');
    const clicked = asked().indexOf('job-4', before);
    assert.ok(clicked >= 0 && clicked <= before + 2, `answered after ${asked().slice(before, clicked).join(', ')}`);
    const rest = () => asked().slice(clicked + 1);
    await host.until(() => {
      assert.ok(rest().length >= 4);
    });
    assert.ok(
      rest()
        .slice(0, 4)
        .every((id) => id.startsWith('deep')),
      `then ${rest().join(', ')}`,
    );
    for (const job of old) end(job);
    await fresh.importing(1);
    // Requested singly, they may take longer than the ten seconds that a notification waits for others.
    let told = 0;
    while (told < old.length) {
      told += Number(/: (\d+) import jobs/.exec((await fresh.notification()).text)?.[1] ?? 1);
    }
    assert.equal(told, old.length);
  });

  it('sends no requests for an idle connection with open lists', async () => {
    await openAll();
    await minuteOfSilence();
  });

  it('refreshes visible lists when the view is shown again, and not before', async () => {
    await openAll();
    await host.hide();
    const length = await minuteOfSilence();
    await host.show();
    await host.until(() => {
      assert.deepEqual(quiet.counts(length), { ListImportJobs: 2, GetApps: 1, GetSegments: 1, GetImportJobs: 1 });
    });
    await host.hide();
    await host.show();
    await fresh.looks(2);
    assert.equal(quiet.server.requests.length, length + 5, 'All are young now.');
  });

  it('refreshes collapsed lists only when expanded', async () => {
    await openAll();
    const contacts = await host.row(fresh.labels.quiet, 'Amazon SES', 'Contact lists');
    await host.unfold(contacts);
    await host.fold(contacts);
    await host.hide();
    const length = await minuteOfSilence();
    await host.show();
    const shown = { ListImportJobs: 1, GetApps: 1, GetSegments: 1, GetImportJobs: 1 };
    await host.until(() => {
      assert.deepEqual(quiet.counts(length), shown);
    });
    await fresh.looks(2);
    assert.deepEqual(quiet.counts(length), shown);
    await host.unfold(contacts);
    await host.until(() => {
      assert.deepEqual(quiet.counts(length + 4), { ListImportJobs: 1 });
    });
    assert.match(quiet.server.requests.at(-1)?.body ?? '', /CONTACT_LIST/);
  });

  it('polls at the maximum interval while the view is hidden, and at once when it is shown again', async () => {
    const maximum = 8_000;
    await host.set({ 'polling.maximumInterval': maximum / 1_000 });
    const job = await fresh.begun('hidden');
    // While it changes, polling uses the minimum interval.
    const stay = busy.beforeAnswers(() => {
      job.processed++;
    });
    const gaps = (since: number) =>
      busy.looks.slice(since).flatMap(({ at }, index, all) => (index === 0 ? [] : [at - (all[index - 1]?.at ?? at)]));
    const shown = busy.looks.length;
    await fresh.looks(4);
    assert.ok(Math.max(...gaps(shown)) <= 3_000, `shown: ${gaps(shown).join(', ')} ms`);

    await host.hide();
    const hidden = busy.looks.length;
    await fresh.looks(4);
    // The first may have been in progress.
    const seldom = gaps(hidden).slice(-2);
    assert.ok(
      seldom.every((gap) => gap > 0.8 * maximum && gap < 1.2 * maximum + 2_000),
      `hidden: ${seldom.join(', ')} ms`,
    );

    await host.set({ 'polling.maximumInterval': 60 });
    const last = busy.looks.at(-1)?.at ?? 0;
    await host.time.pass(3_000);
    const before = busy.looks.length;
    await host.show();
    await host.until(() => {
      assert.ok(busy.looks.length > before);
    });
    const { at = Infinity } = busy.looks[before] ?? {};
    assert.ok(at < last + 15_000, `shown again: ${at - last} ms after the last poll`);
    stay();
    await fresh.finish(job);
  });

  it("shows a job's pace in its tooltip, and the time left if the total is known", async () => {
    const text = async (...path: readonly (string | RegExp)[]) =>
      tooltipOf(host.extension.tree, await host.row(...path)).join('\n');
    const paced = await fresh.begun('paced');
    const stop = busy.beforeAnswers(() => {
      paced.processed += 2_000;
    });
    await fresh.looks(6);
    assert.match(await text(...fresh.busyList, /job paced,/), /^Pace at [\d:]+ [AP]M: [\d,]+ records a second$/m);
    stop();
    await fresh.finish(paced);

    const pieces = { completed: 0, total: 1000 };
    const list = [fresh.labels.quiet, 'Amazon Pinpoint', 'Many', 'All import jobs'];
    const endpoints = Object.assign(quiet.many.add('pinpoint', 'endpoints', host.time.now()), { pieces });
    const stand = quiet.beforeAnswers(() => {
      endpoints.processed += 2_000;
      pieces.completed++;
    });
    await host.rows(...list);
    const first = quiet.requests('GetImportJobs').length;
    await host.until(() => {
      assert.ok(quiet.requests('GetImportJobs').length >= first + 6);
    });
    assert.match(
      await text(...list, /job endpoints,/),
      /^Pace at [\d:]+ [AP]M: [\d,]+ records a second · about \d+ (h|min|s)( \d+ (min|s))? left at this pace/m,
    );
    stand();
    end(endpoints);
    await fresh.importing(1);
    assert.match((await fresh.notification()).text, /^Many › Segment 0 \(.*\): segment import completed/);
  });
});
