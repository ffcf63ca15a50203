import assert from 'node:assert/strict';
import { byDay, dayText } from '../../../../src/core/find/recentDays';
import { formatsFor } from '../../../../src/core/text/formats';
import { aJob, type JobFields } from '../../../support/jobs';

// In the local time zone, as users see days.
const at = (month: number, day: number, hour = 0, minute = 0, year = 2026) =>
  new Date(year, month - 1, day, hour, minute).getTime();

const job = (id: string, fields: JobFields) => ({ job: aJob(id, fields) });

describe('Days of jobs', () => {
  it('begin at local midnight, newest first, with jobs without a time at the end', () => {
    const days = byDay([
      job('undated', {}),
      job('last of Saturday', { createdAt: at(11, 21, 23, 59) }),
      job('first of Sunday', { createdAt: at(11, 22) }),
      job('later', { createdAt: at(11, 22, 9, 15) }),
    ]);
    assert.deepEqual(
      days.map(({ start, jobs }) => [start, jobs.map((one) => one.job.id)]),
      [
        [at(11, 22), ['later', 'first of Sunday']],
        [at(11, 21), ['last of Saturday']],
        [undefined, ['undated']],
      ],
    );
    assert.deepEqual(byDay([]), []);
  });

  it('are named by how long ago they were, then by weekday and date', () => {
    const now = at(11, 22, 0, 5);
    const names = (language: string) =>
      [at(11, 22), at(11, 21), at(11, 20), at(12, 31, 0, 0, 2025), undefined].map((start) =>
        dayText(start, now, formatsFor(language, language)),
      );
    assert.deepEqual(names('en-US'), [
      'Today',
      'Yesterday',
      'Friday, Nov 20',
      'Wednesday, Dec 31, 2025',
      'Unknown date',
    ]);
    assert.equal(names('de-DE')[2], 'Freitag, 20. Nov.');
  });

  it('are yesterday across every change of the clock', () => {
    for (let day = 1; day <= 365; day++) {
      const today = new Date(2026, 0, day);
      const yesterday = new Date(2026, 0, day - 1).getTime();
      assert.equal(dayText(yesterday, today.setHours(23, 59), formatsFor('en', 'en-US')), 'Yesterday');
    }
  });
});
