import assert from 'node:assert/strict';
import { countsText, destinationText, durationText, jobSummary, phaseLabel } from '../../../src/core/jobWords';

const format = (count: number) => count.toLocaleString('en');

describe('phaseLabel', () => {
  it('has a word for every phase', () => {
    assert.deepEqual(
      (['waiting', 'running', 'succeeded', 'succeededWithFailures', 'failed', 'cancelled'] as const).map((phase) =>
        phaseLabel(phase),
      ),
      ['Waiting', 'In progress', 'Completed', 'Completed with failures', 'Failed', 'Cancelled'],
    );
    assert.equal(phaseLabel('running', 'PROCESSING'), 'Processing');
    assert.equal(phaseLabel('running', 'COMPLETING'), 'In progress');
  });

  it('says a status that it does not know as it came', () => {
    assert.equal(phaseLabel('unknown', 'PAUSED\u202E'), 'PAUSED');
    assert.equal(phaseLabel('unknown', ' \u0000'), 'Unknown');
    assert.equal(phaseLabel('unknown'), 'Unknown');
  });
});

describe('countsText and jobSummary', () => {
  it('say what is there', () => {
    assert.equal(countsText({ processed: 4821, failed: 3 }, format), '4,821 processed, 3 failed');
    assert.equal(countsText({ processed: 12044, failed: 0 }, format), '12,044 processed');
    assert.equal(countsText({ failed: 0 }, format), '0 failed');
    assert.equal(countsText({}, format), undefined);
  });

  it('make the description of a row', () => {
    const counts = { processed: 4821, failed: 3 };
    assert.equal(
      jobSummary({ phase: 'succeededWithFailures', status: 'COMPLETED', ...counts }, format),
      'Completed with failures · 4,821 processed, 3 failed',
    );
    assert.equal(
      jobSummary({ phase: 'running', status: 'PROCESSING', processed: 40516, failed: 0 }, format),
      'Processing · 40,516 processed',
    );
    assert.equal(jobSummary({ phase: 'waiting' }, format), 'Waiting');
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
    it(`says ${ms} ms as ${text}`, () => {
      assert.equal(durationText(ms), text);
    });
  }
});

describe('destinationText', () => {
  it('names where a job puts what it imports', () => {
    assert.equal(destinationText({ destination: { kind: 'suppressionList' } }), 'Suppression list');
    assert.equal(
      destinationText({ destination: { kind: 'contactList', name: 'newsletter' } }),
      'Contact list newsletter',
    );
    assert.equal(destinationText({ destination: { kind: 'contactList', name: '\u202E' } }), 'Contact list');
    assert.equal(
      destinationText({ destination: { kind: 'segment', segmentId: 'id', segmentName: 'VIP' } }, 'Other'),
      'Segment VIP',
    );
    assert.equal(destinationText({ destination: { kind: 'segment', segmentId: 'id' } }, 'Known'), 'Segment Known');
    assert.equal(destinationText({ destination: { kind: 'segment', segmentId: 'id' } }), 'Segment id');
    assert.equal(destinationText({ destination: { kind: 'endpoints' } }), 'Endpoints only');
    assert.equal(destinationText({}), undefined);
  });
});
