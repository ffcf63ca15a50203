import assert from 'node:assert/strict';
import { ServiceError } from '../../../src/core/failure';
import { hour, minute, PollerBench, second } from './pollerBench';

describe('Poller, when things go wrong', () => {
  let bench: PollerBench;
  PollerBench.forEach((made) => {
    bench = made;
  });

  describe('when a look fails', () => {
    it('stops for credentials until it is resumed', async () => {
      bench.failWith({ kind: 'credentials', reason: 'signInExpired' });
      bench.run('a');
      await bench.clock.pass(hour);
      assert.equal(bench.looks.length, 1);
      assert.equal(bench.clock.pending, 0);
      bench.poller.update();
      assert.equal(bench.clock.pending, 0);
      bench.answer = () => Promise.resolve(false);
      bench.poller.resume();
      assert.equal(bench.clock.next, 0.5 * second, 'At once: it is overdue.');
      await bench.clock.pass(0.5 * second);
      assert.equal(bench.looks.length, 2);
      assert.equal(bench.clock.next, 7.5 * second, 'From the minimum on.');
    });

    it('takes no for an answer only to the credentials that it asked with', async () => {
      const { promise, reject } = Promise.withResolvers<boolean>();
      bench.answer = () => promise;
      bench.run('a');
      await bench.clock.pass(30 * second);
      bench.poller.resume();
      reject(new ServiceError({ kind: 'credentials', reason: 'signInExpired' }));
      bench.answer = () => Promise.reject(new ServiceError({ kind: 'credentials', reason: 'rejected' }));
      await bench.clock.pass(5 * second);
      assert.equal(bench.looks.length, 2);
      assert.equal(bench.clock.pending, 0, 'Those were refused as well.');
    });

    it('backs off to five minutes without a network', async () => {
      bench.failWith({ kind: 'network', reason: 'nameNotFound' });
      bench.run('a');
      await bench.clock.pass(30 * minute);
      assert.deepEqual(bench.times.slice(0, 8), [5, 15, 35, 75, 155, 315, 615, 915]);
    });

    for (const { failure, factor } of [
      { failure: { kind: 'network', reason: 'refused' }, factor: 1 },
      { failure: { kind: 'throttled' }, factor: 2 },
    ] as const) {
      it(`does not look sooner than it would have, where the settings ask for much patience: ${failure.kind}`, async () => {
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

    it('doubles its interval when it is throttled, up to five minutes, and recovers by itself', async () => {
      bench.failWith({ kind: 'throttled' });
      bench.run('a');
      await bench.clock.pass(20 * minute);
      assert.deepEqual(bench.times, [5, 15, 35, 75, 155, 315, 615, 915]);
      bench.answer = () => Promise.resolve(true);
      await bench.clock.pass(20 * second);
      assert.deepEqual(bench.times.slice(8), [1215, 1220]);
    });

    for (const failure of [{ kind: 'throttled' }, { kind: 'network', reason: 'reset' }] as const) {
      it(`goes no faster for what a look saw before it failed, but for what somebody else sees after it: ${failure.kind}`, async () => {
        let processed = 0;
        const move = () => {
          bench.jobs = bench.jobs.map((job) => ({ ...job, processed: ++processed }));
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

    it('goes on after anything else, however it is thrown', async () => {
      for (const thrown of [
        new ServiceError({ kind: 'server' }),
        new TypeError('a mistake'),
        new DOMException('odd'),
      ]) {
        bench.answer = () => Promise.reject(thrown);
        bench.run('a');
        const before = bench.looks.length;
        await bench.clock.pass(minute);
        assert.ok(bench.looks.length > before);
      }
      bench.answer = () => {
        throw new Error('at once');
      };
      const before = bench.looks.length;
      await bench.clock.pass(10 * minute);
      assert.ok(bench.looks.length > before);
    });
  });

  it('has planned the next look when it tells of one, so that nothing which comes of that can end the polling', async () => {
    const planned: (number | undefined)[] = [];
    bench.results.push = () => planned.push(bench.clock.next);
    bench.run('a');
    bench.answer = () => Promise.reject(new TypeError('a mistake'));
    await bench.clock.pass(5 * second);
    assert.deepEqual(planned, [7.5 * second]);
  });

  it('gives up the look under way when it is disposed of, and plans no other', async () => {
    const { promise, reject } = Promise.withResolvers<boolean>();
    bench.answer = () => promise;
    bench.run('a');
    await bench.clock.pass(5 * second);
    bench.poller.dispose();
    assert.equal(bench.looks[0]?.signal.aborted, true);
    reject(new Error('given up'));
    await bench.clock.pass(hour);
    assert.equal(bench.looks.length, 1);
    assert.deepEqual(bench.results, []);
  });
});
