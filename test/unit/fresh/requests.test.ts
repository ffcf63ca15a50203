import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { idsOf, Watching, type WatchingOptions } from '../../support/watching';
import { processedCount } from '../../../src/core/jobs/job';

const interval = 5_000;
const hour = 60 * 60_000;
const newSegment = 'Segment 0';

describe('Polling jobs in progress through the SDK', () => {
  let watching: Watching;

  afterEach(() => {
    watching.account.dispose();
    assert.equal(watching.clock.pending, 0, 'a timer is left');
  });

  /** Opens these lists and forgets their requests. */
  async function watch(
    options: WatchingOptions,
    ...lists: readonly (readonly [service: string, ...labels: string[]])[]
  ): Promise<void> {
    watching = new Watching(options);
    for (const [service, ...labels] of lists) {
      await watching.open(service, ...labels);
    }
    await watching.settled();
    watching.many.count();
  }

  /** Returns the requests of each of several polls while every job progresses. */
  async function looks(count: number): Promise<readonly Readonly<Record<string, number>>[]> {
    const asked = [];
    for (let look = 0; look < count; look++) {
      watching.many.move();
      await watching.clock.pass(interval);
      asked.push(watching.many.count());
    }
    return asked;
  }

  const suppressed = ['ses', 'Suppression list'] as const;
  const contacts = ['ses', 'Contact lists'] as const;

  it('sends nothing while nothing is in progress', async () => {
    await watch(
      { ses: 300, pinpoint: 300, segments: 3 },
      suppressed,
      contacts,
      ['pinpoint', 'Many', 'All import jobs'],
      ['pinpoint', 'Many', 'Segment 1'],
    );
    assert.equal(watching.clock.pending, 0);
    await watching.clock.pass(24 * hour);
    assert.deepEqual(watching.many.count(), {});
  });

  it('sends nothing for a connection that was not opened', async () => {
    await watch({ ses: 10, pinpoint: 10, running: 10 });
    await watching.clock.pass(hour);
    assert.deepEqual(watching.many.count(), {});
  });

  it('of SES takes one request per poll for 100 jobs on the newest page, in two lists', async () => {
    await watch({ ses: 300, running: 100 }, suppressed, contacts);
    assert.equal(watching.store.changingJobsOf('work').length, 100);
    assert.deepEqual(
      await looks(3),
      Array.from({ length: 3 }, () => ({ ListImportJobs: 1 })),
    );
    assert.equal(watching.store.changingJobsOf('work').length, 100);
    assert.ok(watching.store.changingJobsOf('work').every((job) => processedCount(job) === 1030));
  });

  it('of SES takes one more request for each job not on the newest page', async () => {
    await watch({ ses: 300, running: 10 }, suppressed, contacts);
    const old = watching.many.ses.filter(({ place }) => [150, 171, 289].includes(place));
    for (const job of old) {
      job.status = 'PROCESSING';
      await watching.account.getJob({ service: 'ses', id: job.id });
    }
    watching.many.count();
    assert.deepEqual(
      await looks(2),
      Array.from({ length: 2 }, () => ({ ListImportJobs: 1, 'ses GetImportJob': 3 })),
    );
  });

  it('of Pinpoint takes one request per poll for each application, for any number of open segments', async () => {
    for (const opened of [0, 1, 20]) {
      const segments = Array.from({ length: opened }, (_, place) => ['pinpoint', 'Many', `Segment ${place}`] as const);
      await watch({ pinpoint: 200, segments: 20, running: 100 }, ['pinpoint', 'Many', 'All import jobs'], ...segments);
      assert.deepEqual(
        await looks(3),
        Array.from({ length: 3 }, () => ({ GetImportJobs: 1 })),
      );
      watching.account.dispose();
    }
  });

  it('takes one request per page, not per job, when most of 1,000 jobs are beyond the newest page', async () => {
    await watch({ pinpoint: 1200, ses: 1200, running: 1000 });
    const all = new AbortController().signal;
    await (await watching.open('pinpoint', 'Many', 'All import jobs')).loadAll(all, () => undefined);
    for (const list of ['Suppression list', 'Contact lists']) {
      await (await watching.open('ses', list)).loadAll(all, () => undefined);
    }
    watching.many.count();
    assert.deepEqual(
      await looks(2),
      Array.from({ length: 2 }, () => ({ GetImportJobs: 10, ListImportJobs: 10 })),
    );
  });

  it('polls each service for its own jobs', async () => {
    await watch({ ses: 50, pinpoint: 50, running: 5 }, suppressed, ['pinpoint', 'Many', 'All import jobs']);
    assert.deepEqual(await looks(1), [{ ListImportJobs: 1, GetImportJobs: 1 }]);
  });

  it('shows new jobs on these pages in every list where they belong, without further requests', async () => {
    await watch(
      { ses: 10, pinpoint: 10, running: 2 },
      suppressed,
      contacts,
      ['pinpoint', 'Many', 'All import jobs'],
      ['pinpoint', 'Many', newSegment],
    );
    const later = watching.clock.now() + 1000;
    watching.many.add('ses', 'new suppressed', later, 0);
    watching.many.add('ses', 'new contacts', later, 1);
    watching.many.add('pinpoint', 'new in segment', later);
    assert.deepEqual(await looks(1), [{ ListImportJobs: 1, GetImportJobs: 1 }]);
    const top = async (...list: readonly [string, ...string[]]) => idsOf(await watching.open(...list))[0];
    assert.deepEqual(
      [
        await top(...suppressed),
        await top(...contacts),
        await top('pinpoint', 'Many', 'All import jobs'),
        await top('pinpoint', 'Many', newSegment),
      ],
      ['new suppressed', 'new contacts', 'new in segment', 'new in segment'],
    );
    assert.deepEqual(watching.many.count(), {}, 'They are there without being asked for.');
    assert.deepEqual(await looks(1), [{ ListImportJobs: 1, GetImportJobs: 1 }], 'They are watched from then on.');
  });

  it('requests a job once for the panel and a row at the same time, while the poll continues', async () => {
    await watch({ ses: 10, running: 2 }, suppressed);
    const ref = { service: 'ses', id: watching.many.ses[0]?.id ?? '' };
    const [panel, row] = await Promise.all([watching.account.getJob(ref), watching.account.getJob(ref)]);
    assert.equal(panel, row);
    assert.deepEqual(watching.many.count(), { 'ses GetImportJob': 1 });
    assert.deepEqual(
      await looks(2),
      [{ ListImportJobs: 1 }, { ListImportJobs: 1 }],
      'A job that the panel shows costs a look nothing.',
    );
  });

  it('polls at the maximum interval while hidden, and soon after the user returns', async () => {
    await watch({ ses: 10, running: 2 }, suppressed);
    watching.isWatched = false;
    watching.account.updatePolling();
    for (let minute = 0; minute < 10; minute++) {
      watching.many.move();
      await watching.clock.pass(60_000);
    }
    assert.deepEqual(watching.many.count(), { ListImportJobs: 10 });
    await watching.clock.pass(40_000);
    watching.isWatched = true;
    watching.account.updatePolling();
    assert.deepEqual(watching.many.count(), {});
    await watching.clock.pass(500);
    assert.deepEqual(watching.many.count(), { ListImportJobs: 1 });
  });

  it('stops once the last job has finished, and has announced it once', async () => {
    await watch({ ses: 10, running: 2 }, suppressed, contacts);
    const changes: (readonly string[])[] = [];
    watching.store.onDidChange(({ updated }) => changes.push(updated.map(({ after }) => `${after.id} ${after.phase}`)));
    for (const job of watching.many.ses) {
      job.status = 'COMPLETED';
    }
    await watching.clock.pass(hour);
    assert.deepEqual(watching.many.count(), { ListImportJobs: 1 });
    assert.ok(isDeepStrictEqual(changes, [['job-10 succeeded', 'job-9 succeeded']]), JSON.stringify(changes));
  });

  it('drops a deleted job', async () => {
    await watch({ ses: 10, running: 2 }, suppressed, contacts);
    const [gone] = watching.many.ses.splice(0, 1);
    assert.deepEqual(await looks(1), [{ ListImportJobs: 1, 'ses GetImportJob': 1 }]);
    assert.ok(!watching.jobs.some(({ id }) => id === gone?.id));
    assert.ok(!idsOf(await watching.open(...suppressed)).includes(gone?.id ?? ''));
  });

  it('stops after a credential error, until the credentials may have changed', async () => {
    await watch({ ses: 10, pinpoint: 10, running: 2 }, suppressed, ['pinpoint', 'Many', 'All import jobs']);
    const headers = { 'x-amzn-errortype': 'ExpiredTokenException' };
    watching.many.fault = () => ({ status: 403, headers, body: '{"message":"expired"}' });
    await watching.clock.pass(hour);
    assert.deepEqual(watching.many.count(), { ListImportJobs: 1, GetImportJobs: 1 });
    assert.equal(watching.clock.pending, 0);
    watching.many.fault = () => undefined;
    watching.account.resumePolling();
    assert.deepEqual(await looks(1), [{ ListImportJobs: 1, GetImportJobs: 1 }]);
  });
});
