import assert from 'node:assert/strict';
import { connect } from '../../../src/services/sdk';
import { FinishedJobs } from '../../../src/core/notifications/finishedJobs';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { operationOf } from '../../support/operations';
import { Watching } from '../../support/watching';

describe('A late response', () => {
  let files: OwnAwsFiles;
  let watching: Watching;
  /** If set, responses to GetImportJob wait for it, with the state at the time of their request. */
  let held: Promise<void> | undefined;

  beforeEach(async () => {
    files = await OwnAwsFiles.make();
    held = undefined;
    watching = new Watching({
      ses: 300,
      connect: (options, { transport }) =>
        connect({ id: 'work', kind: 'aws', label: 'Work', region: 'eu-west-1' }, options, async (request, signal) => {
          const response = await transport(request, signal);
          await (operationOf(request) === 'ses GetImportJob' ? held : undefined);
          return response;
        }),
    });
  });

  afterEach(async () => {
    watching.account.dispose();
    await files.takeAway();
  });

  it('does not override a newer one, even if a caller joined its request afterwards', async () => {
    const { account, clock, many, store } = watching;
    const list = await watching.open('ses', 'Suppression list');
    const old = many.ses.find(({ place }) => place === 150);
    assert.ok(old !== undefined);
    old.status = 'PROCESSING';
    const ref = { service: 'ses', id: old.id };
    const { key } = await account.getJob(ref);
    const finishedJobs = new FinishedJobs(store, clock);
    const told: string[] = [];
    finishedJobs.onDidFinish((ended) => told.push(...ended.map(({ job }) => job.id)));
    const { promise, resolve } = Promise.withResolvers<undefined>();
    held = promise;

    many.count();
    await clock.pass(5_000);
    assert.deepEqual(many.count(), { ListImportJobs: 1, 'ses GetImportJob': 1 }, 'The poll asks for the job.');
    old.status = 'COMPLETED';
    await list.loadMore();
    assert.equal(store.get('work', key)?.status, 'COMPLETED');
    const shown = account.getJob(ref);
    await watching.settled();
    resolve(undefined);
    assert.equal((await shown).status, 'PROCESSING');
    assert.deepEqual(many.count(), { ListImportJobs: 1 }, 'The panel shared the request of the poll.');
    assert.equal(store.get('work', key)?.status, 'COMPLETED');
    await clock.pass(3_600_000);
    assert.deepEqual([told, many.count(), clock.pending], [[old.id], {}, 0]);
    finishedJobs.dispose();
  });
});
