import assert from 'node:assert/strict';
import { Account } from '../../../src/core/connections/account';
import { Accounts } from '../../../src/core/connections/accounts';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { runningTargets } from '../../../src/ui/notifications/running';
import { FakeClock } from '../../support/fakeClock';
import { aJob } from '../../support/jobs';
import { nextSentAs } from '../../support/sentAs';
import { loadConnected } from '../../support/loadConnected';

describe('runningTargets', () => {
  it('lists a job once when two connections to the same account and region show it', () => {
    const [store, clock] = [new JobStore(), new FakeClock()];
    const identities = new Map([
      ['reader', '111122223333'],
      ['writer', '111122223333'],
      ['far', '111122223333'],
    ]);
    const accounts = new Accounts(
      (connection) =>
        new Account({
          loadConnected,
          ...{ connection, store, clock, random: () => 0.5, isWatched: () => true },
          connect: () => Promise.resolve([]),
          pollerSettings: () => ({ enabled: false, minimumInterval: 5000, maximumInterval: 60_000 }),
          onFolderChange: () => undefined,
          onPoll: () => undefined,
        }),
      (id) => identities.get(id),
    );
    const ids = ['reader', 'writer', 'far', 'unknown', 'unknown too'];
    accounts.set(ids.map((id) => ({ id, kind: 'aws', label: id, region: id === 'far' ? 'us-east-1' : 'eu-west-1' })));
    for (const id of ids) {
      store.put(id, [aJob('a', { createdAt: 1 }), aJob('done', { phase: 'succeeded' })], nextSentAs());
    }
    store.put('writer', [aJob('b', { createdAt: 2 })], nextSentAs());
    const where = runningTargets(accounts, store).map(({ account, job }) => `${account.connection.id} ${job.id}`);
    assert.deepEqual(where, ['writer b', 'writer a', 'far a', 'unknown a', 'unknown too a']);
    accounts.dispose();
  });
});
