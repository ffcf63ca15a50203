import assert from 'node:assert/strict';
import { Account } from '../../../src/core/account';
import { ServiceError, failureOf, type ServiceFailure } from '../../../src/core/failure';
import type { Folder } from '../../../src/core/folder';
import type { ImportJob } from '../../../src/core/job';
import { JobStore } from '../../../src/core/jobStore';
import type { JobSource } from '../../../src/core/source';
import { FakeClock } from '../../support/fakeClock';
import { aJob } from '../../support/jobs';
import { settled } from './scriptedPages';
import { ScriptedBranch, ScriptedSource } from './scriptedSource';

const interval = 5_000;
const start = Date.UTC(2026, 10, 22, 10);
const throttled = new ServiceError({ kind: 'throttled' });

describe('Account', () => {
  let clock: FakeClock;
  let store: JobStore;
  let source: ScriptedSource;
  let connect: () => Promise<readonly JobSource[]>;
  let connects: number;
  let polls: (ServiceFailure | undefined)[];
  let account: Account;

  beforeEach(() => {
    clock = new FakeClock(start);
    store = new JobStore();
    source = new ScriptedSource();
    connects = 0;
    connect = () => Promise.resolve([source]);
    polls = [];
    account = new Account({
      connection: { id: 'work', kind: 'aws', label: 'Work', region: 'eu-west-1' },
      connect: () => {
        connects++;
        return connect();
      },
      store,
      clock,
      random: () => 0.5, // No jitter either way.
      pollerSettings: () => ({ enabled: true, minimumInterval: interval, maximumInterval: 60_000 }),
      isWatched: () => true,
      onFolderChange: () => undefined,
      onPoll: (_, failure) => polls.push(failure),
    });
  });

  afterEach(() => {
    account.dispose();
    assert.equal(clock.pending, 0, 'a timer is left');
    assert.deepEqual(store.jobsOf('work'), []);
  });

  const running = (id: string, fields: Partial<ImportJob> = {}) => aJob(id, { createdAt: start, ...fields });
  const done = (id: string, fields: Partial<ImportJob> = {}) => running(id, { phase: 'succeeded', status: 'COMPLETED', ...fields });
  const inPart = { destination: { kind: 'segment' } } as const;
  const ids = (folder: Folder) => folder.jobs.map(({ id }) => id);

  /** A folder with its first page read; a token makes it one of several. */
  async function read(branch: ScriptedBranch, jobs: readonly ImportJob[], nextToken?: string): Promise<Folder> {
    await account.sources();
    const folder = account.folder(source, branch);
    void folder.loadMore();
    await branch.pages.last.answer(jobs, nextToken);
    return folder;
  }

  describe('connecting', () => {
    it('waits until somebody wants its sources, and is done once for all', async () => {
      assert.equal(connects, 0);
      const [first, second] = await Promise.all([account.sources(), account.sources()]);
      assert.deepEqual(first, [source]);
      assert.equal(first, second);
      await account.sources();
      assert.equal(connects, 1);
    });

    it('tells everybody who waits of a failure, and is tried again by the next', async () => {
      const noRegion = new ServiceError({ kind: 'setting', reason: 'noRegion' });
      connect = () => Promise.reject(noRegion);
      const attempts = await Promise.allSettled([account.sources(), account.sources()]);
      assert.deepEqual(attempts, [{ status: 'rejected', reason: noRegion }, { status: 'rejected', reason: noRegion }]);
      assert.equal(connects, 1);
      connect = () => Promise.resolve([source]);
      assert.deepEqual(await account.sources(), [source]);
      assert.equal(connects, 2);
    });

    it('comes to nothing when the account is disposed of meanwhile', async () => {
      const { promise, resolve } = Promise.withResolvers<readonly JobSource[]>();
      connect = () => promise;
      const sources = account.sources();
      store.put('work', [running('a')], store.beginRead());
      account.dispose();
      resolve([source]);
      await assert.rejects(sources, (error) => failureOf(error).kind === 'cancelled');
      assert.equal(clock.pending, 0);
    });
  });

  it('has one folder for a branch, described as it was last', async () => {
    await account.sources();
    const folder = account.folder(source, source.all);
    assert.equal(account.folder(source, source.all), folder);
    assert.equal(account.labelOf(source, 'all'), 'all');
    assert.equal(account.labelOf(source, 'part'), undefined);
    account.folder(source, new ScriptedBranch('all', { label: 'Renamed' }));
    assert.equal(folder.branch.label, 'Renamed');
    assert.equal(account.labelOf(source, 'all'), 'Renamed');
  });

  describe('asked for one job', () => {
    it('asks the service once for all who want it meanwhile, and again for those who come later', async () => {
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
      assert.deepEqual(source.gets.asked.map(({ what }) => what.scope), [undefined, 'application']);
      await source.gets.asked[0]?.answer(done('a'));
      await source.gets.asked[1]?.answer(done('a', { scope: 'application' }));
      assert.deepEqual((await Promise.all(reads)).map(({ scope }) => scope), [undefined, 'application']);
    });

    it('does not remember a failure', async () => {
      const reads = [account.getJob(aJob('a')), account.getJob(aJob('a'))];
      const outcomes = Promise.allSettled(reads);
      await settled();
      await source.gets.last.fail(throttled);
      assert.deepEqual((await outcomes).map(({ status }) => status), ['rejected', 'rejected']);
      const again = account.getJob(aJob('a'));
      await settled();
      await source.gets.last.answer(done('a'));
      assert.equal((await again).status, 'COMPLETED');
      assert.equal(source.gets.asked.length, 2);
    });

    it('gives what is known by then when a later read has overtaken its own', async () => {
      const read = account.getJob(aJob('a'));
      await settled();
      const newer = done('a');
      store.put('work', [newer], store.beginRead());
      await source.gets.last.answer(running('a'));
      assert.equal(await read, newer);
    });

    it('refuses one of a service that it does not have', async () => {
      await assert.rejects(account.getJob(aJob('a', { service: 'another' })), TypeError);
    });
  });

  describe('looking again at jobs in progress', () => {
    it('asks for those alone, moves them everywhere, and rests when they have ended', async () => {
      const all = await read(source.all, [running('a'), done('b')]);
      const part = await read(source.part, [running('a')]);
      await clock.pass(interval);
      assert.deepEqual(source.looks.last.what.map(({ id }) => id), ['a']);
      await source.looks.last.answer([done('a')]);
      assert.deepEqual(all.jobs.map(({ phase }) => phase), ['succeeded', 'succeeded']);
      assert.deepEqual(part.jobs.map(({ phase }) => phase), ['succeeded']);
      assert.deepEqual(polls, [undefined]);
      assert.equal(clock.pending, 0);
    });

    it('shows a new job in every list that it belongs to and that was read', async () => {
      const all = await read(source.all, [running('a')]);
      const part = await read(source.part, []);
      await clock.pass(interval);
      await source.looks.last.answer([running('a'), running('new', { ...inPart, createdAt: clock.now() })]);
      assert.deepEqual(ids(all), ['new', 'a']);
      assert.deepEqual(ids(part), ['new']);
    });

    it('shows no new job in a list that was not read, nor in one where it does not belong', async () => {
      await read(source.all, [running('a')]);
      const part = await read(source.part, []);
      const root = account.folder(source, source.root);
      await clock.pass(interval);
      await source.looks.last.answer([running('a'), running('elsewhere')]);
      assert.deepEqual([ids(part), ids(root)], [[], []]);
    });

    it('shows no job below pages that are still to be read', async () => {
      const all = await read(source.all, [running('a')], 'token 1');
      await clock.pass(interval);
      await source.looks.last.answer([running('a'), running('old', { createdAt: 1 }), running('new', { createdAt: clock.now() })]);
      assert.deepEqual(ids(all), ['new', 'a']);
    });

    it('shows a job also in a list that was read before another list brought it', async () => {
      const part = await read(source.part, []);
      const all = await read(source.all, [running('a', inPart)]);
      assert.deepEqual([ids(part), ids(all)], [[], ['a']]);
      await clock.pass(interval);
      await source.looks.last.answer([running('a', inPart)]);
      assert.deepEqual(ids(part), ['a']);
    });

    it('shows a job again that came while its list was being refreshed', async () => {
      const all = await read(source.all, [running('a')], 'token 1');
      void all.loadMore();
      await source.all.pages.last.answer([done('b', { createdAt: 1 })]);
      void all.refresh();
      await source.all.pages.last.answer([running('a')], 'other 1');
      await clock.pass(interval);
      const fresh = running('new', { createdAt: clock.now() });
      await source.looks.last.answer([running('a'), fresh]);
      await source.all.pages.last.answer([done('b', { createdAt: 1 })]);
      await clock.pass(2 * interval);
      await source.looks.last.answer([running('a'), fresh]);
      assert.deepEqual(ids(all), ['new', 'a', 'b']);
    });

    it('drops jobs that are gone, from every list and from the store', async () => {
      const all = await read(source.all, [running('a'), running('gone'), done('b')]);
      const part = await read(source.part, [running('gone')]);
      await clock.pass(interval);
      await source.looks.last.answer([running('a')]);
      assert.deepEqual([ids(all), ids(part)], [['a', 'b'], []]);
      assert.equal(store.get('work', aJob('gone').key), undefined);
    });

    it('tells how it went and goes on after a failure, with everything kept', async () => {
      const all = await read(source.all, [running('a')]);
      await clock.pass(interval);
      await source.looks.last.fail(throttled);
      assert.deepEqual(polls, [throttled.failure]);
      assert.deepEqual(ids(all), ['a']);
      await clock.pass(2 * interval);
      assert.equal(source.looks.asked.length, 2);
    });

    it('is resumed by hand after the credentials failed', async () => {
      await read(source.all, [running('a')]);
      await clock.pass(interval);
      await source.looks.last.fail(new ServiceError({ kind: 'credentials', reason: 'signInExpired' }));
      assert.equal(clock.pending, 0);
      account.resumePolling();
      assert.equal(clock.pending, 1);
    });

    describe('after the credentials failed', () => {
      const expired = new ServiceError({ kind: 'credentials', reason: 'signInExpired' });

      async function stopped(): Promise<Folder> {
        const all = await read(source.all, [running('a')], 'token 1');
        await clock.pass(interval);
        await source.looks.last.fail(expired);
        assert.equal(account.trouble, expired.failure);
        await clock.pass(60 * interval);
        assert.equal(source.looks.asked.length, 1);
        return all;
      }

      async function isGoingOn(): Promise<void> {
        assert.equal(account.trouble, undefined);
        await clock.pass(interval);
        assert.equal(source.looks.asked.length, 2);
      }

      it('goes on once a list has been read, of which service ever', async () => {
        const other = new ScriptedSource('pinpoint');
        connect = () => Promise.resolve([source, other]);
        await stopped();
        void account.folder(other, other.all).loadMore();
        await other.all.pages.last.answer([]);
        await isGoingOn();
      });

      it('goes on once a job has been read', async () => {
        await stopped();
        void account.getJob(aJob('b'));
        await settled();
        await source.gets.last.answer(done('b'));
        await isGoingOn();
      });

      it('rests for anything that is no answer of the service', async () => {
        const all = await stopped();
        const given = new AbortController();
        void all.loadAll(given.signal, () => undefined);
        given.abort();
        const service = account.folder(source, Object.assign(source.root, { kind: 'service' }));
        void service.loadMore();
        await source.root.pages.last.answer([]);
        const read = assert.rejects(account.getJob(aJob('b')));
        await settled();
        await source.gets.last.fail(throttled);
        await read;
        assert.equal(account.trouble, expired.failure);
        await clock.pass(60 * interval);
        assert.equal(source.looks.asked.length, 1);
      });

      it('goes on although the good answer came in the same moment', async () => {
        const other = new ScriptedSource('pinpoint');
        connect = () => Promise.resolve([source, other]);
        await read(source.all, [running('a')]);
        store.put('work', [running('b', { service: 'pinpoint' })], store.beginRead());
        await clock.pass(interval);
        const failing = source.looks.last.fail(expired);
        await other.looks.last.answer([running('b', { service: 'pinpoint' })]);
        await failing;
        await isGoingOn();
      });
    });

    it('asks each service for its own jobs', async () => {
      const other = new ScriptedSource('pinpoint');
      connect = () => Promise.resolve([source, other]);
      await read(source.all, [running('a')]);
      store.put('work', [running('b', { service: 'pinpoint' })], store.beginRead());
      store.put('home', [running('c')], store.beginRead());
      await clock.pass(interval);
      const asked = [source, other].map(({ looks }) => looks.asked.map(({ what }) => what.map(({ id }) => id)));
      assert.deepEqual(asked, [[['a']], [['b']]]);
    });
  });

  describe('disposed of', () => {
    it('leaves no timer and forgets its jobs, but no other connection’s', async () => {
      await read(source.all, [running('a')]);
      store.put('home', [running('a')], store.beginRead());
      assert.equal(clock.pending, 1);
      account.dispose();
      assert.equal(clock.pending, 0);
      assert.deepEqual(store.jobsOf('work'), []);
      assert.equal(store.jobsOf('home').length, 1);
    });

    it('gives up a list that is being read, and lets its answer change nothing', async () => {
      const folder = await read(source.all, [running('a')], 'token 1');
      void folder.loadMore();
      account.dispose();
      const { last } = source.all.pages;
      assert.equal(last.signal.aborted, true);
      await last.answer([running('late')]);
      assert.deepEqual(store.jobsOf('work'), []);
      assert.equal(clock.pending, 0);
    });

    it('gives up a job that is being asked for, and lets its answer change nothing', async () => {
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

    it('gives up a look, and lets its answer change nothing', async () => {
      await read(source.all, [running('a')]);
      await clock.pass(interval);
      account.dispose();
      assert.equal(source.looks.last.signal.aborted, true);
      await source.looks.last.answer([running('a'), running('new')]);
      assert.deepEqual(store.jobsOf('work'), []);
      assert.deepEqual([polls, clock.pending], [[], 0]);
    });

    it('reads nothing for whoever asks it for a folder only then', async () => {
      await account.sources();
      account.dispose();
      const folder = account.folder(source, source.all);
      await Promise.all([folder.loadMore(), folder.refresh()]);
      assert.equal(source.all.pages.asked.length, 0);
    });
  });
});
