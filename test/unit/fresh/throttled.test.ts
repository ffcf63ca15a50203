import assert from 'node:assert/strict';
import { Clients } from '../../../src/aws/requests/clients';
import { RateLimiter } from '../../../src/aws/requests/rateLimiter';
import { sesSource } from '../../../src/services/ses/client';
import { backgroundPurpose, type Purpose } from '../../../src/core/base/request';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { Watching } from '../../support/watching';
import { ses } from '../../../src/services/ses/description';
import { callerOf } from '../../../src/aws/requests/call';
import type { ServiceAccess } from '../../../src/aws/sdkService';

const second = 1_000;

/** A limiter that records the priorities of requests. */
class WatchedLimiter extends RateLimiter {
  priorities: Purpose['priority'][] = [];

  override run<T>(...[request, priority, signal]: Parameters<typeof RateLimiter.prototype.run<T>>): Promise<T> {
    this.priorities.push(priority);
    return super.run(request, priority, signal);
  }
}

describe('A service that throttles requests', () => {
  let files: OwnAwsFiles;
  let watching: Watching;
  let limiter: WatchedLimiter;
  /** Times of requests, in seconds since everything was opened, and their operations. */
  let sent: (readonly [at: number, what: string])[];

  beforeEach(async () => {
    files = await OwnAwsFiles.make();
    watching = new Watching({
      ses: 300,
      running: 3,
      connect: (options, { transport }) => {
        const connection = { id: 'work', kind: 'aws', label: 'Work', region: 'eu-west-1' } as const;
        const clients = new Clients(connection, transport, () => assert.fail('A transport needs no credentials.'));
        // High enough that only throttling delays requests. The first backoff is two seconds.
        limiter = new WatchedLimiter(options.clock, { burst: 1000, interval: 1000 * second });
        const access: ServiceAccess = {
          region: connection.region,
          setting: options.setting,
          now: undefined,
          callsOf: (create) => callerOf(ses.iamPrefix, clients.of(ses, create), options.trace, () => limiter),
        };
        return [sesSource(access, options)];
      },
    });
    await watching.open('ses', 'Suppression list');
    await watching.open('ses', 'Contact lists');
    const start = watching.clock.now();
    sent = [];
    watching.many.fault = (request) => {
      sent.push([(watching.clock.now() - start) / second, request.method === 'POST' ? 'list' : 'job']);
      return isStorm
        ? { status: 429, headers: { 'x-amzn-errortype': 'TooManyRequestsException' }, body: '{"message":"Slow"}' }
        : undefined;
    };
    isStorm = true;
  });

  let isStorm: boolean;

  afterEach(async () => {
    watching.account.dispose();
    limiter.dispose();
    assert.equal(watching.clock.pending, 0, 'a timer is left');
    await files.takeAway();
  });

  const getJob = (place: number) => watching.account.getJob({ service: 'ses', id: watching.many.ses[place]?.id ?? '' });

  it('is polled half as often each time, and as often as before once it responds and jobs progress', async () => {
    await watching.clock.pass(36 * second);
    assert.deepEqual(
      sent.map(([at]) => at),
      [5, 15, 35],
    );
    isStorm = false;
    for (let step = 0; step < 60; step++) {
      watching.many.move();
      await watching.clock.pass(second);
    }
    assert.deepEqual(
      sent.map(([at]) => at),
      [5, 15, 35, 75, 80, 85, 90, 95],
    );
    assert.deepEqual([limiter.state.backoff, limiter.state.throttledCount], [undefined, 3]);
  });

  it('leaves no timer when the connection is removed during a backoff', async () => {
    await watching.clock.pass(6 * second);
    assert.equal(watching.clock.pending, 2);
  });

  it('sends every request through the rate limiter: the user’s with priority, polls in the background', async () => {
    isStorm = false;
    const passed = () => limiter.priorities.splice(0);
    passed();
    await getJob(0);
    await (await watching.open('ses', 'Suppression list')).loadMore();
    assert.deepEqual(passed(), ['user', 'user']);
    const [old] = watching.many.ses.slice(-1);
    if (old !== undefined) {
      old.status = 'PROCESSING';
    }
    await getJob(299);
    passed();
    sent.splice(0);
    await watching.clock.pass(5 * second);
    assert.deepEqual(
      sent.map(([, what]) => what),
      ['list', 'job'],
    );
    assert.deepEqual(passed(), ['background', 'background']);
    await watching.clock.pass(61 * second);
    passed();
    watching.account.refreshStaleLists(watching.folders, backgroundPurpose);
    await watching.settled();
    assert.deepEqual(passed(), ['background', 'background']);
  });

  it('delays clicks like polls, and no longer than the backoff', async () => {
    await watching.clock.pass(5 * second);
    assert.deepEqual(sent, [[5, 'list']]);
    isStorm = false;
    const click = getJob(0);
    await watching.clock.pass(1.9 * second);
    assert.deepEqual(sent, [[5, 'list']]);
    await watching.clock.pass(0.1 * second);
    assert.equal((await click).status, 'PROCESSING');
    assert.deepEqual(sent, [
      [5, 'list'],
      [7, 'job'],
    ]);
  });

  it('gets the user’s requests first after the backoff', async () => {
    // A few jobs beyond the newest page, which a poll requests singly.
    isStorm = false;
    const old = watching.many.ses.filter(({ place }) => place >= 200 && place < 216);
    for (const job of old) {
      job.status = 'PROCESSING';
      await watching.account.getJob({ service: 'ses', id: job.id });
    }
    sent.splice(0);
    const order: string[] = [];
    const fault = watching.many.fault;
    watching.many.fault = (request) => {
      order.push(request.path);
      return fault(request);
    };
    await watching.clock.pass(4 * second);
    isStorm = true;
    const refused = assert.rejects(getJob(100));
    await watching.settled();
    await refused;
    isStorm = false;
    // The poll is due during the backoff and waits for the limiter; the click comes later.
    await watching.clock.pass(1.5 * second);
    assert.equal(limiter.waiting, 1);
    const click = getJob(0);
    await watching.settled();
    assert.equal(limiter.waiting, 2);
    await watching.clock.pass(second);
    await click;
    assert.equal(order.length, 2, 'The look rests once more.');
    await watching.clock.pass(second);
    assert.deepEqual(
      order.slice(1, 3).map((path) => path.split('/').at(-1)),
      [watching.many.ses[0]?.id, 'list'],
    );
    assert.equal(order.length, 3 + old.length);
  });
});
