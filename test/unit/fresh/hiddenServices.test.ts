import assert from 'node:assert/strict';
import { FinishedJobs, type FinishedJob } from '../../../src/core/notifications/finishedJobs';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { idsOf, Watching } from '../../support/watching';

describe('Hiding a service', () => {
  let files: OwnAwsFiles;
  let watching: Watching;
  let finished: FinishedJob[];
  let finishedJobs: FinishedJobs;

  before(async () => {
    files = await OwnAwsFiles.make();
  });
  after(() => files.takeAway());
  beforeEach(() => {
    watching = new Watching({ ses: 10, pinpoint: 10, running: 4 });
    finished = [];
    finishedJobs = new FinishedJobs(watching.store, watching.clock);
    finishedJobs.onDidFinish((jobs) => finished.push(...jobs));
  });
  afterEach(() => {
    finishedJobs.dispose();
    watching.account.dispose();
  });

  const show = (services: unknown) => {
    watching.services = services;
    watching.account.updateServices();
  };
  const servicesOf = (jobs: Watching['jobs']) => [...new Set(jobs.map(({ service }) => service))].sort();
  const isOfSes = (operation: string) => operation.includes('ListImportJobs') || operation.startsWith('ses ');

  it('drops its jobs, polls and notifications, and leaves the others alone', async () => {
    await watching.open('ses', 'Suppression list');
    const other = await watching.open('pinpoint', 'Many', 'All import jobs');
    const before = idsOf(other);
    show(['pinpoint']);
    assert.deepEqual(servicesOf(watching.jobs), ['pinpoint']);
    assert.deepEqual(
      (await watching.account.sources()).map(({ service }) => service),
      ['pinpoint'],
    );
    const asked = watching.many.asked.length;
    for (const job of [...watching.many.ses, ...watching.many.pinpoint]) job.status = 'COMPLETED';
    await watching.clock.pass(120_000);
    const later = watching.many.asked.slice(asked);
    assert.ok(later.length > 0, 'The other service is still polled.');
    assert.deepEqual(later.filter(isOfSes), []);
    assert.deepEqual(servicesOf(finished.map(({ job }) => job)), ['pinpoint']);
    assert.deepEqual(idsOf(other), before);
  });

  it('ignores responses to requests that it interrupted', async () => {
    const list = await watching.open('ses', 'Suppression list');
    const reading = list.refresh();
    const [job] = watching.jobs;
    assert.ok(job !== undefined);
    const details = watching.account.getJob(job);
    // The request is sent once the account is known to be connected.
    while (!watching.many.asked.includes('ses GetImportJob')) await Promise.resolve();
    show(['pinpoint']);
    await reading;
    await details;
    assert.deepEqual(watching.jobs, []);
    await assert.rejects(watching.account.getJob(job), /cancelled/i);
  });

  it('starts over when it is shown again, without a request', async () => {
    await watching.open('ses', 'Suppression list');
    show(['pinpoint']);
    const asked = watching.many.asked.length;
    show(['ses', 'pinpoint']);
    await watching.settled();
    assert.equal(watching.many.asked.length, asked);
    const list = await watching.open('ses', 'Suppression list');
    assert.ok(list.isRead && list.jobs.length > 0);
    await watching.clock.pass(20_000);
    assert.ok(watching.many.asked.slice(asked + 1).some(isOfSes), 'It is polled again.');
  });

  it('does not poll jobs that were remembered', async () => {
    watching.services = ['pinpoint'];
    const list = await new Watching({ ses: 1, running: 1 }).open('ses', 'Suppression list');
    watching.store.put('work', list.jobs, 0);
    await watching.account.refreshJobsInProgress();
    assert.deepEqual(watching.jobs, []);
    assert.deepEqual(watching.many.asked, []);
  });
});
