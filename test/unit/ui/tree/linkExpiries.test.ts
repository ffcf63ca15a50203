import assert from 'node:assert/strict';
import { LinkExpiries } from '../../../../src/ui/tree/linkExpiries';
import type { JobNode } from '../../../../src/ui/tree/nodes';
import { FakeClock } from '../../../support/fakeClock';

const hour = 3_600_000;

describe('Rows of jobs that wait for an upload', () => {
  let clock: FakeClock;
  let redrawn: JobNode[];
  let expiries: LinkExpiries;
  const row = { id: 'a' } as JobNode;

  beforeEach(() => {
    clock = new FakeClock();
    redrawn = [];
    expiries = new LinkExpiries(clock, (one) => redrawn.push(one));
  });
  afterEach(() => {
    expiries.dispose();
    assert.equal(clock.pending, 0, 'a timer is left');
  });

  it('are redrawn when the link expires, once', async () => {
    expiries.drawn(row, clock.now() + hour);
    expiries.drawn(row, clock.now() + hour);
    await clock.pass(hour - 1);
    assert.deepEqual(redrawn, []);
    await clock.pass(1);
    assert.deepEqual([redrawn, clock.pending], [[row], 0]);
  });

  it('follow a newer link, or that the job waits no longer', async () => {
    expiries.drawn(row, clock.now() + hour);
    expiries.drawn(row, clock.now() + 2 * hour);
    await clock.pass(hour);
    assert.deepEqual(redrawn, []);
    expiries.drawn(row, undefined);
    assert.equal(clock.pending, 0);
  });

  it('need no timer when the link has expired, or will in more than a day', () => {
    for (const until of [clock.now(), clock.now() - hour, clock.now() + 24 * hour, 1e15, undefined]) {
      expiries.drawn(row, until);
      assert.equal(clock.pending, 0, String(until));
    }
  });
});
