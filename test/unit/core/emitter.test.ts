import assert from 'node:assert/strict';
import { ServiceError } from '../../../src/core/failures/failure';
import { Emitter } from '../../../src/core/base/emitter';
import { Folder } from '../../../src/core/jobs/folder';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { aJob } from '../../support/jobs';
import { nextSentAs } from '../../support/sentAs';
import { AccountBench, running } from './accountBench';
import { ScriptedBranch } from './scriptedSource';

describe('A listener that throws', () => {
  const mistake = new TypeError('a mistake');
  const throws = () => {
    throw mistake;
  };
  let reported: unknown[];
  const report = (error: unknown) => reported.push(error);

  beforeEach(() => {
    reported = [];
  });

  it('does not affect other listeners, and is reported once', () => {
    const emitter = new Emitter<number>(report);
    const heard: number[] = [];
    emitter.listen((value) => heard.push(value));
    emitter.listen(throws);
    emitter.listen((value) => heard.push(-value));
    emitter.fire(1);
    assert.deepEqual([heard, reported], [[1, -1], [mistake]]);
  });

  it('stops neither the store nor its caller', () => {
    const store = new JobStore(report);
    store.onDidChange(throws);
    store.onDidSee(throws);
    let changes = 0;
    store.onDidChange(() => changes++);
    store.put('work', [aJob('a'), aJob('b')], nextSentAs());
    assert.deepEqual([store.jobsOf('work').length, changes, reported], [2, 1, [mistake, mistake]]);
  });

  it('stops no list, at any notification', async () => {
    for (const throwing of [1, 2, 3]) {
      reported = [];
      let notifications = 0;
      const branch = new ScriptedBranch('branch');
      const folder = new Folder({
        connectionId: 'work',
        branch,
        store: new JobStore(),
        now: Date.now,
        onChange: () => (++notifications === throwing ? throws() : undefined),
        report,
      });
      const first = folder.loadMore();
      assert.equal(branch.pages.asked.length, 1);
      await branch.pages.last.answer([aJob('a')], 'token');
      await first;
      assert.deepEqual(folder.state, { kind: 'idle' });
      const second = folder.loadMore();
      await branch.pages.last.answer([aJob('b')]);
      await second;
      assert.deepEqual([folder.state.kind, folder.jobs.length, reported], ['complete', 2, [mistake]]);
    }
  });

  it('of an account fails no read and stops no polling', async () => {
    const bench = new AccountBench({ onPoll: throws, onCredentialError: throws, onFolderChange: throws, report });
    const list = await bench.read(bench.source.all, [running('a')]);
    assert.equal(list.jobs.length, 1);
    const read = assert.rejects(bench.account.getJob(aJob('b')), ServiceError);
    await bench.clock.pass(0);
    await bench.source.gets.last.fail(new ServiceError({ kind: 'credentials', reason: 'signInExpired' }));
    await read;
    const again = bench.account.getJob(aJob('b'));
    await bench.clock.pass(0);
    await bench.source.gets.last.answer(aJob('b'));
    assert.equal((await again).id, 'b');
    reported = [];
    await bench.clock.pass(5_000);
    await bench.source.looks.last.answer([running('a')]);
    assert.deepEqual(reported, [mistake], 'That of the poll.');
    await bench.clock.pass(10_000);
    assert.equal(bench.source.looks.asked.length, 2);
    bench.stop();
  });
});
