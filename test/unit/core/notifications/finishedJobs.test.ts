import assert from 'node:assert/strict';
import { formatsFor } from '../../../../src/core/formats';
import { JobStore } from '../../../../src/core/jobStore';
import { FinishedJobs, type FinishedJob } from '../../../../src/core/notifications/finishedJobs';
import { notificationText, wanted } from '../../../../src/core/notifications/notificationText';
import { FakeClock } from '../../../support/fakeClock';
import { aJob } from '../../../support/jobs';
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

  it('tells once of a job that was seen in progress and has ended', async () => {
    put(aJob('a'));
    put(done('a'));
    await clock.pass(5000);
    put(aJob('a', { phase: 'succeeded', status: 'COMPLETED', complete: true }));
    await clock.pass(5000);
    assert.deepEqual(told, [['a']]);
    assert.equal(clock.pending, 0);
  });

  it('says nothing of a job that had ended when it was first seen', async () => {
    put(done('old'));
    await clock.pass(5000);
    assert.deepEqual(told, []);
  });

  it('joins those that end together', async () => {
    put(aJob('a'), aJob('b'), aJob('c'));
    put(done('a'));
    await clock.pass(1000);
    put(done('b'), aJob('c', { phase: 'failed', status: 'FAILED' }));
    await clock.pass(2000);
    assert.deepEqual(told, []);
    await clock.pass(1000);
    assert.deepEqual(told, [['a', 'b', 'c']]);
  });

  it('joins those that are found one a second, for ten seconds', async () => {
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

  it('tells of those that end later alone', async () => {
    put(aJob('a'), aJob('b'));
    put(done('a'));
    await clock.pass(5000);
    put(done('b'));
    await clock.pass(5000);
    assert.deepEqual(told, [['a'], ['b']]);
  });

  it('says nothing of a job that goes on after all, until it ends', async () => {
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

  it('tells what became of a job in the end, however its end was first seen', async () => {
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

  describe('with two connections that lead to one account', () => {
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

    it('tells of a job once, whether both see its end together or one long after the other', async () => {
      putIn('prod', done('a'));
      putIn('admin', done('a'));
      await clock.pass(5000);
      putIn('admin', done('b'));
      await clock.pass(60_000);
      putIn('prod', done('b'));
      await clock.pass(5000);
      assert.deepEqual(told, [['admin a'], ['admin b']]);
    });

    it('tells of it again where the other sees another end, or the same one sees another time that it ended', async () => {
      putIn('prod', done('a'));
      await clock.pass(5000);
      putIn('admin', aJob('a', { phase: 'succeededWithFailures', failed: 1 }));
      await clock.pass(5000);
      putIn('admin', aJob('a'));
      putIn('admin', done('a'));
      await clock.pass(5000);
      assert.deepEqual(told, [['prod a'], ['admin a'], ['admin a']]);
    });

    it('tells of it though the other has not seen it end', async () => {
      putIn('prod', done('a'));
      putIn('admin', aJob('a', { processed: 7 }));
      await clock.pass(5000);
      assert.deepEqual(told, [['prod a']]);
    });

    it('says nothing of a connection that was removed, whose account is forgotten before its jobs', async () => {
      putIn('prod', done('a'), done('b'));
      identity = undefined;
      store.drop('prod');
      await clock.pass(5000);
      assert.deepEqual(told, []);
    });

    it('remembers no more than the last thousand', async () => {
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

  it('says nothing of jobs whose connection was removed, nor after it was disposed of', async () => {
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
  const at = new Date(2026, 10, 22, 14, 5, 9).getTime();
  const formats = formatsFor('en', 'en-GB');
  const text = (finishedJobs: readonly FinishedJob[]) => notificationText(finishedJobs, formats, at);
  const finishedJob = (fields: Parameters<typeof aJob>[1]) => ({ connectionId: 'prod', job: aJob('a', fields) });
  const good = finishedJob({ phase: 'succeeded', processed: 12_044, target: 'Suppression list' });
  const bad = finishedJob({
    phase: 'succeededWithFailures',
    processed: 4821,
    failed: 3,
    target: 'Contact list news',
  });

  it('says what became of one job', () => {
    assert.equal(text([good]), 'Suppression list: Completed · 12,044 processed · seen at 14:05:09.');
    assert.equal(
      text([bad]),
      'Contact list news: Completed with failures · 4,821 processed, 3 failed · seen at 14:05:09.',
    );
  });

  it('counts several, and those with failures', () => {
    assert.equal(text([good, good]), '2 import jobs finished · seen at 14:05:09.');
    assert.equal(text([good, bad, bad, good, good]), '5 import jobs finished, 2 with failures · seen at 14:05:09.');
    assert.equal(text([bad, bad]), '2 import jobs finished, all with failures · seen at 14:05:09.');
  });

  it('is never the same twice, however alike what ended is', () => {
    assert.notEqual(notificationText([good], formats, at), notificationText([good], formats, at + 3000));
  });

  it('never holds a failed-records URL', () => {
    const job = finishedJob({
      phase: 'failed',
      failures: { failedRecordsUrl: 'https://files.invalid/x?X-Amz-Signature=1', message: 'no' },
    });
    assert.ok(!text([job]).includes('files.invalid'));
  });

  it('keeps to what the user wants to be told', () => {
    assert.deepEqual(wanted([good, bad], 'all'), [good, bad]);
    assert.deepEqual(wanted([good, bad], 'failures'), [bad]);
    assert.deepEqual(wanted([good, bad], 'off'), []);
  });
});
