import assert from 'node:assert/strict';
import { DayChange } from '../../../../src/ui/tree/dayChange';
import { FakeClock } from '../../../support/fakeClock';

const hour = 3_600_000;
const evening = new Date(2026, 10, 22, 21, 30).getTime();

describe('A change of the day', () => {
  let clock: FakeClock;
  let times: string[];
  let change: DayChange;

  beforeEach(() => {
    clock = new FakeClock(evening);
    times = [];
    change = new DayChange(clock, () => times.push(new Date(clock.now()).toString().slice(0, 21)));
  });

  it('is reported at local midnight, by one timer even if started several times', async () => {
    for (let start = 0; start < 3; start++) change.start();
    assert.deepEqual([clock.pending, clock.next], [1, 2.5 * hour]);
    await clock.pass(50 * hour);
    assert.deepEqual([times, clock.pending], [['Mon Nov 23 2026 00:00'], 0], 'Once, until it is started again.');
    change.start();
    await clock.pass(24 * hour);
    assert.equal(times.at(-1), 'Wed Nov 25 2026 00:00');
  });

  it('is not reported once stopped', async () => {
    change.start();
    change.stop();
    assert.equal(clock.pending, 0);
    await clock.pass(24 * hour);
    assert.deepEqual(times, []);
  });

  it('is reported soon after a start when the computer slept past midnight', async () => {
    change.start();
    clock.leap(9 * hour);
    change.start();
    await clock.pass(0);
    assert.deepEqual([times, clock.pending], [['Mon Nov 23 2026 06:30'], 0]);
  });

  it('is reported at midnight when the timer is early', async () => {
    let early = 1;
    change = new DayChange(
      {
        now: () => clock.now(),
        after: (wait, then) => {
          const timer = clock.after(wait - early, then);
          early = 0;
          return timer;
        },
      },
      () => times.push('changed'),
    );
    change.start();
    await clock.pass(clock.next ?? 0);
    assert.deepEqual([times, clock.pending], [[], 1]);
    await clock.pass(1);
    assert.deepEqual(times, ['changed']);
  });
});
