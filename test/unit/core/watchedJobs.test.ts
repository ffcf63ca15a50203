import assert from 'node:assert/strict';
import type { ImportJob } from '../../../src/core/jobs/job';
import { WatchedJobs } from '../../../src/core/polling/watchedJobs';
import { aJob, countsOf, pieces } from '../../support/jobs';

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
  const poll = () => watched.takeDue(now).map(({ id }) => id);

  it('polls waiting and running jobs, and every five minutes those of unknown status', () => {
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
    assert.deepEqual([poll(), watched.wait(now)], [['waiting', 'running'], 0]);
    now += 5 * minute - 1;
    assert.deepEqual(poll(), ['waiting', 'running']);
    now += 1;
    assert.deepEqual(poll(), ['waiting', 'running', 'unknown']);
    assert.deepEqual(poll(), ['waiting', 'running']);
  });

  it('polls nothing when no job can change', () => {
    assert.equal(watched.wait(now), undefined);
    take(aJob('a', { phase: 'failed' }));
    assert.deepEqual([watched.wait(now), poll()], [undefined, []]);
  });

  it('forgets finished and deleted jobs', () => {
    take(aJob('a'), aJob('b'));
    take(aJob('a', { phase: 'succeeded' }));
    assert.deepEqual([watched.wait(now), poll()], [undefined, []]);
    assert.equal(take(aJob('b')), true, 'as new as any');
  });

  describe('jobs of unknown status', () => {
    const odd = (createdAt?: number) =>
      aJob('odd', { phase: 'unknown', ...(createdAt === undefined ? {} : { createdAt }) });

    it('are dropped a day after they were created', () => {
      take(odd(start - day + 5 * minute + 1));
      now += 5 * minute;
      assert.deepEqual(poll(), ['odd']);
      now += 1;
      assert.deepEqual([watched.wait(now), poll()], [undefined, []]);
    });

    it('are dropped for good a day after they were first seen, when their creation time is unknown', () => {
      take(odd());
      now += day - 1;
      take(odd());
      assert.deepEqual(poll(), ['odd']);
      now += 1;
      take(odd());
      assert.deepEqual([watched.wait(now), poll()], [undefined, []]);
      take(odd());
      assert.deepEqual([watched.wait(now), poll()], [undefined, []]);
    });

    it('are read from the list only, and never count as news', () => {
      assert.equal(take(odd(start)), false);
      assert.equal(take({ ...odd(start), counts: countsOf(1) }), false);
      now += 5 * minute;
      assert.deepEqual(
        watched.takeDue(now).map(({ fromListOnly }) => fromListOnly),
        [true],
      );
      assert.equal(take(), false);
    });

    it('are polled again once their status is known', () => {
      take(odd(start - 2 * day));
      assert.deepEqual(poll(), []);
      take(aJob('odd', { createdAt: start - 2 * day }));
      assert.deepEqual(poll(), ['odd']);
    });
  });

  describe('jobs that wait for their upload', () => {
    const waiting = (until?: number) =>
      aJob('a', {
        phase: 'waiting',
        status: 'CREATED',
        createdAt: start,
        awaitsUpload: until === undefined ? {} : { until },
      });

    it('are polled every five minutes, also by single requests, and do not count as news', () => {
      assert.equal(take(waiting(start + hour)), false);
      assert.deepEqual([poll(), watched.wait(now)], [[], 5 * minute]);
      now += 5 * minute;
      const [due] = watched.takeDue(now);
      assert.deepEqual([due?.id, due?.fromListOnly], ['a', undefined]);
      assert.equal(watched.wait(now), 5 * minute);
      assert.equal(take(), false);
    });

    it('are not polled once the link has expired, and set no timer if it expires before the next poll', () => {
      take(waiting(start + 5 * minute + 1));
      assert.equal(watched.wait(now), 5 * minute);
      now += 5 * minute;
      assert.deepEqual([poll(), watched.wait(now)], [['a'], undefined]);
      take(waiting(start + 10 * minute));
      assert.equal(watched.wait(now), undefined, 'due at the moment the link expires');
      take(waiting(start + 10 * minute + 1));
      assert.equal(watched.wait(now), 5 * minute, 'a new link');
      now += 6 * minute;
      assert.deepEqual([poll(), watched.wait(now)], [[], undefined]);
    });

    it('continue to be polled when the expiry of the link is unknown', () => {
      take(waiting());
      now += 30 * day;
      assert.deepEqual([poll(), watched.wait(now)], [['a'], 5 * minute]);
    });

    it('are polled like others once they have started', () => {
      take(waiting(start));
      assert.equal(watched.wait(now), undefined);
      assert.equal(take(aJob('a')), true);
      assert.deepEqual(poll(), ['a']);
    });
  });

  describe('jobs that have not changed for a day', () => {
    it('are polled every five minutes from then on', () => {
      const job = aJob('a', { createdAt: start });
      take(job);
      now += day - 1;
      assert.deepEqual([poll(), watched.wait(now)], [['a'], 0]);
      now += 1;
      assert.deepEqual([poll(), watched.wait(now)], [['a'], 5 * minute]);
      now += 5 * minute - 1;
      assert.deepEqual([poll(), watched.wait(now)], [[], 1]);
      now += 1;
      assert.deepEqual(poll(), ['a']);
    });

    it('are polled once first, when created longer ago than that', () => {
      take(aJob('a', { createdAt: start - 2 * day }));
      assert.deepEqual([poll(), watched.wait(now)], [['a'], 5 * minute]);
    });

    for (const [what, fields] of Object.entries<Partial<ImportJob>>({
      status: { status: 'COMPLETING' },
      processed: { counts: countsOf(1) },
      failed: { counts: countsOf(undefined, 1) },
      progress: { progress: { done: 1, unit: pieces } },
    })) {
      it(`are polled like others again after a change: ${what}`, () => {
        const job = aJob('a', { createdAt: start - 2 * day });
        take(job);
        poll();
        now += 1;
        assert.equal(take({ ...job, ...fields }), true);
        assert.deepEqual([watched.wait(now), poll(), watched.wait(now)], [0, ['a'], 0]);
      });
    }

    it('do not wait longer when the clock is set back', () => {
      take(aJob('a', { createdAt: start - 2 * day }));
      poll();
      now -= hour;
      take(aJob('a', { createdAt: start - 2 * day }));
      assert.equal(watched.wait(now), 5 * minute);
    });

    it('do not delay those that change', () => {
      take(aJob('a', { createdAt: start - 2 * day }), aJob('b', { createdAt: start }));
      assert.deepEqual(poll(), ['a', 'b']);
      assert.deepEqual([watched.wait(now), poll()], [0, ['b']]);
    });
  });

  it('reports whether one is new, changed or finished', () => {
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
