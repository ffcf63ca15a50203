import assert from 'node:assert/strict';
import { aJob, countsOf } from '../../support/jobs';
import { day, hour, minute, PollerBench, second } from './pollerBench';

describe('Poller', () => {
  let bench: PollerBench;
  PollerBench.forEach((made) => {
    bench = made;
  });

  it('sets no timer while nothing is in progress', async () => {
    bench.jobs = [aJob('done', { phase: 'succeeded' }), aJob('cancelled', { phase: 'cancelled' })];
    bench.poller.update();
    assert.equal(bench.clock.pending, 0);
    await bench.clock.pass(day);
    assert.equal(bench.polls.length, 0);
  });

  it('polls all jobs in progress at once', async () => {
    bench.jobs = [aJob('a'), aJob('b', { phase: 'waiting' }), aJob('c', { phase: 'failed' })];
    bench.poller.update();
    await bench.clock.pass(5 * second);
    assert.deepEqual(
      bench.polls.map(({ ids }) => ids),
      [['a', 'b']],
    );
  });

  it('increases its interval by half while nothing changes, up to the maximum', async () => {
    bench.run('a');
    await bench.clock.pass(4 * minute);
    assert.deepEqual(bench.times, [5, 12.5, 23.75, 40.625, 65.9375, 103.90625, 160.859375, 220.859375]);
  });

  it('follows changes of the maximum interval', async () => {
    bench.maximumInterval = hour;
    bench.run('a');
    await bench.clock.pass(hour);
    const before = bench.polls.length;
    bench.maximumInterval = 10 * second;
    bench.poller.update();
    await bench.clock.pass(second);
    assert.equal(bench.polls.length, before + 1, 'Overdue by the new setting.');
    await bench.clock.pass(minute);
    assert.equal(bench.polls.length, before + 7);
  });

  it('uses the minimum interval when the maximum is lower', async () => {
    bench.maximumInterval = second;
    bench.run('a');
    await bench.clock.pass(minute);
    assert.equal(bench.polls.length, 12);
  });

  it('returns to the minimum interval after a change', async () => {
    bench.run('a');
    await bench.clock.pass(20 * second);
    bench.answer = () => Promise.resolve(true);
    await bench.clock.pass(14 * second);
    assert.deepEqual(bench.times, [5, 12.5, 23.75, 28.75, 33.75]);
  });

  it('returns to the minimum interval after a change seen elsewhere, and polls one such interval later', async () => {
    bench.run('a');
    await bench.clock.pass(70 * second);
    assert.equal(bench.times.at(-1), 65.9375);
    bench.jobs = [...bench.jobs, aJob('b', { createdAt: bench.clock.now() })];
    bench.poller.update();
    assert.equal(bench.clock.next, 5 * second);
    bench.jobs = bench.jobs.map((job) => ({ ...job, counts: countsOf(1) }));
    await bench.clock.pass(second);
    bench.poller.update();
    assert.equal(bench.clock.next, 4 * second, 'News upon news puts nothing off.');
    await bench.clock.pass(12 * second);
    assert.deepEqual(bench.times.slice(5), [75, 82.5]);
  });

  for (const { drawn, wait } of [
    { drawn: 0, wait: 4 * second },
    { drawn: 0.75, wait: 5.5 * second },
  ]) {
    it(`spreads polls by up to a fifth to either side: ${wait / second} s at a draw of ${drawn}`, async () => {
      bench = new PollerBench(drawn);
      bench.run('a');
      assert.equal(bench.clock.next, wait);
      bench.poller.update();
      assert.equal(bench.clock.next, wait, 'drawn once for a poll');
      await bench.clock.pass(wait);
      assert.equal(bench.polls.length, 1);
      bench.end();
    });
  }

  it('redraws its jitter for each poll', async () => {
    bench.run('a');
    bench.answer = () => Promise.resolve(true);
    bench.chance = 0;
    await bench.clock.pass(5 * second);
    bench.chance = 0.75;
    await bench.clock.pass(4 * second);
    assert.equal(bench.clock.next, 5.5 * second);
  });

  it('forgets a scheduled poll and its interval as soon as no job is left', async () => {
    bench.run('a');
    await bench.clock.pass(30 * second);
    bench.jobs = [];
    bench.poller.update();
    assert.equal(bench.clock.pending, 0);
    bench.run('b');
    assert.equal(bench.clock.next, 5 * second);
  });

  it('stops when the last job has finished, and starts again with the next', async () => {
    bench.run('a');
    bench.answer = () => {
      bench.jobs = [aJob('a', { phase: 'succeeded' })];
      return Promise.resolve(true);
    };
    await bench.clock.pass(5 * second);
    assert.equal(bench.clock.pending, 0);
    await bench.clock.pass(hour);
    assert.equal(bench.polls.length, 1);
    bench.run('b');
    await bench.clock.pass(5 * second);
    assert.deepEqual(bench.polls.at(-1)?.ids, ['b']);
  });

  it('never runs two polls at the same time', async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    bench.answer = () => promise;
    bench.run('a');
    await bench.clock.pass(5 * second);
    bench.poller.update();
    await bench.clock.pass(hour);
    assert.equal(bench.polls.length, 1);
    bench.answer = () => Promise.resolve(false);
    resolve(false);
    await bench.clock.pass(10 * second);
    assert.equal(bench.polls.length, 2);
  });

  it('polls a job that has not changed for a day every five minutes', async () => {
    bench.jobs = [aJob('stuck', { createdAt: bench.start - 2 * day })];
    bench.poller.update();
    await bench.clock.pass(5 * second);
    assert.equal(bench.polls.length, 1);
    await bench.clock.pass(hour);
    assert.equal(bench.polls.length, 13);
  });

  it('sets no timer for a job that it no longer polls', async () => {
    bench.jobs = [aJob('odd', { phase: 'unknown' })];
    bench.poller.update();
    await bench.clock.pass(day + minute);
    const before = bench.polls.length;
    assert.equal(bench.clock.pending, 0);
    bench.poller.update();
    assert.equal(bench.clock.pending, 0);
    await bench.clock.pass(day);
    assert.equal(bench.polls.length, before);
  });

  it('polls a job that waits for its upload every five minutes, and sets no timer once its link has expired', async () => {
    const until = bench.start + 16 * minute;
    bench.jobs = [aJob('a', { phase: 'waiting', status: 'CREATED', createdAt: bench.start, awaitsUpload: { until } })];
    bench.poller.update();
    assert.equal(bench.clock.next, 5 * minute);
    await bench.clock.pass(16 * minute);
    assert.deepEqual(bench.times, [300, 600, 900]);
    assert.equal(bench.clock.pending, 0);
    bench.poller.update();
    assert.equal(bench.clock.pending, 0);
  });

  it('does not poll a stuck job as often as one that moves', async () => {
    bench.jobs = [aJob('stuck', { createdAt: bench.start - 2 * day }), aJob('moving', { createdAt: bench.start })];
    let processed = 0;
    bench.answer = () => {
      bench.jobs = [bench.jobs[0] ?? aJob('none'), aJob('moving', { createdAt: bench.start, processed: ++processed })];
      return Promise.resolve(false);
    };
    bench.poller.update();
    await bench.clock.pass(10 * minute);
    assert.equal(bench.polls.length, 120);
    assert.equal(bench.polls.filter(({ ids }) => ids.includes('stuck')).length, 2);
  });

  describe('while unwatched', () => {
    it('waits the maximum interval, and polls soon once watched again when it is overdue', async () => {
      bench.isWatched = false;
      bench.run('a');
      await bench.clock.pass(59 * second);
      assert.equal(bench.polls.length, 0);
      bench.isWatched = true;
      bench.poller.update();
      assert.equal(bench.clock.next, 0.5 * second);
      await bench.clock.pass(0.5 * second);
      assert.equal(bench.polls.length, 1);
    });

    it('keeps the scheduled poll when it is not overdue', async () => {
      bench.run('a');
      await bench.clock.pass(2 * second);
      bench.isWatched = false;
      bench.poller.update();
      assert.equal(bench.clock.next, 58 * second);
      bench.isWatched = true;
      bench.poller.update();
      assert.equal(bench.clock.next, 3 * second);
    });

    it('polls no more often when it already waits longer than the maximum', async () => {
      bench.failWith({ kind: 'network', reason: 'refused' });
      bench.run('a');
      await bench.clock.pass(75 * second);
      bench.isWatched = false;
      bench.poller.update();
      assert.equal(bench.clock.next, 80 * second);
    });
  });

  it('polls soon after the computer slept through a scheduled poll', async () => {
    bench.run('a');
    await bench.clock.pass(2 * second);
    bench.clock.leap(8 * hour);
    bench.poller.update();
    assert.equal(bench.clock.next, 0.5 * second);
    await bench.clock.pass(0.1 * second);
    bench.poller.update();
    assert.equal(bench.clock.next, 0.4 * second, 'Updating again does not delay the poll.');
    await bench.clock.pass(second);
    assert.equal(bench.polls.length, 1);
  });

  it('waits no longer when the clock is set back', async () => {
    bench.run('a');
    await bench.clock.pass(20 * second);
    bench.clock.leap(-hour);
    bench.isWatched = false;
    bench.poller.update();
    assert.equal(bench.clock.next, minute);
  });

  describe('turned off', () => {
    const turn = (isEnabled: boolean) => {
      bench.isEnabled = isEnabled;
      bench.poller.update();
    };

    it('does not poll, and polls soon once turned on, being overdue', async () => {
      bench.run('a');
      await bench.clock.pass(4 * minute);
      const before = bench.polls.length;
      turn(false);
      assert.equal(bench.clock.pending, 0);
      await bench.clock.pass(hour);
      assert.equal(bench.polls.length, before);
      turn(true);
      assert.equal(bench.clock.next, 0.5 * second);
      await bench.clock.pass(second);
      assert.equal(bench.polls.length, before + 1);
    });

    it('also polls jobs that were added meanwhile soon, and those added just now after the minimum interval', async () => {
      turn(false);
      bench.run('a');
      await bench.clock.pass(hour);
      turn(true);
      assert.equal(bench.clock.next, 0.5 * second);
      turn(false);
      bench.jobs = [];
      bench.poller.update();
      await bench.clock.pass(hour);
      bench.run('b');
      turn(true);
      assert.equal(bench.clock.next, 5 * second);
      assert.equal(bench.polls.length, 0);
    });

    it('keeps the scheduled poll when it is not yet due', async () => {
      bench.failWith({ kind: 'network', reason: 'refused' });
      bench.run('a');
      await bench.clock.pass(75 * second);
      turn(false);
      await bench.clock.pass(30 * second);
      turn(true);
      assert.equal(bench.clock.next, 50 * second);
    });
  });
});
