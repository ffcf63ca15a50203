import assert from 'node:assert/strict';
import { formatsFor } from '../../../../src/core/text/formats';
import type { ImportJob, JobFact } from '../../../../src/core/jobs/job';
import { JobStore } from '../../../../src/core/jobs/jobStore';
import { FinishedJobs } from '../../../../src/core/notifications/finishedJobs';
import { notificationText, wanted, type AnnouncedJob } from '../../../../src/core/notifications/notificationText';
import { FakeClock } from '../../../support/fakeClock';
import { aJob, type JobFields } from '../../../support/jobs';
import { nextSentAs } from '../../../support/sentAs';

describe('FinishedJobs', () => {
  let store: JobStore;
  let clock: FakeClock;
  let told: (readonly string[])[];
  let finishedJobs: FinishedJobs;

  beforeEach(() => {
    store = new JobStore();
    clock = new FakeClock();
    told = [];
    finishedJobs = new FinishedJobs(store, clock);
    finishedJobs.onDidFinish((ended) => told.push(ended.map(({ job }) => job.id)));
  });

  const put = (...jobs: Parameters<JobStore['put']>[1]) => {
    store.put('prod', jobs, nextSentAs());
  };
  const done = (id: string) => aJob(id, { phase: 'succeeded', status: 'COMPLETED' });

  it('announces once a job that was seen in progress and has finished', async () => {
    put(aJob('a'));
    put(done('a'));
    await clock.pass(5000);
    put(aJob('a', { phase: 'succeeded', status: 'COMPLETED', complete: true }));
    await clock.pass(5000);
    assert.deepEqual(told, [['a']]);
    assert.equal(clock.pending, 0);
  });

  it('does not announce a job that had finished when first seen', async () => {
    put(done('old'));
    await clock.pass(5000);
    assert.deepEqual(told, []);
  });

  it('groups jobs that finish together', async () => {
    put(aJob('a'), aJob('b'), aJob('c'));
    put(done('a'));
    await clock.pass(1000);
    put(done('b'), aJob('c', { phase: 'failed', status: 'FAILED' }));
    await clock.pass(2000);
    assert.deepEqual(told, []);
    await clock.pass(1000);
    assert.deepEqual(told, [['a', 'b', 'c']]);
  });

  it('groups jobs that are found one per second, for ten seconds', async () => {
    const ids = 'abcdefghijkl'.split('');
    put(...ids.map((id) => aJob(id)));
    for (const id of ids) {
      put(done(id));
      await clock.pass(1000);
    }
    await clock.pass(3000);
    assert.deepEqual(
      told.map((each) => each.join('')),
      ['abcdefghij', 'kl'],
    );
  });

  it('announces jobs that finish later separately', async () => {
    put(aJob('a'), aJob('b'));
    put(done('a'));
    await clock.pass(5000);
    put(done('b'));
    await clock.pass(5000);
    assert.deepEqual(told, [['a'], ['b']]);
  });

  it('does not announce a job that is in progress again, until it finishes', async () => {
    put(aJob('a'));
    put(done('a'));
    await clock.pass(1000);
    put(aJob('a'));
    await clock.pass(20_000);
    assert.deepEqual([told, clock.pending], [[], 0]);
    put(done('a'));
    await clock.pass(5000);
    assert.deepEqual(told, [['a']]);
  });

  it('announces the final state of a job, regardless of the state seen first', async () => {
    const phases: string[] = [];
    finishedJobs.onDidFinish((ended) => phases.push(...ended.map(({ job }) => job.phase)));
    put(aJob('a'));
    put(done('a'));
    await clock.pass(2000);
    put(aJob('a', { phase: 'succeededWithFailures', status: 'COMPLETED', failed: 3 }));
    await clock.pass(1000);
    assert.deepEqual(phases, ['succeededWithFailures'], 'And no later for it.');
    await clock.pass(20_000);
    assert.equal(phases.length, 1);
  });

  describe('with two connections to one account', () => {
    const putIn = (connectionId: string, ...jobs: Parameters<JobStore['put']>[1]) => {
      store.put(connectionId, jobs, nextSentAs());
    };
    let identity: string | undefined;

    beforeEach(() => {
      finishedJobs.dispose();
      identity = 'one';
      finishedJobs = new FinishedJobs(store, clock, (connectionId, key) => `${identity ?? connectionId} ${key}`);
      finishedJobs.onDidFinish((ended) => told.push(ended.map(({ connectionId, job }) => `${connectionId} ${job.id}`)));
      for (const id of ['prod', 'admin']) {
        putIn(id, aJob('a'), aJob('b'));
      }
    });

    it('announces a job once, whether both see it finish at once or one much later', async () => {
      putIn('prod', done('a'));
      putIn('admin', done('a'));
      await clock.pass(5000);
      putIn('admin', done('b'));
      await clock.pass(60_000);
      putIn('prod', done('b'));
      await clock.pass(5000);
      assert.deepEqual(told, [['admin a'], ['admin b']]);
    });

    it('announces it again when the other sees another outcome, or the same one sees it finish again', async () => {
      putIn('prod', done('a'));
      await clock.pass(5000);
      putIn('admin', aJob('a', { phase: 'succeededWithFailures', failed: 1 }));
      await clock.pass(5000);
      putIn('admin', aJob('a'));
      putIn('admin', done('a'));
      await clock.pass(5000);
      assert.deepEqual(told, [['prod a'], ['admin a'], ['admin a']]);
    });

    it('announces it although the other has not seen it finish', async () => {
      putIn('prod', done('a'));
      putIn('admin', aJob('a', { processed: 7 }));
      await clock.pass(5000);
      assert.deepEqual(told, [['prod a']]);
    });

    it('announces nothing of a removed connection, whose account is forgotten before its jobs', async () => {
      putIn('prod', done('a'), done('b'));
      identity = undefined;
      store.drop('prod');
      await clock.pass(5000);
      assert.deepEqual(told, []);
    });

    it('remembers only the last thousand', async () => {
      const ids = Array.from({ length: 1500 }, (_, id) => `more-${id}`);
      for (const connection of ['prod', 'admin']) {
        putIn(connection, ...ids.map((id) => aJob(id)));
        putIn(connection, ...ids.map(done));
        await clock.pass(5000);
      }
      assert.deepEqual(
        told.map(({ length }) => length),
        [1500, 500],
      );
    });
  });

  it('announces nothing of removed connections, or after being disposed', async () => {
    put(aJob('a'), aJob('b'));
    put(done('a'));
    store.drop('prod');
    await clock.pass(5000);
    put(aJob('b'));
    put(done('b'));
    finishedJobs.dispose();
    assert.equal(clock.pending, 0);
    await clock.pass(5000);
    assert.deepEqual(told, []);
  });
});

describe('notificationText', () => {
  const { count } = formatsFor('en', 'en-GB');
  const text = (...[first, ...others]: [AnnouncedJob, ...AnnouncedJob[]]) =>
    notificationText([first, ...others], count);
  const labelOf = (listId: string) => (listId === 'app-1' ? 'Loyalty' : undefined);
  const announced = (fields: JobFields, connectionLabel = 'prod'): AnnouncedJob => ({
    job: aJob('a', fields),
    connectionLabel,
    labelOf,
  });
  const application: JobFact = {
    id: 'applicationId',
    section: 'destination',
    label: 'Application ID',
    value: 'app-1',
    listId: 'app-1',
    labelIn: 'breadcrumb',
    code: true,
  };
  const good = announced({ phase: 'succeeded', processed: 12_044, title: 'Suppression list import' });
  const bad = announced({
    phase: 'succeededWithFailures',
    processed: 273,
    failed: 20,
    title: 'Endpoint import',
    facts: [application],
  });

  it('says what finished, where, in which connection and how many records failed', () => {
    assert.equal(text(bad), 'Loyalty (prod): endpoint import completed, 20 of 293 failed');
    assert.equal(text(good), 'prod: suppression list import completed, 12,044 processed');
    const list = { title: 'Contact list import', name: 'news' };
    assert.equal(
      text(announced({ ...list, phase: 'succeededWithFailures', processed: 4821, failed: 3 }, 'prod · eu-west-1')),
      'news (prod · eu-west-1): contact list import completed, 3 of 4,824 failed',
    );
    const segment = { title: 'Segment import', name: 'Regulars', facts: [application] };
    assert.equal(text(announced({ ...segment, phase: 'failed' })), 'Loyalty › Regulars (prod): segment import failed');
    assert.equal(text(announced({ phase: 'cancelled' })), 'prod: import cancelled');
    assert.equal(text(announced({ phase: 'succeeded' })), 'prod: import completed');
    assert.equal(text(announced({ phase: 'succeededWithFailures' })), 'prod: import completed with failures');
  });

  it('counts failed records once if the service may count them as processed', () => {
    const counts: ImportJob['counts'] = [
      { id: 'processed', label: 'Processed', value: 4821, mayInclude: 'failed' },
      { id: 'failed', label: 'Failed', value: 3, tone: 'bad' },
    ];
    const phase = 'succeededWithFailures';
    assert.equal(text(announced({ phase, counts })), 'prod: import completed, 3 of 4,821 failed');
    // More failed than were processed, so they are not included.
    const none: ImportJob['counts'] = [{ id: 'processed', label: 'Processed', value: 0, mayInclude: 'failed' }];
    const all = [...none, ...counts.slice(1)];
    assert.equal(text(announced({ phase, counts: all })), 'prod: import completed, 3 of 3 failed');
  });

  it('counts several, and those with failures', () => {
    assert.equal(text(good, good), 'prod: 2 import jobs finished');
    assert.equal(text(good, bad, bad, good, good), 'prod: 5 import jobs finished, 2 with failures');
    assert.equal(text(bad, bad), 'prod: 2 import jobs finished, all with failures');
    const staging = { ...good, connectionLabel: 'staging' };
    assert.equal(text(good, staging), '2 import jobs finished');
    assert.equal(text(bad, staging), '2 import jobs finished, 1 with failures');
    assert.equal(text(bad, { ...bad, connectionLabel: 'staging' }), '2 import jobs finished, all with failures');
  });

  it('never contains a failed-records URL', () => {
    const job = announced({
      phase: 'failed',
      name: 'https://files.invalid/y?X-Amz-Signature=2',
      failures: { failedRecordsUrl: 'https://files.invalid/x?X-Amz-Signature=1', message: 'no' },
    });
    assert.doesNotMatch(text(job), /Signature=\d/);
  });

  it('follows the notifications setting', () => {
    const [done, failed] = [good, bad].map(({ job }) => ({ connectionId: 'prod', job }));
    assert.ok(done !== undefined && failed !== undefined);
    assert.deepEqual(wanted([done, failed], 'all'), [done, failed]);
    assert.deepEqual(wanted([done, failed], 'failures'), [failed]);
    assert.deepEqual(wanted([done, failed], 'off'), []);
  });
});
