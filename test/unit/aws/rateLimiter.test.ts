import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { systemClock } from '../../../src/core/base/clock';
import { RateLimiter } from '../../../src/aws/requests/rateLimiter';
import type { Purpose } from '../../../src/core/base/request';
import { FakeClock } from '../../support/fakeClock';

describe('RateLimiter', () => {
  let limiter: RateLimiter;
  let sent: { readonly name: string; readonly at: number }[];
  const never = new AbortController().signal;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 0 });
    sent = [];
    limiter = new RateLimiter(systemClock, { burst: 2, interval: 2000 });
  });

  afterEach(() => {
    limiter.dispose();
    mock.timers.reset();
  });

  function ask(name: string, priority: Purpose['priority'] = 'user', signal = never): Promise<number> {
    return limiter.run(() => Promise.resolve(sent.push({ name, at: Date.now() })), priority, signal);
  }

  async function pass(milliseconds: number): Promise<void> {
    for (let step = 0; step < milliseconds; step += 100) {
      await setImmediate();
      mock.timers.tick(100);
    }
    await setImmediate();
  }

  const names = () => sent.map(({ name }) => name).join('');

  it('sends a small burst at once, and the rest no faster than the limit', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      void ask(name);
    }
    await pass(0);
    assert.equal(names(), 'ab');
    await pass(6000);
    assert.equal(names(), 'abcde');
    for (const [index, { at }] of sent.entries()) {
      const within = sent.filter((other) => other.at >= at && other.at < at + 2000);
      assert.ok(within.length <= 2, `${within.length} requests in two seconds from number ${index}`);
    }
  });

  it('rejects waiting requests when it is disposed of', async () => {
    const asked = ['a', 'b', 'c', 'd'].map((name) => ask(name));
    const outcomes = Promise.allSettled(asked);
    await pass(0);
    limiter.dispose();
    assert.deepEqual(
      (await outcomes).map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'rejected', 'rejected'],
    );
  });

  it("sends the user's requests first", async () => {
    for (const name of ['1', '2', '3', '4']) {
      void ask(name, 'background');
    }
    void ask('u', 'user');
    await pass(6000);
    assert.equal(names().indexOf('u'), 2);
    assert.equal(names().length, 5);
  });

  it('forgets a request that is aborted while it waits', async () => {
    const abort = new AbortController();
    void ask('a');
    void ask('b');
    const waiting = assert.rejects(ask('given up', 'user', abort.signal), { name: 'AbortError' });
    void ask('c');
    await pass(0);
    assert.equal(limiter.waiting, 2);
    abort.abort();
    await waiting;
    await pass(4000);
    assert.equal(names(), 'abc');
  });

  it('backs off after a throttled request, twice as long each time, and recovers', async () => {
    limiter.throttled();
    assert.equal(limiter.state.backoff, 2000);
    limiter.throttled();
    assert.equal(limiter.state.backoff, 2000, 'Both were sent before the backoff.');
    void ask('a');
    await pass(1900);
    assert.equal(names(), '');
    await pass(200);
    assert.equal(names(), 'a');
    limiter.throttled();
    assert.equal(limiter.state.backoff, 4000);
    void ask('b', 'background');
    await pass(3900);
    assert.equal(names(), 'a');
    await pass(200);
    assert.equal(names(), 'ab');
    limiter.answered();
    limiter.answered();
    limiter.answered();
    assert.equal(limiter.state.backoff, undefined);
  });

  it('sends half as often after a throttled request, and faster again with each response', async () => {
    limiter.throttled();
    limiter.answered();
    assert.equal(limiter.state.backoff, 2000, 'That was of a request from before.');
    await pass(2000);
    limiter.throttled();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
      void ask(name).then(() => {
        if (name !== 'a') limiter.answered();
      });
    }
    await pass(20_000);
    assert.equal(names(), 'abcdef');
    const [a = 0, ...others] = sent.map(({ at }) => at);
    // The first got no response.
    assert.deepEqual(
      others.map((at) => at - a),
      [4000, 6000, 7000, 8000, 9000],
    );
  });

  it('reports its state, and traces when it changes', () => {
    const lines: string[] = [];
    const telling = new RateLimiter(systemClock, { burst: 2, interval: 2000 }, (line) => lines.push(line));
    assert.deepEqual(telling.state, {
      burst: 2,
      interval: 2000,
      backoff: undefined,
      throttledCount: 0,
      lastThrottledAt: undefined,
    });
    mock.timers.tick(500);
    telling.throttled();
    telling.throttled();
    assert.deepEqual(telling.state, {
      burst: 2,
      interval: 2000,
      backoff: 2000,
      throttledCount: 2,
      lastThrottledAt: 500,
    });
    mock.timers.tick(2000);
    telling.answered();
    telling.answered();
    assert.deepEqual(telling.state, {
      burst: 2,
      interval: 2000,
      backoff: undefined,
      throttledCount: 2,
      lastThrottledAt: 500,
    });
    assert.deepEqual(lines, ['throttled: one request per 2000 ms from now on', 'answered: no backoff any more']);
  });

  describe('while a backoff delays a request of the user', () => {
    let clock: FakeClock;
    let held: (number | undefined)[];
    let start: number;

    beforeEach(async () => {
      clock = new FakeClock();
      start = clock.now();
      held = [];
      limiter = new RateLimiter(
        clock,
        { burst: 2, interval: 2000 },
        () => undefined,
        (heldUntil) => held.push(heldUntil === undefined ? undefined : heldUntil - start),
      );
      limiter.throttled();
      await clock.pass(2000);
      limiter.throttled();
    });

    it('reports its end, and when it is over', async () => {
      void ask('a', 'background');
      assert.deepEqual(held, [], 'Nobody waits for it.');
      void ask('b');
      assert.deepEqual(held, [6000]);
      await clock.pass(3999);
      assert.deepEqual(held, [6000]);
      await clock.pass(1);
      assert.equal(names(), 'b');
      assert.deepEqual(held, [6000, undefined]);
    });

    it('reports when its end moves', async () => {
      void ask('a');
      void ask('b');
      await clock.pass(4000);
      assert.equal(names(), 'a');
      limiter.throttled();
      assert.deepEqual(held, [6000, 10_000, 14_000]);
    });

    it('reports nothing for an aborted request', async () => {
      const abort = new AbortController();
      const given = assert.rejects(ask('a', 'user', abort.signal));
      assert.deepEqual(held, [6000]);
      abort.abort();
      await given;
      await setImmediate();
      assert.deepEqual(held, [6000, undefined]);
    });

    it('reports nothing for requests that only the limit delays', async () => {
      await clock.pass(60_000);
      limiter.answered();
      limiter.answered();
      for (const name of ['a', 'b', 'c', 'd']) void ask(name);
      await clock.pass(500);
      assert.equal(names(), 'ab');
      assert.deepEqual(held, []);
    });
  });

  describe('when the computer’s clock is set', () => {
    const hour = 3_600_000;
    let clock: FakeClock;

    beforeEach(() => {
      clock = new FakeClock();
      limiter = new RateLimiter(clock, { burst: 2, interval: 2000 });
    });

    for (const leap of [-hour, hour]) {
      it(`delays no request longer than the limit requires: ${leap / hour} h`, async () => {
        for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
          void ask(name);
        }
        await clock.pass(500);
        clock.leap(leap);
        await clock.pass(1499);
        assert.equal(names(), 'ab');
        await clock.pass(1);
        assert.equal(names().slice(0, 3), 'abc');
        await clock.pass(6000);
        assert.equal(names(), 'abcdef');
      });
    }

    it('backs off no longer than a throttled request requires', async () => {
      limiter.throttled();
      await clock.pass(2000);
      limiter.throttled();
      await clock.pass(4000);
      void ask('a');
      await clock.pass(1000);
      clock.leap(-hour);
      limiter.answered();
      void ask('b');
      await clock.pass(2000);
      assert.equal(names(), 'ab');
    });
  });

  it('never backs off for longer than a minute', async () => {
    for (let round = 0; round < 12; round++) {
      limiter.throttled();
      await pass(limiter.state.backoff ?? 0);
    }
    assert.equal(limiter.state.backoff, 60_000);
  });
});
