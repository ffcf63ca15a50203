import assert from 'node:assert/strict';
import { type Course, standingAt } from '../../../src/sample/schedule/jobLife';
import { workingTimeBefore, workingWeek } from '../../../src/sample/schedule/workingTime';

const hour = 3_600_000;

describe('sample account: schedule', () => {
  it('counts back over working hours only', () => {
    const back = (from: string, hours: number) =>
      new Date(workingTimeBefore(Date.parse(from), hours * hour)).toISOString();
    assert.equal(back('2026-11-18T10:00:00Z', 2), '2026-11-18T08:00:00.000Z');
    assert.equal(back('2026-11-18T10:00:00Z', 4), '2026-11-17T17:00:00.000Z');
    assert.equal(back('2026-11-18T03:00:00Z', 1), '2026-11-17T17:00:00.000Z');
    assert.equal(back('2026-11-22T10:00:00Z', 1), '2026-11-20T17:00:00.000Z');
    assert.equal(back('2026-11-23T08:00:00Z', 2), '2026-11-20T17:00:00.000Z');
    assert.equal(back('2026-11-18T10:00:00Z', workingWeek / hour), '2026-11-11T10:00:00.000Z');
  });

  it('takes a job through its statuses', () => {
    const course: Course = {
      stages: [
        ['WAITING', 0.25],
        ['WORKING', 0.5],
        ['TIDYING', 0.25],
      ],
      work: 'WORKING',
      end: 'DONE',
    };
    const at = (now: number) => standingAt({ createdAt: 1000, duration: 100 }, course, now);
    assert.deepEqual(at(900), { status: 'WAITING', progress: 0 });
    assert.deepEqual(at(1024), { status: 'WAITING', progress: 0 });
    assert.deepEqual(at(1050), { status: 'WORKING', progress: 0.5 });
    assert.deepEqual(at(1075), { status: 'TIDYING', progress: 1 });
    assert.deepEqual(at(1100), { status: 'DONE', progress: 1, endedAt: 1100 });
  });
});
