import assert from 'node:assert/strict';
import { ServiceError } from '../../../../src/core/failures/failure';
import { JobFilter, noCriteria } from '../../../../src/core/find/jobFilter';
import { endOfSupport } from '../../../../src/services/pinpoint/description';
import { done } from '../accountBench';
import { settled } from '../scriptedPages';
import { ScriptedBranch } from '../scriptedSource';
import { connection, listChangedAt, RecentBench } from './recentBench';

const denied = new ServiceError({ kind: 'denied', action: 'ses:ListImportJobs' });
const signedOut = new ServiceError({ kind: 'credentials', reason: 'signInExpired' });
const ended = new ServiceError({ kind: 'serviceEnded', end: endOfSupport });

describe('Recent jobs', () => {
  let bench: RecentBench;
  RecentBench.forEach((made) => {
    bench = made;
  });

  /** Gives a connection a service whose lists are on the pages of its root. */
  function withLists(id: string): ScriptedBranch {
    const root = new ScriptedBranch('root');
    Object.assign(bench.source(id), { root });
    return root;
  }

  it('are read only while open: without prompts, one list of each service after another', async () => {
    const { all, part } = bench.source('work');
    await bench.account('work').sources();
    await settled();
    assert.deepEqual(bench.asked(all, part), [0, 0]);
    await bench.open();
    assert.equal(bench.recent.isReading, true);
    assert.deepEqual(bench.asked(all, part, bench.source('home').all), [1, 0, 1]);
    assert.equal(all.pages.last.mayPrompt, false);
    await all.pages.last.answer([done('a'), done('b')], 'token');
    assert.deepEqual(bench.asked(all, part), [1, 1]);
    assert.deepEqual(bench.recent.progress, { read: 1, known: 4, hasMore: false });
    await part.pages.last.answer([done('c')]);
    for (const list of [bench.source('home').all, bench.source('home').part]) await list.pages.last.answer([]);
    assert.equal(bench.recent.isReading, false);
    assert.deepEqual(bench.ids, ['a', 'b', 'c']);
    assert.equal(bench.recent.hasOlderJobs, true);
  });

  it('are not read again within a minute, even if the other view read them', async () => {
    bench.accounts.set([connection('work')]);
    const { all, part } = bench.source('work');
    await bench.account('work').sources();
    void bench.account('work').folder(bench.source('work'), all).loadMore();
    await all.pages.last.answer([done('a')]);
    await bench.open();
    assert.deepEqual(bench.asked(all, part), [1, 1]);
    await part.pages.last.answer([]);
    await bench.clock.pass(60_000);
    bench.recent.close();
    await bench.open();
    assert.deepEqual(bench.asked(all, part), [1, 1]);
    await bench.clock.pass(1);
    bench.recent.readStale();
    await settled();
    assert.deepEqual(bench.asked(all, part), [2, 1]);
  });

  it('are read at once by Refresh, with prompts', async () => {
    bench.accounts.set([connection('work')]);
    const { all, part } = bench.source('work');
    await bench.open();
    await all.pages.last.answer([]);
    await part.pages.last.answer([]);
    void bench.recent.refresh();
    await settled();
    assert.deepEqual(bench.asked(all, part), [2, 1]);
    assert.equal(all.pages.last.mayPrompt, true);
    await all.pages.last.answer([]);
    assert.deepEqual(bench.asked(all, part), [2, 2]);
  });

  it('wait for nothing and change nothing once closed', async () => {
    bench.accounts.set([connection('work')]);
    const { all, part } = bench.source('work');
    await bench.open();
    let changes = 0;
    bench.recent.close();
    bench.recent.onDidChange(() => changes++);
    assert.equal(all.pages.last.signal.aborted, true);
    assert.equal(bench.recent.isReading, false);
    await all.pages.last.answer([done('a')]);
    bench.accounts.set([connection('work'), connection('more')]);
    bench.recent.readStale();
    await bench.recent.loadMore();
    await settled();
    assert.deepEqual(bench.asked(all, part, bench.source('more').all), [1, 0, 0]);
    assert.equal(changes, 0);
    assert.deepEqual(bench.ids, []);
  });

  it('do not cancel the read of a list that the user opened in the other view', async () => {
    bench.accounts.set([connection('work')]);
    const { all } = bench.source('work');
    await bench.account('work').sources();
    void bench.account('work').folder(bench.source('work'), all).loadMore();
    await bench.open();
    assert.deepEqual(bench.asked(all), [1]);
    bench.recent.close();
    assert.equal(all.pages.last.signal.aborted, false);
  });

  it('include only the newest page of a list with several pages read', async () => {
    bench.accounts.set([connection('work')]);
    bench.pageSize = 2;
    const { all, part } = bench.source('work');
    await bench.open();
    await all.pages.last.answer([1, 2, 3].map((day) => done(`day ${day}`, { createdAt: day })));
    await part.pages.last.answer([]);
    assert.deepEqual(bench.ids, ['day 2', 'day 3']);
    assert.equal(bench.recent.hasOlderJobs, true);
  });

  it('are those that match the filter', async () => {
    bench.accounts.set([connection('work')]);
    const { all, part } = bench.source('work');
    await bench.open();
    await all.pages.last.answer([done('a'), done('b', { phase: 'failed' })]);
    await part.pages.last.answer([]);
    let changes = 0;
    bench.recent.onDidChange(() => changes++);
    bench.filter.set(new JobFilter({ ...noCriteria, phases: ['failed'] }, () => bench.clock.now()));
    assert.deepEqual([bench.ids, bench.recent.isFiltered, changes], [['b'], true, 1]);
  });

  it('do not include those of saved copies', async () => {
    bench.accounts.set([{ ...connection('copy'), kind: 'copy' }]);
    await bench.open();
    assert.deepEqual(bench.asked(bench.source('copy').all), [0]);
    assert.equal(bench.recent.hasConnections, false);
  });

  it('list a job once if two connections to the same AWS account have it', async () => {
    for (const id of ['work', 'home']) bench.identities.set(id, '111122223333');
    await bench.open();
    for (const id of ['work', 'home']) {
      await bench.source(id).all.pages.last.answer([done('a')]);
      await bench.source(id).part.pages.last.answer([]);
    }
    assert.deepEqual(
      bench.recent.jobs.map(({ account, job }) => [account.connection.id, job.id]),
      [['work', 'a']],
    );
  });

  it('come from the ten most recently changed of many lists, and from ten more by Load More', async () => {
    bench.accounts.set([connection('work')]);
    const root = withLists('work');
    const lists = Array.from({ length: 23 }, (_, index) => listChangedAt(`list ${index}`, index));
    await bench.open();
    await root.pages.last.answer(lists, 'token');
    const answer = async () => {
      await settled();
      for (let open; (open = lists.find(({ pages }) => pages.asked.length === 1 && !answered.has(pages)));) {
        answered.add(open.pages);
        await open.pages.last.answer([done(open.id)]);
      }
    };
    const answered = new Set<unknown>();
    await answer();
    assert.deepEqual(bench.recent.progress, { read: 10, known: 10, hasMore: true });
    assert.deepEqual(
      bench.ids,
      lists
        .slice(13)
        .map(({ id }) => id)
        .sort(),
    );
    void bench.recent.loadMore();
    await answer();
    assert.deepEqual(bench.recent.progress, { read: 20, known: 20, hasMore: true });
    // The next ten include the next page of lists.
    void bench.recent.loadMore();
    await answer();
    assert.deepEqual(root.pages.tokens, [undefined, 'token']);
    lists.push(new ScriptedBranch('last'));
    await root.pages.last.answer(lists.slice(-1));
    await answer();
    assert.deepEqual(bench.recent.progress, { read: 24, known: 24, hasMore: false });
    assert.equal(bench.recent.isReading, false);
  });

  it('come from lists at any depth, but not from those whose jobs a fixed list repeats', async () => {
    bench.accounts.set([connection('work')]);
    const root = withLists('work');
    const [inner, everything] = [new ScriptedBranch('inner'), new ScriptedBranch('everything')];
    const outer = new ScriptedBranch('outer');
    const withFixed = new ScriptedBranch('with fixed', { fixed: [everything] });
    await bench.open();
    await root.pages.last.answer([outer, withFixed]);
    await outer.pages.last.answer([inner]);
    await inner.pages.last.answer([done('a')]);
    await everything.pages.last.answer([done('b')]);
    assert.deepEqual(bench.ids, ['a', 'b']);
    assert.deepEqual(bench.asked(withFixed), [0]);
    assert.deepEqual(bench.recent.progress, { read: 2, known: 2, hasMore: false });
  });

  it('continue a cancelled read by Load More, without more lists', async () => {
    bench.accounts.set([connection('work')]);
    const root = withLists('work');
    const lists = Array.from({ length: 11 }, (_, index) => new ScriptedBranch(`list ${index}`));
    await bench.open();
    await root.pages.last.answer(lists);
    await lists[0]?.pages.last.answer([]);
    bench.recent.cancel();
    assert.equal(bench.recent.isReading, false);
    assert.deepEqual(bench.recent.progress, { read: 1, known: 10, hasMore: true });
    void bench.recent.loadMore();
    await settled();
    assert.deepEqual(bench.asked(...lists.slice(0, 3)), [1, 2, 0]);
    assert.deepEqual(bench.recent.progress, { read: 1, known: 10, hasMore: true });
  });

  it('name a connection that cannot be read, stop requesting it, and read the others', async () => {
    const { all, part } = bench.source('work');
    await bench.open();
    await all.pages.last.fail(signedOut);
    await bench.source('home').all.pages.last.answer([done('a')]);
    await bench.source('home').part.pages.last.answer([]);
    assert.deepEqual(
      bench.recent.unread.map(({ account, failure }) => [account.connection.id, failure.kind]),
      [['work', 'credentials']],
    );
    assert.deepEqual(bench.ids, ['a']);
    bench.recent.close();
    await bench.open();
    assert.deepEqual(bench.asked(all, part), [1, 0], 'Credentials are tried again by the user or when they change.');
    assert.deepEqual(bench.recent.progress, { read: 2, known: 2, hasMore: false });
    void bench.recent.retry(bench.account('work'));
    await settled();
    assert.deepEqual(bench.asked(all, part), [2, 0]);
    assert.equal(all.pages.last.mayPrompt, true);
    await all.pages.last.answer([done('b')]);
    await part.pages.last.answer([]);
    assert.deepEqual([bench.recent.unread, bench.ids], [[], ['a', 'b']]);
  });

  it('read a connection again whose credentials work again', async () => {
    const { all, part } = bench.source('work');
    await bench.open();
    await all.pages.last.fail(signedOut);
    void bench.account('work').reconnect();
    await settled();
    await all.pages.last.answer([done('a')]);
    await part.pages.last.answer([done('b')]);
    assert.deepEqual([bench.recent.unread, bench.ids], [[], ['a', 'b']]);
  });

  it('continue with the next list when one fails, and retry it when opened again', async () => {
    bench.accounts.set([connection('work')]);
    const { all, part } = bench.source('work');
    await bench.open();
    await all.pages.last.fail(denied);
    await part.pages.last.answer([done('a')]);
    assert.deepEqual(
      bench.recent.unread.map(({ failure }) => failure.kind),
      ['denied'],
    );
    assert.deepEqual(bench.ids, ['a']);
    bench.recent.readStale();
    await settled();
    assert.deepEqual(bench.asked(all, part), [1, 1]);
    bench.recent.close();
    await bench.open();
    assert.deepEqual(bench.asked(all, part), [2, 1]);
  });

  it('name a connection that cannot connect', async () => {
    bench.accounts.set([connection('work')]);
    bench.connect = () => Promise.reject(denied);
    await bench.open();
    assert.deepEqual(
      bench.recent.unread.map(({ failure }) => failure.kind),
      ['denied'],
    );
    bench.connect = (source) => Promise.resolve([source]);
    void bench.recent.retry(bench.account('work'));
    await settled();
    assert.deepEqual(bench.recent.unread, []);
    assert.deepEqual(bench.asked(bench.source('work').all), [1]);
  });

  it('request one list of a service after its end of support, and do not report that as a failure', async () => {
    bench.accounts.set([connection('work')]);
    const { all, part } = bench.source('work');
    await bench.open();
    await all.pages.last.fail(ended);
    bench.recent.close();
    await bench.open();
    assert.deepEqual(bench.asked(all, part), [1, 0]);
    assert.deepEqual(bench.recent.unread, []);
    assert.deepEqual(bench.recent.progress, { read: 0, known: 0, hasMore: false });
    assert.equal(bench.recent.isReading, false);
  });

  it('follow connections that are added and removed', async () => {
    bench.accounts.set([connection('work')]);
    await bench.open();
    await bench.source('work').all.pages.last.answer([done('a')]);
    await bench.source('work').part.pages.last.answer([]);
    let changes = 0;
    bench.recent.onDidChange(() => changes++);
    bench.accounts.set([connection('home')]);
    await settled();
    assert.deepEqual(bench.ids, []);
    assert.ok(changes > 0);
    await bench.source('home').all.pages.last.answer([done('b')]);
    assert.deepEqual(bench.ids, ['b']);
  });
});
