import assert from 'node:assert/strict';
import { formatsFor } from '../../../../src/core/text/formats';
import { JobStore } from '../../../../src/core/jobs/jobStore';
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

  it('announces the final state of a job, whatever was seen first', async () => {
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

  it('describes the outcome of one job', () => {
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

  it('differs each time, even for equal outcomes', () => {
    assert.notEqual(notificationText([good], formats, at), notificationText([good], formats, at + 3000));
  });

  it('never contains a failed-records URL', () => {
    const job = finishedJob({
      phase: 'failed',
      failures: { failedRecordsUrl: 'https://files.invalid/x?X-Amz-Signature=1', message: 'no' },
    });
    assert.ok(!text([job]).includes('files.invalid'));
  });

  it('follows the notifications setting', () => {
    assert.deepEqual(wanted([good, bad], 'all'), [good, bad]);
    assert.deepEqual(wanted([good, bad], 'failures'), [bad]);
    assert.deepEqual(wanted([good, bad], 'off'), []);
  });
});
