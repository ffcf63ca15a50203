import assert from 'node:assert/strict';
import { JobSearch } from '../../../../src/core/find/jobSearch';
import { aJob, type JobFields } from '../../../support/jobs';

describe('The search for jobs', () => {
  const searchOf = (jobs: Readonly<Record<string, JobFields>>) =>
    new JobSearch(Object.entries(jobs).map(([id, fields]) => ({ job: aJob(id, fields) })));
  const idsOf = (search: ReturnType<typeof searchOf>, text: string, limit = 10) =>
    search.find(text, limit).best.map(({ job }) => job.id);

  it('ranks an equal ID, prefixes, words, substrings and letters in this order', () => {
    const search = searchOf({
      letters: { createdAt: 6, name: 'Nightly entries with spaces' },
      part: { createdAt: 5, source: { s3Url: 's3://bucket/oldnews.csv' } },
      word: { createdAt: 4, target: 'Contact list News' },
      prefix: { createdAt: 3, name: 'Newsletter' },
      'news-1': { createdAt: 2 },
      NEWS: { createdAt: 1 },
      none: { createdAt: 7 },
    });
    assert.deepEqual(idsOf(search, 'news'), ['NEWS', 'prefix', 'news-1', 'word', 'part', 'letters']);
  });

  it('puts the newest first among equals, and those without a time last', () => {
    const search = searchOf({ a1: {}, a2: { createdAt: 1 }, a3: { createdAt: 2 } });
    assert.deepEqual(idsOf(search, 'a'), ['a3', 'a2', 'a1']);
    assert.deepEqual(idsOf(search, ' '), ['a3', 'a2', 'a1']);
  });

  it('requires every word, in any order and field', () => {
    const search = searchOf({ x: { name: 'Spring offers', target: 'Segment Été' }, y: { name: 'Spring' } });
    assert.deepEqual(idsOf(search, 'ete SPRING'), ['x']);
    assert.deepEqual(idsOf(search, 'sp'), ['x', 'y']);
    assert.deepEqual(idsOf(search, 'zz'), []);
  });

  it('finds short words only as substrings', () => {
    const search = searchOf({ x: { name: 'Spring offers' } });
    assert.deepEqual(idsOf(search, 'so'), []);
    assert.deepEqual(idsOf(search, 'sof'), ['x']);
  });

  it('returns the best up to a limit, and how many there are', () => {
    const all = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`job-${index}`, { createdAt: index }]));
    const search = searchOf(all);
    const { best, total } = search.find('job', 100);
    assert.deepEqual([best.length, total, best[0]?.job.id, search.count], [100, 250, 'job-249', 250]);
    assert.deepEqual(idsOf(search, 'job-7', 3), ['job-7', 'job-79', 'job-78']);
  });
});
