import assert from 'node:assert/strict';
import { ServiceError, type ServiceFailure } from '../../../src/core/failure';
import type { ImportJob } from '../../../src/core/job';
import { Poller } from '../../../src/core/poller';
import { FakeClock } from '../../support/fakeClock';
import { aJob } from '../../support/jobs';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('Poller', () => {
  let clock: FakeClock;
  let jobs: ImportJob[];
  let looks: { readonly at: number; readonly ids: readonly string[]; readonly signal: AbortSignal }[];
  let results: (ServiceFailure | undefined)[];
  let answer: () => Promise<boolean>;
  let isWatched: boolean;
  let isEnabled: boolean;
  let chance: number;
  let poller: Poller;
  let start: number;

  beforeEach(() => {
    clock = new FakeClock();
    start = clock.now();
    jobs = [];
    looks = [];
    results = [];
    answer = () => Promise.resolve(false);
    isWatched = true;
    isEnabled = true;
    chance = 0.5; // No jitter either way.
    poller = newPoller();
  });

  function newPoller(): Poller {
    return new Poller({
      clock,
      random: () => chance,
      settings: () => ({ enabled: isEnabled, minimumInterval: 5 * second, maximumInterval: minute }),
      isWatched: () => isWatched,
      jobs: () => jobs,
      look: (due, signal) => {
        looks.push({ at: clock.now() - start, ids: due.map(({ id }) => id), signal });
        return answer();
      },
      onResult: (failure) => results.push(failure),
    });
  }

  afterEach(() => {
    poller.dispose();
    assert.equal(clock.pending, 0, 'a timer is left');
  });

  const times = () => looks.map(({ at }) => at / second);

  function run(...ids: readonly string[]): void {
    jobs = ids.map((id) => aJob(id, { createdAt: clock.now() }));
    poller.update();
  }

  it('sets no timer while nothing is in progress', async () => {
    jobs = [aJob('done', { phase: 'succeeded' }), aJob('cancelled', { phase: 'cancelled' })];
    poller.update();
    assert.equal(clock.pending, 0);
    await clock.pass(day);
    assert.equal(looks.length, 0);
  });

  it('looks at all jobs in progress at once', async () => {
    jobs = [aJob('a'), aJob('b', { phase: 'waiting' }), aJob('c', { phase: 'failed' })];
    poller.update();
    await clock.pass(5 * second);
    assert.deepEqual(looks.map(({ ids }) => ids), [['a', 'b']]);
  });

  it('waits half as long again while nothing changes, up to the maximum', async () => {
    run('a');
    await clock.pass(4 * minute);
    assert.deepEqual(times(), [5, 12.5, 23.75, 40.625, 65.9375, 103.90625, 160.859375, 220.859375]);
  });

  it('goes back to the minimum when something changed', async () => {
    run('a');
    await clock.pass(20 * second);
    answer = () => Promise.resolve(true);
    await clock.pass(14 * second);
    assert.deepEqual(times(), [5, 12.5, 23.75, 28.75, 33.75]);
  });

  for (const { drawn, wait } of [
    { drawn: 0, wait: 4 * second },
    { drawn: 0.75, wait: 5.5 * second },
  ]) {
    it(`spreads looks by up to a fifth to either side: ${wait / second} s at a draw of ${drawn}`, async () => {
      chance = drawn;
      poller = newPoller();
      run('a');
      assert.equal(clock.next, wait);
      poller.update();
      assert.equal(clock.next, wait, 'drawn once for a look');
      await clock.pass(wait);
      assert.equal(looks.length, 1);
    });
  }

  it('stops when the last job has ended, and starts again with the next', async () => {
    run('a');
    answer = () => {
      jobs = [aJob('a', { phase: 'succeeded' })];
      return Promise.resolve(true);
    };
    await clock.pass(5 * second);
    assert.equal(clock.pending, 0);
    await clock.pass(hour);
    assert.equal(looks.length, 1);
    run('b');
    await clock.pass(5 * second);
    assert.deepEqual(looks.at(-1)?.ids, ['b']);
  });

  it('never looks twice at the same time', async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    answer = () => promise;
    run('a');
    await clock.pass(5 * second);
    poller.update();
    await clock.pass(hour);
    assert.equal(looks.length, 1);
    answer = () => Promise.resolve(false);
    resolve(false);
    await clock.pass(10 * second);
    assert.equal(looks.length, 2);
  });

  it('looks at a job of unknown state for a day after its creation', async () => {
    jobs = [aJob('odd', { phase: 'unknown', createdAt: start - day + hour })];
    poller.update();
    await clock.pass(hour);
    const before = looks.length;
    assert.ok(before > 0);
    await clock.pass(day);
    assert.ok(looks.length <= before + 1);
    assert.equal(clock.pending, 0);
  });

  it('looks every five minutes at a job that has not changed for a day', async () => {
    jobs = [aJob('stuck', { createdAt: start - 2 * day })];
    poller.update();
    await clock.pass(5 * second);
    assert.equal(looks.length, 1);
    await clock.pass(hour);
    assert.equal(looks.length, 13);
  });

  it('does not drag a stuck job along with one that moves', async () => {
    jobs = [aJob('stuck', { createdAt: start - 2 * day }), aJob('moving', { createdAt: start })];
    let processed = 0;
    answer = () => {
      jobs = [jobs[0] ?? aJob('none'), aJob('moving', { createdAt: start, processed: ++processed })];
      return Promise.resolve(true);
    };
    poller.update();
    await clock.pass(10 * minute);
    assert.equal(looks.length, 120);
    assert.equal(looks.filter(({ ids }) => ids.includes('stuck')).length, 2);
  });

  describe('with nobody looking', () => {
    it('waits the maximum, and looks soon once somebody comes back and it is overdue', async () => {
      isWatched = false;
      run('a');
      await clock.pass(59 * second);
      assert.equal(looks.length, 0);
      isWatched = true;
      poller.update();
      assert.equal(clock.next, 0.5 * second);
      await clock.pass(0.5 * second);
      assert.equal(looks.length, 1);
    });

    it('is content with a look that is still planned when it was not overdue', async () => {
      run('a');
      await clock.pass(2 * second);
      isWatched = false;
      poller.update();
      assert.equal(clock.next, 58 * second);
      isWatched = true;
      poller.update();
      assert.equal(clock.next, 3 * second);
    });
  });

  it('rests while it is turned off', async () => {
    isEnabled = false;
    run('a');
    await clock.pass(hour);
    assert.equal(looks.length, 0);
    isEnabled = true;
    poller.update();
    await clock.pass(5 * second);
    assert.equal(looks.length, 1);
  });

  describe('when a look fails', () => {
    const failWith = (failure: ServiceFailure) => {
      answer = () => Promise.reject(new ServiceError(failure));
    };

    it('stops for credentials until it is resumed', async () => {
      failWith({ kind: 'credentials', reason: 'signInExpired' });
      run('a');
      await clock.pass(hour);
      assert.equal(looks.length, 1);
      assert.equal(clock.pending, 0);
      poller.update();
      assert.equal(clock.pending, 0);
      answer = () => Promise.resolve(false);
      poller.resume();
      await clock.pass(5 * second);
      assert.equal(looks.length, 2);
    });

    it('backs off to five minutes without a network', async () => {
      failWith({ kind: 'network', reason: 'nameNotFound' });
      run('a');
      await clock.pass(30 * minute);
      assert.deepEqual(times().slice(0, 8), [5, 15, 35, 75, 155, 315, 615, 915]);
    });

    it('doubles its interval when it is throttled, and recovers by itself', async () => {
      failWith({ kind: 'throttled' });
      run('a');
      await clock.pass(15 * second);
      assert.deepEqual(times(), [5, 15]);
      answer = () => Promise.resolve(true);
      await clock.pass(25 * second);
      assert.deepEqual(times(), [5, 15, 35, 40]);
    });

    it('goes on after anything else, however it is thrown', async () => {
      for (const thrown of [new ServiceError({ kind: 'server' }), new TypeError('a mistake'), new DOMException('odd')]) {
        answer = () => Promise.reject(thrown);
        run('a');
        const before = looks.length;
        await clock.pass(minute);
        assert.ok(looks.length > before);
      }
      answer = () => {
        throw new Error('at once');
      };
      const before = looks.length;
      await clock.pass(10 * minute);
      assert.ok(looks.length > before);
    });
  });

  it('gives up the look under way when it is disposed of, and plans no other', async () => {
    const { promise, reject } = Promise.withResolvers<boolean>();
    answer = () => promise;
    run('a');
    await clock.pass(5 * second);
    poller.dispose();
    assert.equal(looks[0]?.signal.aborted, true);
    reject(new Error('given up'));
    await clock.pass(hour);
    assert.equal(looks.length, 1);
    assert.deepEqual(results, []);
  });
});
