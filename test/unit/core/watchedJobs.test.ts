import assert from 'node:assert/strict';
import type { ImportJob } from '../../../src/core/job';
import { WatchedJobs } from '../../../src/core/watchedJobs';
import { aJob } from '../../support/jobs';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.UTC(2026, 10, 22, 10);

describe('WatchedJobs', () => {
  let watched: WatchedJobs;
  let now: number;

  beforeEach(() => {
    watched = new WatchedJobs();
    now = start;
  });

  const take = (...jobs: readonly ImportJob[]) => watched.take(jobs, now);
  const look = () => watched.look(now).map(({ id }) => id);

  it('are those that wait or run, and every five minutes those of an unknown status', () => {
    const phases = [
      'waiting',
      'running',
      'unknown',
      'succeeded',
      'succeededWithFailures',
      'failed',
      'cancelled',
    ] as const;
    take(...phases.map((phase) => aJob(phase, { phase, createdAt: now })));
    assert.deepEqual([look(), watched.wait(now)], [['waiting', 'running'], 0]);
    now += 5 * minute - 1;
    assert.deepEqual(look(), ['waiting', 'running']);
    now += 1;
    assert.deepEqual(look(), ['waiting', 'running', 'unknown']);
    assert.deepEqual(look(), ['waiting', 'running']);
  });

  it('are none where there is nothing to wait for', () => {
    assert.equal(watched.wait(now), undefined);
    take(aJob('a', { phase: 'failed' }));
    assert.deepEqual([watched.wait(now), look()], [undefined, []]);
  });

  it('are forgotten when they have ended or are gone', () => {
    take(aJob('a'), aJob('b'));
    take(aJob('a', { phase: 'succeeded' }));
    assert.deepEqual([watched.wait(now), look()], [undefined, []]);
    assert.equal(take(aJob('b')), true, 'as new as any');
  });

  describe('of unknown state', () => {
    const odd = (createdAt?: number) =>
      aJob('odd', { phase: 'unknown', ...(createdAt === undefined ? {} : { createdAt }) });

    it('are let go a day after they were created', () => {
      take(odd(start - day + 5 * minute + 1));
      now += 5 * minute;
      assert.deepEqual(look(), ['odd']);
      now += 1;
      assert.deepEqual([watched.wait(now), look()], [undefined, []]);
    });

    it('are let go for good a day after they were first seen, where nobody knows when they were created', () => {
      take(odd());
      now += day - 1;
      take(odd());
      assert.deepEqual(look(), ['odd']);
      now += 1;
      take(odd());
      assert.deepEqual([watched.wait(now), look()], [undefined, []]);
      take(odd());
      assert.deepEqual([watched.wait(now), look()], [undefined, []]);
    });

    it('are wanted from the list only, and say nothing new', () => {
      assert.equal(take(odd(start)), false);
      assert.equal(take({ ...odd(start), processed: 1 }), false);
      now += 5 * minute;
      assert.deepEqual(
        watched.look(now).map(({ fromListOnly }) => fromListOnly),
        [true],
      );
      assert.equal(take(), false);
    });

    it('are looked at again once they say something that is known', () => {
      take(odd(start - 2 * day));
      assert.deepEqual(look(), []);
      take(aJob('odd', { createdAt: start - 2 * day }));
      assert.deepEqual(look(), ['odd']);
    });
  });

  describe('that have not changed for a day', () => {
    it('are looked at every five minutes from then on', () => {
      const job = aJob('a', { createdAt: start });
      take(job);
      now += day - 1;
      assert.deepEqual([look(), watched.wait(now)], [['a'], 0]);
      now += 1;
      assert.deepEqual([look(), watched.wait(now)], [['a'], 5 * minute]);
      now += 5 * minute - 1;
      assert.deepEqual([look(), watched.wait(now)], [[], 1]);
      now += 1;
      assert.deepEqual(look(), ['a']);
    });

    it('are looked at once before, when they were created longer ago than that', () => {
      take(aJob('a', { createdAt: start - 2 * day }));
      assert.deepEqual([look(), watched.wait(now)], [['a'], 5 * minute]);
    });

    for (const [what, fields] of Object.entries<Partial<ImportJob>>({
      status: { status: 'COMPLETING' },
      processed: { processed: 1 },
      failed: { failed: 1 },
      pieces: { pieces: { completed: 1 } },
    })) {
      it(`are looked at as others are once something moves: ${what}`, () => {
        const job = aJob('a', { createdAt: start - 2 * day });
        take(job);
        look();
        now += 1;
        assert.equal(take({ ...job, ...fields }), true);
        assert.deepEqual([watched.wait(now), look(), watched.wait(now)], [0, ['a'], 0]);
      });
    }

    it('do not wait for longer when the clock is set back', () => {
      take(aJob('a', { createdAt: start - 2 * day }));
      look();
      now -= hour;
      take(aJob('a', { createdAt: start - 2 * day }));
      assert.equal(watched.wait(now), 5 * minute);
    });

    it('do not hold up those that move', () => {
      take(aJob('a', { createdAt: start - 2 * day }), aJob('b', { createdAt: start }));
      assert.deepEqual(look(), ['a', 'b']);
      assert.deepEqual([watched.wait(now), look()], [0, ['b']]);
    });
  });

  it('say whether one is new, has moved or has finished', () => {
    const job = aJob('a');
    assert.equal(take(job), true);
    assert.equal(take(job), false);
    assert.equal(take(aJob('a', { requestId: 'another' })), false);
    assert.equal(take(aJob('a', { processed: 1 })), true);
    assert.equal(take(aJob('a', { processed: 1 })), false);
    assert.equal(take(), true);
    assert.equal(take(), false);
  });
});
