import assert from 'node:assert/strict';
import { describePace } from '../../../src/core/details/describePace';

const words = {
  formatCount: (count: number) => count.toLocaleString('en'),
  formatTime: (ms: number) => new Date(ms).toISOString().slice(11, 19),
};

describe('describePace', () => {
  it('describes no pace for a job not observed in progress', () => {
    assert.equal(describePace({ samples: [] }, words), undefined);
    assert.equal(describePace({ samples: [{ at: 0, processed: 5 }] }, words), undefined);
  });

  it('gives the rate, and the time left only if known', () => {
    const samples = [{ at: 0, processed: 0 }];
    assert.deepEqual(describePace({ samples, rate: 1234.6 }, words), { text: '1,235 records a second' });
    assert.deepEqual(describePace({ samples, rate: 2, timeLeft: 125_000 }, words), {
      text: '2 records a second · about 2 min 5 s left at this pace',
    });
    assert.equal(describePace({ samples, timeLeft: 400 }, words)?.text, 'less than a second left at this pace');
  });

  it('shows a low rate for a slow job, not 0', () => {
    const text = (rate: number) => describePace({ samples: [], rate }, words)?.text;
    assert.deepEqual([0, 0.3, 1.2].map(text), [
      '0 records a second',
      'less than 1 record a second',
      '1 record a second',
    ]);
  });

  it('draws processed records over time, from edge to edge', () => {
    const samples = [
      { at: 1000, processed: 0 },
      { at: 3000, processed: 50 },
      { at: 5000, processed: 200 },
    ];
    const pace = describePace({ samples }, words);
    assert.ok(pace);
    assert.deepEqual(pace.curve, [
      { x: 0, y: 0 },
      { x: 0.5, y: 0.25 },
      { x: 1, y: 1 },
    ]);
    assert.equal(pace.curveLabel, '0 to 200 records processed, 00:00:01 to 00:00:05');
  });
});
