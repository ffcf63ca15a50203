import assert from 'node:assert/strict';
import type { Account } from '../../../src/core/connections/account';
import { ServiceError } from '../../../src/core/failures/failure';
import type { Folder } from '../../../src/core/jobs/folder';
import type { JobStore } from '../../../src/core/jobs/jobStore';
import type { FakeClock } from '../../support/fakeClock';
import { aJob } from '../../support/jobs';
import { AccountBench, done, interval, running } from './accountBench';
import { settled } from './scriptedPages';
import { ScriptedSource } from './scriptedSource';
import { nextSentAs } from '../../support/sentAs';

const throttled = new ServiceError({ kind: 'throttled' });

describe('An account that polls jobs in progress', () => {
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

  const inPart = { listIds: ['all', 'part'] };
  const ids = (folder: Folder) => folder.jobs.map(({ id }) => id);

  it('requests only these, updates them everywhere, and stops when they have finished', async () => {
    const all = await bench.read(source.all, [running('a'), done('b')]);
    const part = await bench.read(source.part, [running('a')]);
    await clock.pass(interval);
    assert.deepEqual(
      source.looks.last.what.map(({ id }) => id),
      ['a'],
    );
    await source.looks.last.answer([done('a')]);
    assert.deepEqual(
      all.jobs.map(({ phase }) => phase),
      ['succeeded', 'succeeded'],
    );
    assert.deepEqual(
      part.jobs.map(({ phase }) => phase),
      ['succeeded'],
    );
    assert.deepEqual(polls, [undefined]);
    assert.equal(clock.pending, 0);
  });

  it('shows a new job in every list read to which it belongs', async () => {
    const all = await bench.read(source.all, [running('a')]);
    const part = await bench.read(source.part, []);
    await clock.pass(interval);
    await source.looks.last.answer([running('a'), running('new', { ...inPart, createdAt: clock.now() })]);
    assert.deepEqual(ids(all), ['new', 'a']);
    assert.deepEqual(ids(part), ['new']);
  });

  it('shows no new job in a list not read, or to which it does not belong', async () => {
    await bench.read(source.all, [running('a')]);
    const part = await bench.read(source.part, []);
    const root = account.folder(source, source.root);
    await clock.pass(interval);
    await source.looks.last.answer([running('a'), running('elsewhere')]);
    assert.deepEqual([ids(part), ids(root)], [[], []]);
  });

  it('shows no job below pages not read yet', async () => {
    const all = await bench.read(source.all, [running('a')], 'token 1');
    await clock.pass(interval);
    await source.looks.last.answer([
      running('a'),
      running('old', { createdAt: 1 }),
      running('new', { createdAt: clock.now() }),
    ]);
    assert.deepEqual(ids(all), ['new', 'a']);
  });

  it('shows a job found in one list also in another read before', async () => {
    const part = await bench.read(source.part, []);
    const all = await bench.read(source.all, [running('a', inPart)]);
    assert.deepEqual([ids(part), ids(all)], [[], ['a']]);
    await clock.pass(interval);
    await source.looks.last.answer([running('a', inPart)]);
    assert.deepEqual(ids(part), ['a']);
  });

  it('keeps a job inserted during a refresh of its list', async () => {
    const all = await bench.read(source.all, [running('a')], 'token 1');
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

  it('drops deleted jobs from every list and from the store', async () => {
    const all = await bench.read(source.all, [running('a'), running('gone'), done('b')]);
    const part = await bench.read(source.part, [running('gone')]);
    await clock.pass(interval);
    await source.looks.last.answer([running('a')]);
    assert.deepEqual([ids(all), ids(part)], [['a', 'b'], []]);
    assert.deepEqual([all.readCount, part.readCount], [2, 0], 'Lists keep no key of it.');
    assert.equal(store.get('work', aJob('gone').key), undefined);
  });

  it('reports results and continues after a failure, keeping everything', async () => {
    const all = await bench.read(source.all, [running('a')]);
    await clock.pass(interval);
    await source.looks.last.fail(throttled);
    assert.deepEqual(polls, [throttled.failure]);
    assert.deepEqual(ids(all), ['a']);
    await clock.pass(2 * interval);
    assert.equal(source.looks.asked.length, 2);
  });

  it('can be resumed after a credential error', async () => {
    await bench.read(source.all, [running('a')]);
    await clock.pass(interval);
    await source.looks.last.fail(new ServiceError({ kind: 'credentials', reason: 'signInExpired' }));
    assert.equal(clock.pending, 0);
    account.resumePolling();
    assert.equal(clock.pending, 1);
  });

  it('clears the credential error by itself when the credentials work again', async () => {
    await bench.read(source.all, [running('a')]);
    await clock.pass(interval);
    await source.looks.last.fail(new ServiceError({ kind: 'credentials', reason: 'signInExpired' }));
    account.resumePolling();
    await clock.pass(interval);
    await source.looks.last.answer([running('a')]);
    assert.equal(account.credentialError, undefined);
  });

  it('waits longer after a poll without changes, but not after one with changes', async () => {
    await bench.read(source.all, [running('a')]);
    await clock.pass(interval);
    await source.looks.last.answer([running('a')]);
    assert.equal(clock.next, 1.5 * interval);
    await clock.pass(1.5 * interval);
    await source.looks.last.answer([running('a'), running('new', { createdAt: clock.now() })]);
    assert.equal(clock.next, interval);
    await clock.pass(interval);
    await source.looks.last.answer([running('a'), done('new')]);
    assert.equal(clock.next, interval);
    await clock.pass(interval);
    store.put('home', [running('b')], nextSentAs());
    await source.looks.last.answer([running('a')]);
    assert.equal(clock.next, 1.5 * interval, 'Another connection’s job is none of ours.');
  });

  it('shows results as they arrive, even if the poll fails later', async () => {
    const all = await bench.read(source.all, [running('a'), running('b'), running('c')]);
    const { promise, reject } = Promise.withResolvers<undefined>();
    const refresh: ScriptedSource['refresh'] = async (jobs, _, listener) => {
      listener.onFound({ jobs: [done('a')], sentAs: nextSentAs() });
      listener.onDeleted(jobs.filter(({ id }) => id === 'b'));
      await promise;
    };
    Object.assign(source, { refresh });
    await clock.pass(interval);
    assert.deepEqual(
      all.jobs.map(({ id, phase }) => [id, phase]),
      [
        ['a', 'succeeded'],
        ['c', 'running'],
      ],
    );
    reject(new ServiceError({ kind: 'denied' }));
    await settled();
    assert.deepEqual(
      bench.polls.map((failure) => failure?.kind),
      ['denied'],
    );
    assert.deepEqual(
      all.jobs.map(({ id }) => id),
      ['a', 'c'],
    );
    assert.equal(clock.pending, 1, 'It goes on.');
  });

  it('does not override what was read of a job during a poll', async () => {
    const all = await bench.read(source.all, [running('a')]);
    await clock.pass(interval);
    const panel = account.getJob(aJob('a'));
    await settled();
    await source.gets.last.answer(done('a', { complete: true }));
    await panel;
    await source.looks.last.answer([running('a')]);
    assert.deepEqual(
      all.jobs.map(({ phase }) => phase),
      ['succeeded'],
    );
    assert.equal(clock.pending, 0, 'There is nothing left to look at.');
  });

  describe('whose requests wait for the rate limiter', () => {
    it('treats a poll as newer than a click made later but sent earlier', async () => {
      const all = await bench.read(source.all, [running('a')]);
      await clock.pass(interval);
      const panel = account.getJob(aJob('a'));
      await settled();
      source.gets.last.send();
      source.looks.last.send();
      await source.looks.last.answer([done('a')]);
      await source.gets.last.answer(running('a', { complete: true }));
      await panel;
      assert.deepEqual(
        all.jobs.map(({ phase }) => phase),
        ['succeeded'],
      );
    });

    it('treats lists and jobs as new as their requests', async () => {
      const all = await bench.read(source.all, [running('a'), running('b')]);
      const gets = ['a', 'b'].map((id) => account.getJob(aJob(id)));
      await settled();
      const [a, b] = source.gets.asked;
      void all.refresh();
      const list = source.all.pages.last;
      b?.send();
      list.send();
      a?.send();
      await a?.answer(done('a'));
      await list.answer([running('a'), done('b')]);
      await b?.answer(running('b'));
      await Promise.all(gets);
      assert.deepEqual(
        all.jobs.map(({ id, phase }) => [id, phase]),
        [
          ['a', 'succeeded'],
          ['b', 'succeeded'],
        ],
      );
    });
  });

  describe('after a credential error', () => {
    const expired = new ServiceError({ kind: 'credentials', reason: 'signInExpired' });

    async function stopped(): Promise<Folder> {
      const all = await bench.read(source.all, [running('a')], 'token 1');
      await clock.pass(interval);
      await source.looks.last.fail(expired);
      assert.equal(account.credentialError, expired.failure);
      await clock.pass(60 * interval);
      assert.equal(source.looks.asked.length, 1);
      return all;
    }

    async function isGoingOn(): Promise<void> {
      assert.equal(account.credentialError, undefined);
      await clock.pass(interval);
      assert.equal(source.looks.asked.length, 2);
    }

    it('continues once a list of any service has been read', async () => {
      const other = new ScriptedSource('pinpoint');
      bench.connect = () => Promise.resolve([source, other]);
      await stopped();
      void account.folder(other, other.all).loadMore();
      await other.all.pages.last.answer([]);
      await isGoingOn();
    });

    it('ignores the earlier failure of a list that another list has outlived', async () => {
      const all = await bench.read(source.all, [done('a')]);
      const part = await bench.read(source.part, [done('b')]);
      const refreshes = [all.refresh(), part.refresh()];
      for (const { pages } of [source.all, source.part]) await pages.last.fail(expired);
      await Promise.all(refreshes);
      assert.equal(account.credentialError, expired.failure);
      void all.refresh();
      await source.all.pages.last.answer([done('a')]);
      part.insertJobs([done('c')]);
      assert.ok(part.failure !== undefined);
      assert.equal(account.credentialError, undefined);
    });

    it('continues once a job has been read', async () => {
      await stopped();
      void account.getJob(aJob('b'));
      await settled();
      await source.gets.last.answer(done('b'));
      await isGoingOn();
    });

    it('does not continue for anything but a response of the service', async () => {
      const all = await stopped();
      const given = new AbortController();
      void all.loadAll(given.signal, () => undefined);
      given.abort();
      const service = account.folder(source, Object.assign(source.root, { isFixed: true }));
      void service.loadMore();
      await source.root.pages.last.answer([]);
      const read = assert.rejects(account.getJob(aJob('b')));
      await settled();
      await source.gets.last.fail(throttled);
      await read;
      assert.equal(account.credentialError, expired.failure);
      await clock.pass(60 * interval);
      assert.equal(source.looks.asked.length, 1);
    });

    it('ignores failures of replaced credentials', async () => {
      await stopped();
      const before = assert.rejects(account.getJob(aJob('b')));
      await settled();
      const old = source.gets.last;
      const reconnected = account.reconnect();
      const now = account.getJob(aJob('b'));
      await settled();
      assert.equal(source.gets.asked.length, 2, 'Whoever asks now does not wait for the old answer.');
      await old.fail(expired);
      await before;
      assert.equal(account.credentialError, undefined);
      await source.gets.last.answer(done('b'));
      assert.equal((await now).status, 'COMPLETED');
      await source.all.pages.last.answer([running('a')]);
      await reconnected;
      await isGoingOn();
    });

    for (const [what, begin] of [
      ['for the first time', (folder: Folder) => folder.loadMore()],
      ['once more', (folder: Folder) => folder.refresh()],
    ] as const) {
      it(`rereads a list that was being read ${what} with the replaced credentials, whose failure is ignored`, async () => {
        await account.sources();
        const folder = account.folder(source, source.all);
        void begin(folder);
        const old = source.all.pages.last;
        const reconnected = account.reconnect();
        assert.deepEqual([source.all.pages.asked.length, old.signal.aborted], [2, true]);
        await old.fail(expired);
        assert.deepEqual([folder.state.kind, account.credentialError], ['loading', undefined]);
        await source.all.pages.last.answer([done('a')]);
        await reconnected;
        assert.deepEqual([ids(folder), folder.state.kind], [['a'], 'complete']);
      });
    }

    it('continues even if the successful response comes at the same time', async () => {
      const other = new ScriptedSource('pinpoint');
      bench.connect = () => Promise.resolve([source, other]);
      await bench.read(source.all, [running('a')]);
      store.put('work', [running('b', { service: 'pinpoint' })], nextSentAs());
      await clock.pass(interval);
      const failing = source.looks.last.fail(expired);
      await other.looks.last.answer([running('b', { service: 'pinpoint' })]);
      await failing;
      await isGoingOn();
    });
  });

  it('polls each service for its own jobs', async () => {
    const other = new ScriptedSource('pinpoint');
    bench.connect = () => Promise.resolve([source, other]);
    await bench.read(source.all, [running('a')]);
    store.put('work', [running('b', { service: 'pinpoint' })], nextSentAs());
    store.put('home', [running('c')], nextSentAs());
    await clock.pass(interval);
    const asked = [source, other].map(({ looks }) => looks.asked.map(({ what }) => what.map(({ id }) => id)));
    assert.deepEqual(asked, [[['a']], [['b']]]);
  });
});
