import assert from 'node:assert/strict';
import {
  durationOf,
  isInProgress,
  keyOf,
  mayChange,
  progressOf,
  recordCount,
  type JobPhase,
  type Progress,
} from '../../../src/core/jobs/job';
import { countsOf, pieces } from '../../support/jobs';

describe('keyOf', () => {
  it('joins service, scope and id unambiguously', () => {
    assert.equal(keyOf({ service: 'ses', id: 'a' }), 'ses/a');
    assert.equal(keyOf({ service: 'pinpoint', scope: 'app', id: 'a' }), 'pinpoint/app/a');
    const similar = [
      { scope: 'a', id: 'b/c' },
      { scope: 'a/b', id: 'c' },
      { id: 'a/b/c' },
      { scope: '', id: 'a/b/c' },
      { id: 'a%2Fb%2Fc' },
    ];
    const keys = similar.map((ref) => keyOf({ service: 'pinpoint', ...ref }));
    assert.equal(new Set(keys).size, keys.length, keys.join(' '));
  });
});

describe('keyOf, for an id with a lone surrogate', () => {
  it('returns a valid key', () => {
    assert.equal(keyOf({ service: 'ses', scope: '\udc00', id: 'job-\ud800' }), 'ses/%EF%BF%BD/job-%EF%BF%BD');
  });
});

describe('mayChange', () => {
  for (const [phase, expected] of Object.entries<boolean>({
    waiting: true,
    running: true,
    unknown: true,
    succeeded: false,
    succeededWithFailures: false,
    failed: false,
    cancelled: false,
  } satisfies Record<JobPhase, boolean>)) {
    it(`is ${String(expected)} for a job that is ${phase}`, () => {
      assert.equal(mayChange({ phase: phase as JobPhase }), expected);
    });
  }
});

describe('isInProgress', () => {
  it('is false for a job that waits for its upload, which may still change', () => {
    assert.equal(isInProgress({ phase: 'waiting' }), true);
    assert.equal(isInProgress({ phase: 'waiting', awaitsUpload: {} }), false);
    assert.equal(mayChange({ phase: 'waiting' }), true);
  });
});

describe('progressOf', () => {
  const progress = (values?: Omit<Progress, 'unit'>) =>
    progressOf(values === undefined ? {} : { progress: { ...values, unit: pieces } });

  it('is the share of pieces done, including failed ones', () => {
    assert.equal(progress({ done: 2, failed: 1, total: 4 }), 0.75);
    assert.equal(progress({ done: 1, total: 4 }), 0.25);
    assert.equal(progress({ failed: 1, total: 4 }), 0.25);
    assert.equal(progress({ done: 0, failed: 0, total: 4 }), 0);
  });

  it('stays between 0 and 1', () => {
    assert.equal(progress({ done: 5, failed: 1, total: 4 }), 1);
    assert.equal(progress({ done: -1, total: 4 }), 0);
  });

  it('is unknown without a positive total, or without anything done or failed', () => {
    for (const values of [
      undefined,
      {},
      { done: 3 },
      { done: 0, total: 0 },
      { done: 1, total: -1 },
      { done: 1, total: NaN },
      { total: 4 },
    ]) {
      assert.equal(progress(values), undefined, JSON.stringify(values));
    }
  });
});

describe('recordCount', () => {
  it('is the sum of what succeeded and what failed', () => {
    assert.equal(recordCount({ counts: countsOf(273, 20) }), 293);
    assert.equal(recordCount({ counts: countsOf(undefined, 20) }), 20);
    assert.equal(recordCount({ counts: [] }), undefined);
  });

  it('leaves out a count that another appears to include', () => {
    const counts = (processed: number) =>
      countsOf(processed, 3).map((count) => (count.id === 'processed' ? { ...count, mayInclude: 'failed' } : count));
    assert.deepEqual(
      [5, 3, 2].map((processed) => recordCount({ counts: counts(processed) })),
      [5, 3, 5],
    );
  });
});

describe('durationOf', () => {
  it('is the time from creation to completion', () => {
    assert.equal(durationOf({ createdAt: 1000, completedAt: 61_000 }), 60_000);
  });

  it('counts from the start where the job had to wait for it', () => {
    assert.equal(durationOf({ createdAt: 1000, startedAt: 31_000, completedAt: 61_000 }), 30_000);
    assert.equal(durationOf({ startedAt: 31_000, completedAt: 61_000 }), 30_000);
  });

  it('is unknown without either, or when the end is before the beginning', () => {
    for (const times of [{ createdAt: 1 }, { completedAt: 1 }, { createdAt: 2, completedAt: 1 }]) {
      assert.equal(durationOf(times), undefined);
    }
  });
});
