import assert from 'node:assert/strict';
import { dayOf } from '../../../../src/core/find/days';
import {
  criteriaText,
  matchSoFarText,
  matchText,
  noMatchText,
  phasesNamed,
} from '../../../../src/core/find/filterWords';
import { noCriteria, type FilterCriteria } from '../../../../src/core/find/jobFilter';
import { formatsFor } from '../../../../src/core/text/formats';

const formats = formatsFor('en', 'en-US');

describe('The words for a filter', () => {
  const text = (criteria: Partial<FilterCriteria>) =>
    criteriaText({ ...noCriteria, ...criteria }, (service) => service.toUpperCase(), formats);

  it('name every condition', () => {
    assert.equal(
      text({
        phases: ['failed', 'succeededWithFailures'],
        services: ['ses'],
        targets: ['Contact list a', 'b', 'c', 'd'],
        created: { kind: 'lastDays', days: 7 },
        text: ' new\u202es ',
      }),
      'Failed, Completed with failures · SES · Contact list a, b, 2 more · Last 7 days · “news”',
    );
    assert.equal(text({}), '');
  });

  it('are those of states, found by a part of them', () => {
    assert.deepEqual(phasesNamed(' Failed '), ['failed']);
    assert.deepEqual(phasesNamed('fail'), ['succeededWithFailures', 'failed']);
    assert.deepEqual(phasesNamed('progress'), ['running']);
    for (const text of ['', 'fa', 'newsletter']) assert.deepEqual(phasesNamed(text), [], text);
  });

  it('name times and ranges', () => {
    const of = (created: Exclude<FilterCriteria['created'], undefined>) => text({ created });
    assert.equal(of({ kind: 'lastDays', days: 1 }), 'Today');
    assert.equal(of({ kind: 'range', from: '2026-11-01' }), 'Since Nov 1, 2026');
    assert.equal(of({ kind: 'range', to: '2026-11-30' }), 'Until Nov 30, 2026');
    assert.equal(of({ kind: 'range', from: '2026-11-01', to: '2026-11-30' }), 'Nov 1, 2026 to Nov 30, 2026');
    assert.equal(of({ kind: 'range', from: '2026-11-01', to: '2026-11-01' }), 'Nov 1, 2026');
  });

  it('say how much of a list has been read', () => {
    const counts = { matching: 3, read: 1200 };
    assert.equal(matchSoFarText(counts, formats), '3 of 1,200 loaded match');
    assert.equal(matchText(counts, formats), '3 of 1,200 match');
    assert.equal(noMatchText(1200, true, formats), 'No matches in 1,200 jobs, more to load');
    assert.equal(noMatchText(1, false, formats), 'No match in 1 job');
  });

  it('know which days exist', () => {
    assert.equal(dayOf(' 2024-02-29 '), new Date(2024, 1, 29).getTime());
    for (const day of ['2026-02-29', '2026-13-01', '2026-1-1', '0026-01-01', 'today', '']) {
      assert.equal(dayOf(day), undefined, day);
    }
  });
});
