import assert from 'node:assert/strict';
import { countsText, targetText, durationText, jobSummary, phaseLabel } from '../../../src/core/jobs/jobWords';
import { countsOf } from '../../support/jobs';

const format = (count: number) => count.toLocaleString('en');

describe('phaseLabel', () => {
  it('has a label for every phase', () => {
    assert.deepEqual(
      (['waiting', 'running', 'succeeded', 'succeededWithFailures', 'failed', 'cancelled'] as const).map((phase) =>
        phaseLabel(phase),
      ),
      ['Waiting', 'In progress', 'Completed', 'Completed with failures', 'Failed', 'Cancelled'],
    );
    assert.equal(phaseLabel('running', 'PROCESSING'), 'Processing');
    assert.equal(phaseLabel('running', 'COMPLETING'), 'In progress');
  });

  it('shows an unknown status unchanged', () => {
    assert.equal(phaseLabel('unknown', 'PAUSED\u202E'), 'PAUSED');
    assert.equal(phaseLabel('unknown', ' \u0000'), 'Unknown');
    assert.equal(phaseLabel('unknown'), 'Unknown');
  });
});

describe('countsText and jobSummary', () => {
  it('describe what is known', () => {
    assert.equal(countsText({ counts: countsOf(4821, 3) }, format), '4,821 processed, 3 failed');
    assert.equal(countsText({ counts: countsOf(12044, 0) }, format), '12,044 processed');
    assert.equal(countsText({ counts: countsOf(undefined, 0) }, format), '0 failed');
    assert.equal(countsText({ counts: [] }, format), undefined);
  });

  it('form the description of a row', () => {
    const counts = countsOf(4821, 3);
    assert.equal(
      jobSummary({ phase: 'succeededWithFailures', status: 'COMPLETED', counts }, format),
      'Completed with failures · 4,821 processed, 3 failed',
    );
    assert.equal(
      jobSummary({ phase: 'running', status: 'PROCESSING', counts: countsOf(40516, 0) }, format),
      'Processing · 40,516 processed',
    );
    assert.equal(jobSummary({ phase: 'waiting', counts: [] }, format), 'Waiting');
  });
});

describe('durationText', () => {
  for (const [ms, text] of [
    [0, 'less than a second'],
    [999, 'less than a second'],
    [Number.NaN, 'less than a second'],
    [4_999, '4 s'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [4_512_000, '1 h 15 min'],
    [3_605_000, '1 h'],
    [273_600_000, '3 d 4 h'],
  ] as const) {
    it(`formats ${ms} ms as ${text}`, () => {
      assert.equal(durationText(ms), text);
    });
  }
});

describe('targetText', () => {
  it('names a job’s target, without hidden characters', () => {
    assert.equal(targetText({ target: 'Suppression list' }), 'Suppression list');
    assert.equal(targetText({ target: 'Contact list \u202E' }), 'Contact list');
    assert.equal(targetText({}), undefined);
  });
});
