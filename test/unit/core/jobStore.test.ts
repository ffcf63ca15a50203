import assert from 'node:assert/strict';
import type { ImportJob, JobFact } from '../../../src/core/jobs/job';
import { JobStore, type JobsSeen, type JobStoreChange } from '../../../src/core/jobs/jobStore';
import { aJob, countsOf, type JobFields, pieces } from '../../support/jobs';
import { nextSentAs } from '../../support/sentAs';

describe('JobStore', () => {
  let store: JobStore;
  let changes: JobStoreChange[];

  beforeEach(() => {
    store = new JobStore();
    changes = [];
    store.onDidChange((change) => changes.push(change));
  });

  const put = (...jobs: readonly ImportJob[]) => {
    store.put('work', jobs, nextSentAs());
  };
  const known = (id: string) => store.get('work', aJob(id).key);

  /** A job as in a list. */
  const summary = (fields: JobFields = {}) =>
    aJob('a', {
      status: 'COMPLETED',
      phase: 'succeededWithFailures',
      createdAt: 1000,
      processed: 10,
      failed: 2,
      ...fields,
    });

  /** The same job as in a single response. */
  const details = (fields: JobFields = {}) =>
    summary({
      completedAt: 2000,
      source: { s3Url: 's3://bucket/file.csv', format: 'CSV' },
      failures: { message: 'Two were bad' },
      complete: true,
      requestId: 'details',
      raw: { JobId: 'a', FailureInfo: { ErrorMessage: 'Two were bad' } },
      ...fields,
    });

  it('has no jobs for an unknown connection', () => {
    assert.equal(known('a'), undefined);
    assert.deepEqual(store.jobsOf('work'), []);
  });

  it('notifies of new jobs once for each read', () => {
    const [a, b] = [aJob('a'), aJob('b')];
    put(a, b);
    assert.deepEqual(changes, [{ connectionId: 'work', added: [a, b], updated: [], removed: [] }]);
    assert.equal(known('a'), a);
    assert.deepEqual(store.jobsOf('work'), [a, b]);
  });

  it('notifies of new and changed jobs in one event, before and after', () => {
    const [a, b, c] = [aJob('a', { processed: 1 }), aJob('b'), aJob('c')];
    put(a, b);
    const moved = aJob('a', { processed: 2 });
    put(moved, aJob('b'), c);
    assert.equal(changes.length, 2);
    assert.deepEqual(changes[1], {
      connectionId: 'work',
      added: [c],
      updated: [{ before: a, after: moved }],
      removed: [],
    });
  });

  it('notifies of the jobs seen, new or not, except in stale responses', () => {
    const seen: JobsSeen[] = [];
    store.onDidSee((jobs) => seen.push(jobs));
    const early = nextSentAs();
    put(aJob('a'), aJob('b'));
    put(aJob('a'));
    store.put('work', [aJob('a'), aJob('c')], early);
    const keys = (...ids: readonly string[]) => ({ connectionId: 'work', keys: ids.map((id) => aJob(id).key) });
    assert.deepEqual(seen, [keys('a', 'b'), keys('a'), keys('c')]);
  });

  it('does not notify when nothing changed, and keeps the same object', () => {
    put(summary());
    const before = known('a');
    put(summary());
    assert.equal(known('a'), before);
    assert.equal(changes.length, 1);
  });

  it('does not notify of a read without jobs', () => {
    put();
    assert.deepEqual(changes, []);
  });

  it('ignores a change of the request id alone', () => {
    put(details());
    const before = known('a');
    put(details({ requestId: 'another' }));
    assert.equal(known('a'), before);
    assert.equal(changes.length, 1);
  });

  it('keeps the details of an unchanged job after a summary', () => {
    put(details());
    const before = known('a');
    put(summary({ requestId: 'list' }));
    assert.equal(known('a'), before);
    assert.equal(changes.length, 1);
  });

  for (const [what, fields] of Object.entries<JobFields>({
    status: { status: 'FAILED', phase: 'failed' },
    'processed records': { processed: 11 },
    'failed records': { failed: 3 },
  })) {
    it(`marks the details as incomplete once the ${what} changed, and keeps the old ones meanwhile`, () => {
      put(details());
      put(summary({ ...fields, requestId: 'list' }));
      assert.deepEqual(known('a'), { ...details(), ...summary({ ...fields, requestId: 'list' }) });
      assert.equal(changes[1]?.updated.length, 1);
    });
  }

  describe('of a list that leaves some of a job out', () => {
    const fact = (id: string, value = id): JobFact => ({ id, section: 'destination', label: id, value });
    /** The job as in a single response. */
    const full = aJob('a', {
      processed: 10,
      failed: 2,
      progress: { done: 1, failed: 0, total: 8, unit: pieces },
      facts: [fact('list'), fact('name')],
      listIds: ['all', 'part'],
      complete: true,
    });
    const merged = (seen: JobFields) => {
      put(full, aJob('a', seen));
      const job = known('a');
      return { ...job, counts: job?.counts.map(({ id, value }) => [id, value]) };
    };

    it('keeps what a list leaves out, by count, fact and list, and updates the rest', () => {
      const { counts, facts, listIds, progress, complete } = merged({
        processed: 20,
        progress: { done: 3, unit: pieces },
        facts: [fact('name', 'newer'), fact('role')],
        listIds: ['part', 'other'],
      });
      assert.deepEqual(counts, [
        ['processed', 20],
        ['failed', 2],
      ]);
      assert.deepEqual(facts, [fact('list'), fact('name', 'newer'), fact('role')]);
      assert.deepEqual(listIds, ['all', 'part', 'other']);
      assert.deepEqual(progress, { done: 3, failed: 0, total: 8, unit: pieces });
      assert.equal(complete, false, 'It has moved on: its details have to be read again.');
    });

    it('drops counts and progress of a job that has ended since: they are not the final ones', () => {
      const { counts, progress, facts, complete } = merged({ phase: 'succeeded', status: 'COMPLETED', processed: 30 });
      assert.deepEqual(counts, [['processed', 30]]);
      assert.equal(progress, undefined);
      assert.deepEqual(facts, full.facts);
      assert.equal(complete, false);
    });

    it('keeps everything when only left-out parts differ', () => {
      put(full);
      const before = known('a');
      for (const seen of [{}, { failed: 2 }, { processed: 10 }, { progress: { total: 8, unit: pieces } }]) {
        put(aJob('a', seen));
        assert.equal(known('a'), before, JSON.stringify(seen));
      }
      assert.equal(changes.length, 1);
    });

    for (const [what, seen] of Object.entries<JobFields>({
      'a count': { failed: 3 },
      'a count that is new': { counts: [{ id: 'created', label: 'Created', value: 0 }] },
      'its progress': { progress: { done: 2, unit: pieces } },
    })) {
      it(`detects progress by ${what}`, () => {
        assert.equal(merged(seen).complete, false);
      });
    }

    it('has failed records last, whichever count was seen first', () => {
      put(aJob('a', { failed: 2 }), aJob('a', { processed: 10 }));
      assert.deepEqual(known('a')?.counts, countsOf(10, 2));
    });

    it('completes a job from an older single response', () => {
      const [asked, list] = [nextSentAs(), nextSentAs()];
      store.put('work', [aJob('a', { processed: 12, facts: [fact('name', 'newer')] })], list);
      store.put('work', [full], asked);
      const job = known('a');
      assert.deepEqual([job?.counts, job?.facts], [countsOf(12, 2), [fact('list'), fact('name', 'newer')]]);
    });

    it('takes everything from a single response, including removed parts', () => {
      const less = aJob('a', { complete: true });
      put(full, less);
      assert.deepEqual(known('a'), less);
    });
  });

  it('drops the completion time of a job that is in progress again', () => {
    put(details());
    put(summary({ status: 'PROCESSING', phase: 'running' }));
    const job = known('a');
    assert.deepEqual(
      [job?.phase, job !== undefined && 'completedAt' in job, job?.source?.format],
      ['running', false, 'CSV'],
    );
    put(summary());
    assert.equal(known('a')?.completedAt, undefined);
    put(details({ completedAt: 3000 }));
    assert.equal(known('a')?.completedAt, 3000);
  });

  it('treats a count that a summary leaves out as unchanged', () => {
    put(details());
    const before = known('a');
    put(aJob('a', { status: 'COMPLETED', phase: 'succeeded', createdAt: 1000, processed: 10 }));
    assert.equal(known('a'), before);
  });

  it('completes a summary with details', () => {
    put(summary());
    put(details());
    assert.deepEqual(known('a'), details());
  });

  it('replaces a job by complete details, dropping fields that they lack', () => {
    put(details());
    put(summary({ complete: true }));
    assert.deepEqual(known('a'), summary({ complete: true }));
  });

  it('takes from a stale response the details that only it has', () => {
    const [asked, list, secondAsked] = [nextSentAs(), nextSentAs(), nextSentAs()];
    store.put('work', [summary()], list);
    store.put('work', [details()], asked);
    assert.deepEqual(known('a'), details());
    assert.deepEqual(changes.at(-1)?.updated, [{ before: summary(), after: details() }]);

    store.put('work', [details({ failures: { message: 'Newer' } })], secondAsked);
    store.put('work', [details()], asked);
    assert.equal(known('a')?.failures?.message, 'Newer', 'details that are known are newer');
  });

  it('takes no counts from it: a job that has progressed keeps those of the list', () => {
    const [asked, list] = [nextSentAs(), nextSentAs()];
    store.put('work', [summary({ processed: 12 })], list);
    store.put('work', [details({ processed: 10 })], asked);
    assert.deepEqual(
      [known('a')?.counts, known('a')?.complete, known('a')?.source?.format],
      [countsOf(12, 2), false, 'CSV'],
    );
  });

  it('ignores the response to an older request', () => {
    const [first, second] = [nextSentAs(), nextSentAs()];
    const newer = aJob('a', { status: 'COMPLETED', phase: 'succeeded' });
    store.put('work', [newer], second);
    store.put('work', [aJob('a'), aJob('b')], first);
    assert.equal(known('a'), newer);
    assert.notEqual(known('b'), undefined, 'what only the older read saw is news');
    assert.deepEqual(
      changes.map(({ added, updated }) => [added.length, updated.length]),
      [
        [1, 0],
        [1, 0],
      ],
    );
  });

  it('remembers the newest response about a job even when nothing changed', () => {
    put(aJob('a', { processed: 1 }));
    const [older, newer] = [nextSentAs(), nextSentAs()];
    store.put('work', [aJob('a', { processed: 1 })], newer);
    store.put('work', [aJob('a', { processed: 0 })], older);
    assert.deepEqual(known('a')?.counts, countsOf(1));
  });

  it('keeps the jobs of each connection separate', () => {
    put(aJob('a', { processed: 1 }));
    store.put('home', [aJob('a', { processed: 2 })], nextSentAs());
    assert.deepEqual(known('a')?.counts, countsOf(1));
    assert.deepEqual(store.get('home', aJob('a').key)?.counts, countsOf(2));
    assert.deepEqual(
      changes.map(({ connectionId }) => connectionId),
      ['work', 'home'],
    );
  });

  it('forgets deleted jobs and notifies of the keys that it had', () => {
    put(aJob('a'), aJob('b'));
    store.remove('work', [aJob('a').key, aJob('never seen').key]);
    assert.deepEqual(changes[1], { connectionId: 'work', added: [], updated: [], removed: [aJob('a').key] });
    assert.deepEqual(store.jobsOf('work'), [aJob('b')]);
    store.remove('work', [aJob('a').key]);
    store.remove('home', [aJob('a').key]);
    assert.equal(changes.length, 2);
  });

  it('tracks which jobs may still change as they are added, finish and are removed', () => {
    const changing = () => store.changingJobsOf('work').map(({ id }) => id);
    put(aJob('a'), aJob('b', { phase: 'waiting' }), aJob('c', { phase: 'unknown' }), aJob('d', { phase: 'failed' }));
    assert.deepEqual(changing(), ['a', 'b', 'c']);
    put(aJob('b', { phase: 'succeeded' }));
    assert.deepEqual(changing(), ['a', 'c']);
    store.remove('work', [aJob('a').key]);
    assert.deepEqual(changing(), ['c']);
    put(aJob('b'));
    assert.deepEqual(changing(), ['c', 'b']);
    store.drop('work');
    assert.deepEqual(changing(), []);
    put(aJob('e'));
    assert.deepEqual(changing(), ['e']);
  });

  it('takes the last description of a job that is repeated in one response', () => {
    const read = nextSentAs();
    store.put('work', [aJob('a', { processed: 1 })], read);
    store.put('work', [aJob('a', { processed: 2 })], read);
    assert.deepEqual(known('a')?.counts, countsOf(2));
  });

  it('forgets a whole connection in one event and leaves the others', () => {
    put(aJob('a'), aJob('b'));
    store.put('home', [aJob('a')], nextSentAs());
    store.drop('work');
    assert.deepEqual(changes.at(-1), {
      connectionId: 'work',
      added: [],
      updated: [],
      removed: [aJob('a').key, aJob('b').key],
    });
    assert.deepEqual(store.jobsOf('work'), []);
    assert.equal(store.jobsOf('home').length, 1);
    store.drop('work');
    assert.equal(changes.length, 3);
  });

  it('notifies after it changed, and not listeners that were disposed', () => {
    let seen: ImportJob | undefined;
    const listening = store.onDidChange(() => {
      seen = known('a');
    });
    put(aJob('a', { processed: 1 }));
    assert.deepEqual(seen?.counts, countsOf(1));
    listening.dispose();
    put(aJob('a', { processed: 2 }));
    assert.deepEqual(seen.counts, countsOf(1));
  });

  it('does not treat a newly signed link for an upload as a change, and keeps the newest', () => {
    const waiting = (until: number) => aJob('a', { phase: 'waiting', awaitsUpload: { until } });
    put(waiting(1));
    put(waiting(2));
    assert.deepEqual([changes.length, known('a')?.awaitsUpload], [1, { until: 2 }]);
    put(aJob('a', { phase: 'waiting' }));
    assert.deepEqual([changes.length, known('a')?.awaitsUpload], [2, undefined], 'It waits for that no longer.');
    put(aJob('a', { phase: 'waiting', awaitsUpload: {} }));
    assert.equal(changes.length, 3);
  });

  it('does not treat a newly signed URL as a change, and keeps the newest', () => {
    const signed = (signature: number, path = 'failed.csv') =>
      details({ failures: { failedRecordsUrl: `https://files.invalid/${path}?X-Amz-Signature=${signature}` } });
    put(signed(1));
    put(signed(2));
    put(signed(3));
    assert.equal(changes.length, 1);
    assert.deepEqual(known('a'), signed(3));
    assert.deepEqual(store.changingJobsOf('work'), []);
    put(signed(3, 'other.csv'));
    put(details({ failures: {} }));
    assert.deepEqual(
      changes.map(({ updated }) => updated.length),
      [0, 1, 1],
    );
  });

  it('notifies once of a job that is repeated in one response, with its last description', () => {
    put(aJob('a', { processed: 1 }), aJob('b'), aJob('a', { processed: 2 }));
    assert.deepEqual(changes, [
      { connectionId: 'work', added: [aJob('a', { processed: 2 }), aJob('b')], updated: [], removed: [] },
    ]);
  });
});
