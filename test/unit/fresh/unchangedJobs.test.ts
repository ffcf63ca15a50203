import assert from 'node:assert/strict';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { type Made } from '../../support/manyJobs';
import { Watching } from '../../support/watching';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('Jobs that do not change, far below the newest page', () => {
  let files: OwnAwsFiles;
  let watching: Watching;

  beforeEach(async () => {
    files = await OwnAwsFiles.make();
    watching = new Watching({ ses: 600, pinpoint: 600, segments: 2 });
  });

  afterEach(async () => {
    watching.account.dispose();
    assert.equal(watching.clock.pending, 0, 'a timer is left');
    await files.takeAway();
  });

  /** Loads all lists with these jobs, and forgets the requests. */
  async function readAll(fields: Partial<Made>, from: number, to: number): Promise<void> {
    for (const job of [...watching.many.ses, ...watching.many.pinpoint]) {
      Object.assign(job, job.place >= from && job.place < to ? fields : {});
    }
    for (const labels of [
      ['ses', 'Suppression list'],
      ['ses', 'Contact lists'],
      ['pinpoint', 'Many', 'All import jobs'],
      ['pinpoint', 'Many', 'Segment 1'],
    ]) {
      const [service = '', ...path] = labels;
      const list = await watching.open(service, ...path);
      await list.loadAll(new AbortController().signal, () => undefined);
    }
    watching.many.count();
  }

  it('are polled at growing intervals, although each response has a newly signed URL', async () => {
    await readAll({ status: 'PROCESSING', failed: 3 }, 150, 157);
    const changes: number[] = [];
    watching.store.onDidChange(({ updated }) => changes.push(updated.length));
    const polls: (readonly [at: number, requests: Readonly<Record<string, number>>])[] = [];
    for (let at = 0.25; at <= 240; at += 0.25) {
      await watching.clock.pass(0.25 * second);
      const { ListImportJobs, 'ses GetImportJob': gets } = watching.many.count();
      if (ListImportJobs !== undefined || gets !== undefined) {
        polls.push([at, { ListImportJobs: ListImportJobs ?? 0, gets: gets ?? 0 }]);
      }
    }
    assert.deepEqual(
      polls.map(([at]) => at),
      // The first poll reads the details that the list left out. Then 5 s, 7.5 s, 11.25 s … 60 s.
      [5, 12.5, 23.75, 40.75, 66, 104, 161, 221],
    );
    assert.ok(polls.every(([, { ListImportJobs, gets }]) => ListImportJobs === 1 && gets === 7));
    assert.equal(changes.length, 7, 'Only the details were news.');
    const [job] = watching.store.changingJobsOf('work').filter(({ service }) => service === 'ses');
    assert.match(job?.failures?.failedRecordsUrl ?? '', /made-up-(5\d)$/, 'The newest URL is kept.');
    assert.doesNotMatch(JSON.stringify(job?.raw), /made-up/);
  });

  it('of unknown status are polled every five minutes, from the newest page only', async () => {
    await readAll({ status: 'VERIFYING' }, 150, 400);
    assert.equal(watching.store.changingJobsOf('work').length, 500);
    await watching.clock.pass(hour);
    assert.deepEqual(watching.many.count(), { ListImportJobs: 12, GetImportJobs: 12 });
  });

  it('of unknown status neither delay nor speed up other jobs', async () => {
    await readAll({ status: 'VERIFYING' }, 150, 400);
    watching.many.add('ses', 'new', watching.clock.now());
    await (await watching.open('ses', 'Suppression list')).refreshFirstPage();
    watching.many.count();
    await watching.clock.pass(60 * second);
    assert.deepEqual(watching.many.count(), { ListImportJobs: 4 });
  });

  it('of unknown status are seen to finish when they are on pages read anyway', async () => {
    await readAll({ status: 'VERIFYING' }, 0, 250);
    for (const job of [...watching.many.ses, ...watching.many.pinpoint]) {
      job.status = 'COMPLETED';
    }
    await watching.clock.pass(hour);
    // Further pages are read while most of each was wanted.
    assert.deepEqual(watching.many.count(), { ListImportJobs: 3, GetImportJobs: 3 });
    assert.deepEqual(watching.store.changingJobsOf('work'), []);
  });

  it('for a day take turns, with at most ten single requests every five minutes', async () => {
    await readAll({ status: 'PROCESSING', createdAt: watching.clock.now() - 2 * day }, 150, 190);
    await watching.clock.pass(5 * second);
    const single = ['ses GetImportJob', 'pinpoint GetImportJob'] as const;
    const singles = () => {
      const counts = watching.many.count();
      return single.map((name) => counts[name]);
    };
    assert.deepEqual(singles(), [10, 10]);
    for (const job of [...watching.many.ses, ...watching.many.pinpoint]) {
      job.status = 'COMPLETED';
    }
    await watching.clock.pass(15 * minute);
    assert.deepEqual(singles(), [30, 30]);
    await watching.clock.pass(5 * minute);
    assert.deepEqual(singles(), [10, 10]);
    assert.deepEqual(watching.store.changingJobsOf('work'), [], 'None is left out.');
  });
});
