import assert from 'node:assert/strict';
import type { Account } from '../../../src/core/connections/account';
import { ServiceError, failureOf } from '../../../src/core/failures/failure';
import type { JobStore } from '../../../src/core/jobs/jobStore';
import type { JobSource } from '../../../src/core/jobs/source';
import type { FakeClock } from '../../support/fakeClock';
import { aJob, countsOf } from '../../support/jobs';
import { AccountBench, done, interval, running } from './accountBench';
import { settled } from './scriptedPages';
import { ScriptedBranch, type ScriptedSource } from './scriptedSource';
import { nextSentAs } from '../../support/sentAs';

const throttled = new ServiceError({ kind: 'throttled' });

describe('Account', () => {
  let bench: AccountBench;
  let account: Account;
  let clock: FakeClock;
  let polls: AccountBench['polls'];
  let source: ScriptedSource;
  let store: JobStore;

  AccountBench.forEach((made) => {
    bench = made;
    ({ account, clock, polls, source, store } = bench);
  });

  describe('connecting', () => {
    it('waits until its sources are needed, and happens once', async () => {
      assert.equal(bench.connects, 0);
      const [first, second] = await Promise.all([account.sources(), account.sources()]);
      assert.deepEqual(first, [source]);
      assert.equal(first, second);
      await account.sources();
      assert.equal(bench.connects, 1);
    });

    it('rejects for all waiting callers, and is retried by the next', async () => {
      const noRegion = new ServiceError({ kind: 'setting', reason: 'noRegion' });
      bench.connect = () => Promise.reject(noRegion);
      const attempts = await Promise.allSettled([account.sources(), account.sources()]);
      assert.deepEqual(attempts, [
        { status: 'rejected', reason: noRegion },
        { status: 'rejected', reason: noRegion },
      ]);
      assert.equal(bench.connects, 1);
      bench.connect = () => Promise.resolve([source]);
      assert.deepEqual(await account.sources(), [source]);
      assert.equal(bench.connects, 2);
    });

    it('shows whether the connection has a sign-in, also after its credentials changed', async () => {
      let reading: () => Promise<boolean> = () => Promise.resolve(false);
      let changes = 0;
      const { account: one, ...rest } = new AccountBench({
        canSignIn: () => reading(),
        onCredentialError: () => changes++,
      });
      assert.equal(one.canSignIn, undefined);
      await one.sources();
      assert.deepEqual([one.canSignIn, changes], [false, 1]);
      reading = () => Promise.resolve(true);
      await one.reconnect();
      assert.deepEqual([one.canSignIn, changes], [true, 2]);
      reading = () => Promise.reject(new TypeError('unreadable'));
      await one.reconnect();
      assert.deepEqual([one.canSignIn, changes], [undefined, 3]);
      one.dispose();
      assert.equal(rest.clock.pending, 0);
    });

    it('has no effect when the account is disposed meanwhile', async () => {
      const { promise, resolve } = Promise.withResolvers<readonly JobSource[]>();
      bench.connect = () => promise;
      const sources = account.sources();
      store.put('work', [running('a')], nextSentAs());
      account.dispose();
      resolve([source]);
      await assert.rejects(sources, (error) => failureOf(error).kind === 'cancelled');
      assert.equal(clock.pending, 0);
    });
  });

  it('has one folder per branch, with its latest description', async () => {
    await account.sources();
    const folder = account.folder(source, source.all);
    assert.equal(account.folder(source, source.all), folder);
    assert.equal(account.labelOf(source, 'all'), 'all');
    assert.equal(account.labelOf(source, 'part'), undefined);
    account.folder(source, new ScriptedBranch('all', { label: 'Renamed' }));
    assert.equal(folder.branch.label, 'Renamed');
    assert.equal(account.labelOf(source, 'all'), 'Renamed');
  });

  describe('reading one job', () => {
    it('sends one request for simultaneous callers, and another for later ones', async () => {
      const reads = [account.getJob(aJob('a')), account.getJob(aJob('a'))];
      await settled();
      assert.equal(source.gets.asked.length, 1);
      const job = done('a', { complete: true });
      await source.gets.last.answer(job);
      assert.deepEqual(await Promise.all(reads), [job, job]);
      assert.equal(store.get('work', job.key), job);
      void account.getJob(aJob('a'));
      await settled();
      assert.equal(source.gets.asked.length, 2);
      await source.gets.last.answer(job);
    });

    it('does not confuse one job with another', async () => {
      const reads = [account.getJob(aJob('a')), account.getJob(aJob('a', { scope: 'application' }))];
      await settled();
      assert.deepEqual(
        source.gets.asked.map(({ what }) => what.scope),
        [undefined, 'application'],
      );
      await source.gets.asked[0]?.answer(done('a'));
      await source.gets.asked[1]?.answer(done('a', { scope: 'application' }));
      assert.deepEqual(
        (await Promise.all(reads)).map(({ scope }) => scope),
        [undefined, 'application'],
      );
    });

    it('does not remember a failure', async () => {
      const reads = [account.getJob(aJob('a')), account.getJob(aJob('a'))];
      const outcomes = Promise.allSettled(reads);
      await settled();
      await source.gets.last.fail(throttled);
      assert.deepEqual(
        (await outcomes).map(({ status }) => status),
        ['rejected', 'rejected'],
      );
      const again = account.getJob(aJob('a'));
      await settled();
      await source.gets.last.answer(done('a'));
      assert.equal((await again).status, 'COMPLETED');
      assert.equal(source.gets.asked.length, 2);
    });

    it('returns its link even if it is stale, and keeps the list’s newer state', async () => {
      const linked = (failedRecordsUrl: string) => done('a', { complete: true, failures: { failedRecordsUrl } });
      store.put('work', [linked('https://files.invalid/old')], nextSentAs());
      const read = account.getJob(aJob('a'));
      await settled();
      store.put('work', [done('a', { processed: 7 })], nextSentAs());
      await source.gets.last.answer(linked('https://files.invalid/fresh'));
      assert.equal((await read).failures?.failedRecordsUrl, 'https://files.invalid/fresh');
      assert.deepEqual(store.get('work', aJob('a').key)?.counts, countsOf(7));
    });

    it('rejects a job of a service that is unknown or hidden', async () => {
      await assert.rejects(
        account.getJob(aJob('a', { service: 'another' })),
        new ServiceError({ kind: 'cancelled', detail: 'another is hidden by the settings.' }),
      );
    });
  });

  describe('when disposed', () => {
    it('leaves no timer and forgets only its own jobs', async () => {
      await bench.read(source.all, [running('a')]);
      store.put('home', [running('a')], nextSentAs());
      assert.equal(clock.pending, 1);
      account.dispose();
      assert.equal(clock.pending, 0);
      assert.deepEqual(store.jobsOf('work'), []);
      assert.equal(store.jobsOf('home').length, 1);
    });

    it('aborts a list read, whose response changes nothing', async () => {
      const folder = await bench.read(source.all, [running('a')], 'token 1');
      void folder.loadMore();
      account.dispose();
      const { last } = source.all.pages;
      assert.equal(last.signal.aborted, true);
      await last.answer([running('late')]);
      assert.deepEqual(store.jobsOf('work'), []);
      assert.equal(clock.pending, 0);
    });

    it('aborts a job read, whose response changes nothing', async () => {
      const read = account.getJob(aJob('a'));
      await settled();
      account.dispose();
      assert.equal(source.gets.last.signal.aborted, true);
      const cancelled = assert.rejects(read, (error) => failureOf(error).kind === 'cancelled');
      await source.gets.last.answer(running('a'));
      await cancelled;
      assert.deepEqual(store.jobsOf('work'), []);
      assert.equal(clock.pending, 0);
    });

    it('aborts a poll, whose response changes nothing', async () => {
      await bench.read(source.all, [running('a')]);
      await clock.pass(interval);
      account.dispose();
      assert.equal(source.looks.last.signal.aborted, true);
      await source.looks.last.answer([running('a'), running('new')]);
      assert.deepEqual(store.jobsOf('work'), []);
      assert.deepEqual([polls, clock.pending], [[], 0]);
    });

    it('reads nothing for folders requested afterwards', async () => {
      await account.sources();
      account.dispose();
      const folder = account.folder(source, source.all);
      await Promise.all([folder.loadMore(), folder.refresh()]);
      assert.equal(source.all.pages.asked.length, 0);
    });
  });
});
