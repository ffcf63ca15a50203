import assert from 'node:assert/strict';
import { ServiceError } from '../../../src/core/failures/failure';
import { hour, minute, PollerBench, second } from './pollerBench';
import { countsOf } from '../../support/jobs';

describe('Poller failures', () => {
  let bench: PollerBench;
  PollerBench.forEach((made) => {
    bench = made;
  });

  describe('when a poll fails', () => {
    it('stops after a credential error until resumed', async () => {
      bench.failWith({ kind: 'credentials', reason: 'signInExpired' });
      bench.run('a');
      await bench.clock.pass(hour);
      assert.equal(bench.polls.length, 1);
      assert.equal(bench.clock.pending, 0);
      bench.poller.update();
      assert.equal(bench.clock.pending, 0);
      bench.answer = () => Promise.resolve(false);
      bench.poller.resume();
      assert.equal(bench.clock.next, 0.5 * second, 'At once: it is overdue.');
      await bench.clock.pass(0.5 * second);
      assert.equal(bench.polls.length, 2);
      assert.equal(bench.clock.next, 7.5 * second, 'From the minimum on.');
    });

    it('does not stop when the credentials were renewed during the failed poll', async () => {
      const { promise, reject } = Promise.withResolvers<boolean>();
      bench.answer = () => promise;
      bench.run('a');
      await bench.clock.pass(30 * second);
      bench.poller.resume();
      reject(new ServiceError({ kind: 'credentials', reason: 'signInExpired' }));
      bench.answer = () => Promise.reject(new ServiceError({ kind: 'credentials', reason: 'rejected' }));
      await bench.clock.pass(5 * second);
      assert.equal(bench.polls.length, 2);
      assert.equal(bench.clock.pending, 0, 'Those were refused as well.');
    });

    it('backs off to five minutes after network failures', async () => {
      bench.failWith({ kind: 'network', reason: 'nameNotFound' });
      bench.run('a');
      await bench.clock.pass(30 * minute);
      assert.deepEqual(bench.times.slice(0, 8), [5, 15, 35, 75, 155, 315, 615, 915]);
    });

    for (const { failure, factor } of [
      { failure: { kind: 'network', reason: 'refused' }, factor: 1 },
      { failure: { kind: 'throttled' }, factor: 2 },
    ] as const) {
      it(`does not poll sooner than otherwise when the settings have long intervals: ${failure.kind}`, async () => {
        bench.maximumInterval = hour;
        bench.run('a');
        await bench.clock.pass(1000 * second);
        const waited = 432.48779296875;
        bench.failWith(failure);
        await bench.clock.pass(bench.clock.next ?? 0);
        assert.equal((bench.times.at(-1) ?? 0) - (bench.times.at(-2) ?? 0), waited);
        assert.equal(bench.clock.next, factor * waited * second);
      });
    }

    it('doubles its interval when throttled, up to five minutes, and recovers by itself', async () => {
      bench.failWith({ kind: 'throttled' });
      bench.run('a');
      await bench.clock.pass(20 * minute);
      assert.deepEqual(bench.times, [5, 15, 35, 75, 155, 315, 615, 915]);
      bench.answer = () => Promise.resolve(true);
      await bench.clock.pass(20 * second);
      assert.deepEqual(bench.times.slice(8), [1215, 1220]);
    });

    for (const failure of [{ kind: 'throttled' }, { kind: 'network', reason: 'reset' }] as const) {
      it(`polls no faster for changes found before a poll failed, but for those seen elsewhere afterwards: ${failure.kind}`, async () => {
        let processed = 0;
        const move = () => {
          bench.jobs = bench.jobs.map((job) => ({ ...job, counts: countsOf(++processed) }));
          bench.poller.update();
        };
        bench.answer = () => {
          move();
          return Promise.reject(new ServiceError(failure));
        };
        bench.run('a');
        await bench.clock.pass(4 * minute);
        assert.deepEqual(bench.times, [5, 15, 35, 75, 155]);
        move();
        assert.equal(bench.clock.next, 5 * second);
      });
    }

    it('continues after any other error, however it is thrown', async () => {
      for (const thrown of [
        new ServiceError({ kind: 'server' }),
        new TypeError('a mistake'),
        new DOMException('odd'),
      ]) {
        bench.answer = () => Promise.reject(thrown);
        bench.run('a');
        const before = bench.polls.length;
        await bench.clock.pass(minute);
        assert.ok(bench.polls.length > before);
      }
      bench.answer = () => {
        throw new Error('at once');
      };
      const before = bench.polls.length;
      await bench.clock.pass(10 * minute);
      assert.ok(bench.polls.length > before);
    });
  });

  it('schedules the next poll before it reports a result, so that no listener can end polling', async () => {
    const planned: (number | undefined)[] = [];
    bench.results.push = () => planned.push(bench.clock.next);
    bench.run('a');
    bench.answer = () => Promise.reject(new TypeError('a mistake'));
    await bench.clock.pass(5 * second);
    assert.deepEqual(planned, [7.5 * second]);
  });

  it('aborts the poll in progress when disposed, and schedules no other', async () => {
    const { promise, reject } = Promise.withResolvers<boolean>();
    bench.answer = () => promise;
    bench.run('a');
    await bench.clock.pass(5 * second);
    bench.poller.dispose();
    assert.equal(bench.polls[0]?.signal.aborted, true);
    reject(new Error('given up'));
    await bench.clock.pass(hour);
    assert.equal(bench.polls.length, 1);
    assert.deepEqual(bench.results, []);
  });
});
