import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { systemClock } from '../../../src/core/clock';
import { RequestGate, type Urgency } from '../../../src/aws/requestGate';
import { FakeClock } from '../../support/fakeClock';

describe('RequestGate', () => {
  let gate: RequestGate;
  let sent: { readonly name: string; readonly at: number }[];
  const never = new AbortController().signal;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 0 });
    sent = [];
    gate = new RequestGate(systemClock, { burst: 2, interval: 2000 });
  });

  afterEach(() => {
    gate.dispose();
    mock.timers.reset();
  });

  function ask(name: string, urgency: Urgency = 'user', signal = never): Promise<number> {
    return gate.pass(() => Promise.resolve(sent.push({ name, at: Date.now() })), urgency, signal);
  }

  async function pass(milliseconds: number): Promise<void> {
    for (let step = 0; step < milliseconds; step += 100) {
      await setImmediate();
      mock.timers.tick(100);
    }
    await setImmediate();
  }

  const names = () => sent.map(({ name }) => name).join('');

  it('lets a small burst through at once, and the rest no faster than the limit', async () => {
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

  it('lets those who wait know that it is disposed of', async () => {
    const asked = ['a', 'b', 'c', 'd'].map((name) => ask(name));
    const outcomes = Promise.allSettled(asked);
    await pass(0);
    gate.dispose();
    assert.deepEqual(
      (await outcomes).map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'rejected', 'rejected'],
    );
  });

  it('lets through first what somebody waits for', async () => {
    for (const name of ['1', '2', '3', '4']) {
      void ask(name, 'background');
    }
    void ask('u', 'user');
    await pass(6000);
    assert.equal(names().indexOf('u'), 2);
    assert.equal(names().length, 5);
  });

  it('forgets a request that is given up while it waits', async () => {
    const abort = new AbortController();
    void ask('a');
    void ask('b');
    const waiting = assert.rejects(ask('given up', 'user', abort.signal), { name: 'AbortError' });
    void ask('c');
    await pass(0);
    assert.equal(gate.waiting, 2);
    abort.abort();
    await waiting;
    await pass(4000);
    assert.equal(names(), 'abc');
  });

  it('holds everyone back after a throttle, twice as long each time, and recovers', async () => {
    gate.throttled();
    assert.equal(gate.state.rest, 2000);
    gate.throttled();
    assert.equal(gate.state.rest, 2000, 'said of the same crowd');
    void ask('a');
    await pass(1900);
    assert.equal(names(), '');
    await pass(200);
    assert.equal(names(), 'a');
    gate.throttled();
    assert.equal(gate.state.rest, 4000);
    void ask('b', 'background');
    await pass(3900);
    assert.equal(names(), 'a');
    await pass(200);
    assert.equal(names(), 'ab');
    gate.answered();
    gate.answered();
    gate.answered();
    assert.equal(gate.state.rest, undefined);
  });

  it('lets everyone through half as often after a throttle, and faster again with each answer', async () => {
    gate.throttled();
    gate.answered();
    assert.equal(gate.state.rest, 2000, 'That was of a request from before.');
    await pass(2000);
    gate.throttled();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
      void ask(name).then(() => {
        if (name !== 'a') gate.answered();
      });
    }
    await pass(20_000);
    assert.equal(names(), 'abcdef');
    const [a = 0, ...others] = sent.map(({ at }) => at);
    // The first was not answered.
    assert.deepEqual(
      others.map((at) => at - a),
      [4000, 6000, 7000, 8000, 9000],
    );
  });

  it('tells what it has learnt, and when it changes', () => {
    const lines: string[] = [];
    const telling = new RequestGate(systemClock, { burst: 2, interval: 2000 }, (line) => lines.push(line));
    assert.deepEqual(telling.state, {
      burst: 2,
      interval: 2000,
      rest: undefined,
      refusals: 0,
      lastRefusedAt: undefined,
    });
    mock.timers.tick(500);
    telling.throttled();
    telling.throttled();
    assert.deepEqual(telling.state, { burst: 2, interval: 2000, rest: 2000, refusals: 2, lastRefusedAt: 500 });
    mock.timers.tick(2000);
    telling.answered();
    telling.answered();
    assert.deepEqual(telling.state, { burst: 2, interval: 2000, rest: undefined, refusals: 2, lastRefusedAt: 500 });
    assert.deepEqual(lines, [
      'asked too often: from now on a request each 2000 ms',
      'answered: as fast as the limit allows again',
    ]);
  });

  describe('while a backoff holds back what the user waits for', () => {
    let clock: FakeClock;
    let held: (number | undefined)[];
    let start: number;

    beforeEach(async () => {
      clock = new FakeClock();
      start = clock.now();
      held = [];
      gate = new RequestGate(
        clock,
        { burst: 2, interval: 2000 },
        () => undefined,
        (heldUntil) => held.push(heldUntil === undefined ? undefined : heldUntil - start),
      );
      gate.throttled();
      await clock.pass(2000);
      gate.throttled();
    });

    it('says until when, and that it is over', async () => {
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

    it('says when the end of the backoff moves', async () => {
      void ask('a');
      void ask('b');
      await clock.pass(4000);
      assert.equal(names(), 'a');
      gate.throttled();
      assert.deepEqual(held, [6000, 10_000, 14_000]);
    });

    it('says nothing of a request that was given up', async () => {
      const abort = new AbortController();
      const given = assert.rejects(ask('a', 'user', abort.signal));
      assert.deepEqual(held, [6000]);
      abort.abort();
      await given;
      await setImmediate();
      assert.deepEqual(held, [6000, undefined]);
    });

    it('says nothing of requests that only the limit holds back', async () => {
      await clock.pass(60_000);
      gate.answered();
      gate.answered();
      for (const name of ['a', 'b', 'c', 'd']) void ask(name);
      await clock.pass(500);
      assert.equal(names(), 'ab');
      assert.deepEqual(held, []);
    });
  });

  describe('when the clock of the computer is set', () => {
    const hour = 3_600_000;
    let clock: FakeClock;

    beforeEach(() => {
      clock = new FakeClock();
      gate = new RequestGate(clock, { burst: 2, interval: 2000 });
    });

    for (const leap of [-hour, hour]) {
      it(`has nobody wait for longer than the limit asks for: ${leap / hour} h`, async () => {
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

    it('has nobody rest for longer than a refusal asks for', async () => {
      gate.throttled();
      await clock.pass(2000);
      gate.throttled();
      await clock.pass(4000);
      void ask('a');
      await clock.pass(1000);
      clock.leap(-hour);
      gate.answered();
      void ask('b');
      await clock.pass(2000);
      assert.equal(names(), 'ab');
    });
  });

  it('never rests for longer than a minute', async () => {
    for (let round = 0; round < 12; round++) {
      gate.throttled();
      await pass(gate.state.rest ?? 0);
    }
    assert.equal(gate.state.rest, 60_000);
  });
});
