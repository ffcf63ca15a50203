import assert from 'node:assert/strict';
import { Account } from '../../../src/core/connections/account';
import { Accounts } from '../../../src/core/connections/accounts';
import type { Connection } from '../../../src/core/connections/connection';
import { ServiceError } from '../../../src/core/failures/failure';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { FakeClock } from '../../support/fakeClock';
import { loadConnected } from '../../support/loadConnected';
import { done, interval, running, start } from './accountBench';
import { settled } from './scriptedPages';
import { ScriptedBranch, ScriptedSource } from './scriptedSource';

const work: Connection = { id: 'work', kind: 'aws', label: 'Work', region: 'eu-west-1' };
const home: Connection = { id: 'home', kind: 'aws', label: 'Home', region: 'eu-west-1' };

describe('Accounts', () => {
  let accounts: Accounts;
  let clock: FakeClock;
  let store: JobStore;
  let sources: Map<string, ScriptedSource>;

  beforeEach(() => {
    clock = new FakeClock(start);
    store = new JobStore();
    sources = new Map();
    accounts = new Accounts(
      (connection, events) =>
        new Account({
          ...{ ...events, loadConnected, connection, store, clock },
          connect: () => {
            const source = new ScriptedSource();
            sources.set(connection.id, source);
            return Promise.resolve([source]);
          },
          random: () => 0.5,
          pollerSettings: () => ({ enabled: true, minimumInterval: interval, maximumInterval: 60_000 }),
          isWatched: () => true,
        }),
    );
    accounts.set([work, home]);
  });

  afterEach(() => {
    accounts.dispose();
    assert.equal(clock.pending, 0);
  });

  const account = (id: string) => accounts.get(id) ?? assert.fail();
  const source = (id: string) => sources.get(id) ?? assert.fail();

  describe('before connecting', () => {
    it('await preparation, each for its own connection', async () => {
      const waiting = new Map<string, PromiseWithResolvers<undefined>>();
      accounts.beforeConnecting(({ id }) => {
        const ready = Promise.withResolvers<undefined>();
        waiting.set(id, ready);
        return ready.promise;
      });
      const connecting = account('work').sources();
      await settled();
      assert.deepEqual([[...waiting.keys()], sources.size], [['work'], 0]);
      waiting.get('work')?.resolve(undefined);
      assert.deepEqual(await connecting, [source('work')]);
    });

    it('fail when preparation fails, and retry with the next call', async () => {
      const failure = new ServiceError({ kind: 'unexpected' });
      accounts.beforeConnecting(() => Promise.reject(failure));
      await assert.rejects(account('work').sources(), failure);
      assert.equal(sources.size, 0);
      accounts.beforeConnecting(() => Promise.resolve());
      assert.deepEqual(await account('work').sources(), [source('work')]);
    });

    it('have no jobs of a service in the store, so that its listeners miss none', async () => {
      const seen: string[] = [];
      accounts.beforeConnecting(async () => {
        await settled();
        store.onDidChange(({ updated }) => {
          seen.push(...updated.map(({ after: { id, phase } }) => `${id} ${phase}`));
        });
      });
      store.put('work', [running('a')], 0);
      void account('work').refreshJobsInProgress();
      await settled();
      await settled();
      await source('work').looks.last.answer([done('a')]);
      assert.deepEqual(seen, ['a succeeded']);
    });
  });

  describe('events', () => {
    it('name the connection whose folder changed or whose jobs were polled', async () => {
      const seen: string[] = [];
      accounts.onDidChangeFolder(({ connection, folder }) => seen.push(`${connection.id} ${folder.state.kind}`));
      accounts.onDidPoll(({ connection, failure }) => seen.push(`${connection.id} ${failure?.kind ?? 'polled'}`));
      await account('home').sources();
      const branch = new ScriptedBranch('list');
      void account('home').folder(source('home'), branch).loadMore();
      await branch.pages.last.answer([running('a')]);
      await clock.pass(interval);
      await source('home').looks.last.fail(new ServiceError({ kind: 'throttled' }));
      assert.deepEqual(seen, ['home loading', 'home complete', 'home throttled']);
    });

    it('name the connection whose credential error changed', async () => {
      const seen: string[] = [];
      accounts.onDidChangeCredentials(({ connection, credentialError }) => {
        seen.push(`${connection.id} ${credentialError?.reason ?? 'works'}`);
      });
      await account('work').sources();
      const branch = new ScriptedBranch('list');
      const folder = account('work').folder(source('work'), branch);
      void folder.loadMore();
      await branch.pages.last.fail(new ServiceError({ kind: 'credentials', reason: 'signInExpired' }));
      void folder.retry();
      await branch.pages.last.answer([]);
      assert.deepEqual(seen, ['work signInExpired', 'work works']);
    });
  });
});
