import assert from 'node:assert/strict';
import {
  countByFacet,
  countMatches,
  isEmptyFilter,
  JobFilter,
  noCriteria,
  type FilterCriteria,
} from '../../../../src/core/find/jobFilter';
import { aJob, type JobFields } from '../../../support/jobs';

/** A Wednesday at noon in the time zone of the machine. */
const noon = new Date(2026, 10, 25, 12).getTime();

describe('The filter of jobs', () => {
  let now: number;
  beforeEach(() => {
    now = noon;
  });
  const filterOf = (criteria: Partial<FilterCriteria>) => new JobFilter({ ...noCriteria, ...criteria }, () => now);
  const accepts = (criteria: Partial<FilterCriteria>, fields: JobFields) =>
    filterOf(criteria).matches(aJob('0F8C-id', fields));

  it('without conditions matches every job', () => {
    assert.ok(accepts({}, {}));
    assert.ok(isEmptyFilter({ ...noCriteria, text: ' ' }));
  });

  it('requires one value of each condition', () => {
    const job: JobFields = { phase: 'failed', target: 'Contact list news' };
    for (const [criteria, isMatch] of [
      [{ phases: ['failed', 'cancelled'] }, true],
      [{ phases: ['succeeded'] }, false],
      [{ phases: ['failed'], services: ['ses'], targets: ['Contact list news'] }, true],
      [{ phases: ['failed'], services: ['pinpoint'] }, false],
      [{ phases: ['failed'], targets: ['Contact list'] }, false],
      [{ phases: ['failed'], text: 'news' }, true],
      [{ phases: ['failed'], text: 'olds' }, false],
    ] as const) {
      assert.equal(accepts(criteria, job), isMatch, JSON.stringify(criteria));
      assert.ok(!isEmptyFilter({ ...noCriteria, ...criteria }));
    }
    assert.ok(!accepts({ targets: ['Suppression list'] }, {}), 'The target is unknown.');
  });

  it('finds text in id, name, source, target and failure messages, regardless of case and accents', () => {
    const job: JobFields = {
      name: 'Straße nach Łódź',
      target: 'Segment Été 2026',
      source: { s3Url: 's3://imports/Q3/leads.csv' },
      failures: { message: 'The role cannot be assumed', entries: ['Line 7: İstanbul', 'Line 9: ﬁeld'] },
    };
    for (const text of [
      ...[
        '0f8c-ID',
        'strasse NACH',
        'ete',
        'ÉTÉ',
        'q3/Leads',
        'cannot  assumed',
        ' istanbul ',
        'field',
        'e\u0301te\u0301',
      ],
    ]) {
      assert.ok(accepts({ text }, job), text);
    }
    for (const text of ['0f8c-other', 'leads winter', 'news']) {
      assert.ok(!accepts({ text }, job), text);
    }
  });

  it('does not find text across two fields', () => {
    assert.ok(!accepts({ text: 'newscontact' }, { name: 'news', target: 'Contact list' }));
  });

  describe('by time', () => {
    const created = (criteria: FilterCriteria['created'], ...date: readonly [number, number, number, number?]) =>
      accepts(criteria === undefined ? {} : { created: criteria }, { createdAt: new Date(...date).getTime() });

    it('knows the days of the user’s time zone', () => {
      const today = { kind: 'lastDays', days: 1 } as const;
      assert.ok(created(today, 2026, 10, 25, 0));
      assert.ok(created(today, 2026, 10, 25, 23), 'The clock of AWS may be ahead.');
      assert.ok(!created(today, 2026, 10, 24, 23));
      const week = { kind: 'lastDays', days: 7 } as const;
      assert.ok(created(week, 2026, 10, 19, 0));
      assert.ok(!created(week, 2026, 10, 18, 23));
    });

    it('includes both days of a range, which can be open', () => {
      const range = { kind: 'range', from: '2026-11-02', to: '2026-11-03' } as const;
      assert.deepEqual(
        [1, 2, 3, 4].map((day) => created(range, 2026, 10, day, 23)),
        [false, true, true, false],
      );
      assert.ok(created({ kind: 'range', to: '2026-11-03' }, 1999, 0, 1));
      assert.ok(created({ kind: 'range', from: '2026-11-02' }, 2036, 0, 1));
    });

    it('follows midnight', () => {
      const filter = filterOf({ created: { kind: 'lastDays', days: 1 } });
      const job = aJob('a', { createdAt: noon });
      assert.ok(filter.matches(job));
      now = new Date(2026, 10, 26).getTime() - 1;
      assert.ok(filter.matches(job));
      now += 1;
      assert.ok(!filter.matches(job));
    });

    it('leaves out jobs without a creation time', () => {
      assert.ok(!accepts({ created: { kind: 'lastDays', days: 30 } }, {}));
    });
  });

  it('counts matches, and those for each value of a condition by the others', () => {
    const jobs = [
      aJob('a', { phase: 'failed', target: 'A' }),
      aJob('b', { phase: 'failed', target: 'B' }),
      aJob('c', { phase: 'succeeded', target: 'A' }),
    ];
    const criteria: FilterCriteria = { ...noCriteria, phases: ['failed'], targets: ['A'] };
    assert.equal(countMatches(jobs, criteria, now), 1);
    assert.deepEqual(
      [...countByFacet(jobs, criteria, 'phases', now)],
      [
        ['failed', 1],
        ['succeeded', 1],
      ],
    );
    assert.deepEqual(
      [...countByFacet(jobs, criteria, 'targets', now)],
      [
        ['A', 1],
        ['B', 1],
      ],
    );
  });
});
