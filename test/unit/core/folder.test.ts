import assert from 'node:assert/strict';
import { ServiceError } from '../../../src/core/failures/failure';
import { Folder } from '../../../src/core/jobs/folder';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { FakeClock } from '../../support/fakeClock';
import { aJob, countsOf } from '../../support/jobs';
import { ScriptedBranch } from './scriptedSource';
import { nextSentAs } from '../../support/sentAs';

describe('Folder', () => {
  let store: JobStore;
  let branch: ScriptedBranch;
  let folder: Folder;
  let changes: Folder[];
  let clock: FakeClock;

  beforeEach(() => {
    store = new JobStore();
    clock = new FakeClock();
    changes = [];
    branch = new ScriptedBranch('list');
    folder = folderOf(branch);
  });

  function folderOf(of: ScriptedBranch): Folder {
    return new Folder({
      connectionId: 'work',
      branch: of,
      store,
      now: () => clock.now(),
      onChange: (changed) => changes.push(changed),
    });
  }

  const ids = (of = folder) => of.jobs.map(({ id }) => id);
  const dated = (id: string, createdAt: number) => aJob(id, { createdAt });

  it('shows jobs newest first in any order of arrival, those without a date last', async () => {
    void folder.loadMore();
    await branch.pages.last.answer([dated('old', 1), aJob('undated'), dated('new', 3)], 'token 1');
    void folder.loadMore();
    await branch.pages.last.answer([aJob('undated too'), dated('between', 2)]);
    assert.deepEqual(ids(), ['new', 'between', 'old', 'undated', 'undated too']);
  });

  it('shows fixed branches first, then the others in the service’s order', async () => {
    const fixed = [new ScriptedBranch('fixed')];
    const mixed = new ScriptedBranch('mixed', { fixed });
    folder = folderOf(mixed);
    assert.deepEqual(folder.branches, fixed);
    void folder.loadMore();
    const [first, second] = [new ScriptedBranch('z'), new ScriptedBranch('a')];
    await mixed.pages.last.answer([first, dated('job', 1), second]);
    assert.deepEqual(folder.branches, [...fixed, first, second]);
    assert.deepEqual(ids(), ['job']);
    assert.equal(folder.readCount, 3, 'Those that are always there were not read.');
  });

  it('follows the tokens to the end', async () => {
    void folder.loadAll(new AbortController().signal, () => undefined);
    await branch.pages.last.answer([dated('c', 3)], 'token 1');
    await branch.pages.last.answer([], 'token 2');
    await branch.pages.last.answer([dated('b', 2)]);
    assert.deepEqual(branch.pages.tokens, [undefined, 'token 1', 'token 2']);
    assert.deepEqual([folder.state.kind, folder.hasMore, ids()], ['complete', false, ['c', 'b']]);
  });

  it('shares a job with its other lists', async () => {
    const otherBranch = new ScriptedBranch('other');
    const other = folderOf(otherBranch);
    void folder.loadMore();
    await branch.pages.last.answer([aJob('shared', { processed: 1 })]);
    void other.loadMore();
    await otherBranch.pages.last.answer([aJob('shared', { processed: 2 })]);
    assert.equal(store.jobsOf('work').length, 1);
    assert.deepEqual(folder.jobs[0]?.counts, countsOf(2));
    assert.equal(folder.jobs[0], other.jobs[0]);
  });

  it('keeps its items when a page fails, reports why, and retries the same page', async () => {
    void folder.loadMore();
    await branch.pages.last.answer([dated('a', 1)], 'token 1');
    void folder.loadMore();
    const throttled = new ServiceError({ kind: 'throttled' });
    await branch.pages.last.fail(throttled);
    assert.deepEqual([ids(), folder.failure], [['a'], throttled.failure]);
    void folder.retry();
    assert.equal(folder.failure, undefined);
    assert.equal(branch.pages.last.token, 'token 1');
  });

  it('drops items that a refresh did not find from the list but not from the store, since other lists may have them', async () => {
    void folder.loadMore();
    await branch.pages.last.answer([dated('a', 1), dated('gone', 2)]);
    void folder.refresh();
    await branch.pages.last.answer([dated('a', 1), dated('new', 3)]);
    assert.deepEqual(ids(), ['new', 'a']);
    assert.equal(store.jobsOf('work').length, 3);
  });

  it('does not let a slow page override newer state', async () => {
    void folder.loadMore();
    const read = nextSentAs();
    store.put('work', [aJob('a', { phase: 'succeeded', status: 'COMPLETED' })], read);
    await branch.pages.last.answer([aJob('a')]);
    assert.equal(folder.jobs[0]?.status, 'COMPLETED');
  });

  it('ignores a response superseded by a refresh, in the store and the list', async () => {
    void folder.loadMore();
    const late = branch.pages.last;
    void folder.refresh();
    assert.equal(late.signal.aborted, true);
    await late.answer([dated('late', 1)], 'late token');
    assert.deepEqual(store.jobsOf('work'), []);
    assert.equal(folder.isRead, false);
  });

  it('ignores a response after being disposed, and does not notify', async () => {
    void folder.loadMore();
    const before = changes.length;
    folder.dispose();
    assert.equal(branch.pages.last.signal.aborted, true);
    await branch.pages.last.answer([dated('late', 1)]);
    assert.deepEqual(store.jobsOf('work'), []);
    assert.deepEqual([folder.isRead, ids(), changes.length], [false, [], before]);
    await folder.loadMore();
    await folder.refresh();
    assert.equal(branch.pages.asked.length, 1);
  });

  it('uses the latest description of its branch', async () => {
    const renamed = new ScriptedBranch('list', { label: 'Another name' });
    folder.update(renamed);
    assert.equal(folder.branch.label, 'Another name');
    void folder.loadMore();
    await renamed.pages.last.answer([dated('a', 1)]);
    assert.deepEqual(ids(), ['a']);
    assert.equal(branch.pages.asked.length, 0);
  });

  it('is old a while after it was read, and when the clock was set back to before', async () => {
    const minute = 60_000;
    assert.equal(folder.isOlderThan(minute), false, 'never read');
    void folder.loadMore();
    await branch.pages.last.answer([]);
    clock.leap(minute);
    assert.equal(folder.isOlderThan(minute), false);
    clock.leap(1);
    assert.equal(folder.isOlderThan(minute), true);
    clock.leap(-60 * minute);
    assert.equal(folder.isOlderThan(minute), true);
  });

  describe('with a job seen elsewhere', () => {
    /** Adds it to the store first, like the product. */
    function insert(...jobs: readonly ReturnType<typeof aJob>[]): void {
      store.put('work', jobs, nextSentAs());
      changes = [];
      folder.insertJobs(jobs);
    }

    it('ignores it before the first page was read, which will have it', () => {
      insert(dated('new', 9));
      assert.deepEqual([ids(), changes], [[], []]);
    });

    it('shows it and notifies once, when fully loaded', async () => {
      void folder.loadMore();
      await branch.pages.last.answer([dated('a', 5)]);
      insert(dated('new', 9), dated('old', 1), aJob('undated'));
      assert.deepEqual(ids(), ['new', 'a', 'old', 'undated']);
      assert.deepEqual(changes, [folder]);
    });

    it('shows it in an empty list', async () => {
      void folder.loadMore();
      await branch.pages.last.answer([]);
      insert(dated('first', 1));
      assert.deepEqual(ids(), ['first']);
    });

    it('shows it only above pages not read yet', async () => {
      void folder.loadMore();
      await branch.pages.last.answer([dated('a', 5), dated('b', 3)], 'token 1');
      insert(dated('new', 9), dated('between', 4), dated('as old', 3), dated('older', 1), aJob('undated'));
      assert.deepEqual(ids(), ['new', 'a', 'between', 'b']);
      void folder.loadMore();
      await branch.pages.last.answer([dated('as old', 3), dated('older', 1)]);
      assert.deepEqual(ids(), ['new', 'a', 'between', 'b', 'as old', 'older']);
    });

    it('does not notify when it already has it', async () => {
      void folder.loadMore();
      await branch.pages.last.answer([dated('a', 5)]);
      insert(dated('a', 5));
      assert.deepEqual([ids(), changes], [['a'], []]);
    });

    it('removes deleted jobs, and notifies if it had one', async () => {
      void folder.loadMore();
      await branch.pages.last.answer([dated('a', 5), dated('b', 3)]);
      changes = [];
      folder.removeJobs([aJob('a').key, aJob('elsewhere').key]);
      assert.deepEqual([ids(), changes], [['b'], [folder]]);
      folder.removeJobs([aJob('elsewhere').key]);
      assert.equal(changes.length, 1);
    });
  });
});
