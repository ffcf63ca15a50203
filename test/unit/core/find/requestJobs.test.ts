import assert from 'node:assert/strict';
import { isMissing, requestJobs } from '../../../../src/core/find/requestJobs';
import { readAllLists, readOpenLists } from '../../../../src/core/find/furtherReads';
import { ServiceError } from '../../../../src/core/failures/failure';
import { aJob } from '../../../support/jobs';
import { settled } from '../scriptedPages';
import { TreeBench } from '../../ui/tree/treeBench';

describe('Find', () => {
  let bench: TreeBench;
  let abort: AbortController;
  TreeBench.forEach((made) => {
    bench = made;
    abort = new AbortController();
  });

  describe('requests a job', () => {
    const request = (reference: object) =>
      requestJobs([{ service: 'ses', id: 'x', ...reference }], bench.accounts.all, {
        signal: abort.signal,
        identityOf: () => '111122223333',
        jobsOf: (connectionId) => bench.store.jobsOf(connectionId),
      });

    it('in each known scope until one has it, once the lists are read, and stores it', async () => {
      for (const scope of ['one', 'two', 'three']) bench.change(aJob('other', { scope }));
      Object.assign(bench.source.all, { scope: 'one' });
      const requesting = request({ isScoped: true });
      await bench.pass();
      assert.equal(bench.source.gets.asked.length, 0);
      await bench.source.root.pages.last.answer([]);
      await bench.source.gets.last.fail(new ServiceError({ kind: 'notFound' }));
      await bench.pass();
      const job = aJob('x', { scope: 'two' });
      await bench.source.gets.last.answer(job);
      const { found, failures } = await requesting;
      assert.deepEqual([found.map((each) => each.job), failures], [[job], []]);
      assert.deepEqual(
        bench.source.gets.asked.map(({ what }) => what.scope),
        ['one', 'two'],
      );
      assert.equal(bench.store.get('work', job.key), job);
    });

    it('in one scope if any works', async () => {
      await bench.open();
      for (const scope of ['one', 'two']) bench.change(aJob('other', { scope }));
      const requesting = request({ isScoped: true, needsAnyScope: true });
      await bench.pass();
      await bench.source.gets.last.fail(new ServiceError({ kind: 'notFound' }));
      assert.deepEqual(await requesting, { found: [], failures: [] });
      assert.equal(bench.source.gets.asked.length, 1);
    });

    it('and says of a connection that it could not ask why', async () => {
      const failure = { kind: 'credentials', reason: 'signInExpired' } as const;
      for (const requests of [1, 0]) {
        const before = bench.source.gets.asked.length;
        const requesting = request({});
        await bench.pass();
        assert.equal(bench.source.gets.asked.length - before, requests);
        if (requests > 0) await bench.source.gets.last.fail(new ServiceError(failure));
        const requested = await requesting;
        assert.deepEqual(
          requested.failures.map((each) => each.failure),
          [failure],
        );
        assert.equal(isMissing(requested), false);
      }
    });

    it('and says why the scopes are unknown', async () => {
      const requesting = request({ isScoped: true });
      await bench.pass();
      await bench.source.root.pages.last.fail(new ServiceError({ kind: 'denied' }));
      const { failures } = await requesting;
      assert.deepEqual(
        failures.map(({ failure }) => failure.kind),
        ['denied'],
      );
    });

    it('not in another region or account', async () => {
      await request({ region: 'us-east-1' });
      await request({ accountId: '444455556666' });
      assert.equal(bench.source.gets.asked.length, 0);
    });

    it('and returns a failure, unless the job does not exist', async () => {
      const end = { label: '', sentence: '', stillAvailable: '', migrationGuide: '' };
      for (const [failure, kinds, missing] of [
        [{ kind: 'denied' }, ['denied'], false],
        [{ kind: 'notFound' }, [], true],
        // Of a service whose support ended, AWS says the same of every job.
        [{ kind: 'serviceEnded', end }, ['serviceEnded'], true],
      ] as const) {
        const requesting = request({ region: 'eu-west-1', accountId: '111122223333' });
        await bench.pass();
        await bench.source.gets.last.fail(new ServiceError(failure));
        const requested = await requesting;
        assert.deepEqual(
          requested.failures.map((each) => each.failure.kind),
          kinds,
        );
        assert.equal(isMissing(requested), missing);
      }
    });

    it('and none after it is closed', async () => {
      await bench.open();
      for (const scope of ['one', 'two']) bench.change(aJob('other', { scope }));
      const requesting = request({ isScoped: true });
      await bench.pass();
      abort.abort();
      assert.ok(bench.source.gets.last.signal.aborted);
      await bench.source.gets.last.fail(new ServiceError({ kind: 'cancelled' }));
      assert.deepEqual(await requesting, { found: [], failures: [] });
      assert.equal(bench.source.gets.asked.length, 1);
    });
  });

  describe('reads further pages', () => {
    let pages: number;
    const how = () => ({ signal: abort.signal, onPage: () => (pages += 1) });
    const list = () => bench.account.folder(bench.source, bench.source.all);

    beforeEach(async () => {
      pages = 0;
      await bench.open();
      await bench.expand(bench.idOf('all'));
      await bench.source.all.pages.last.answer([aJob('a')], 'token 1');
      await bench.pass();
    });

    it('of open lists, in the background, until it is closed', async () => {
      const reading = readOpenLists(bench.tree.openFolders(), how());
      await settled();
      assert.equal(bench.source.all.pages.last.mayPrompt, false);
      await bench.source.all.pages.last.answer([aJob('b')], 'token 2');
      assert.deepEqual([pages, bench.source.all.pages.tokens], [1, [undefined, 'token 1', 'token 2']]);
      abort.abort();
      await reading;
      assert.ok(bench.source.all.pages.last.signal.aborted);
      assert.equal(bench.source.all.pages.asked.length, 3);
      assert.deepEqual([list().readCount, list().hasMore, list().failure], [2, true, undefined]);
      assert.equal(bench.source.part.pages.asked.length, 0, 'The other list is not open.');
    });

    it('after a read of the user’s, which closing does not cancel', async () => {
      void list().loadMore();
      const reading = readOpenLists([list()], how());
      abort.abort();
      assert.equal(bench.source.all.pages.last.signal.aborted, false);
      await bench.source.all.pages.last.answer([aJob('b')], 'token 2');
      await reading;
      assert.deepEqual([list().readCount, bench.source.all.pages.asked.length], [2, 2]);
    });

    it('of all lists, except those whose jobs another one has', async () => {
      Object.assign(bench.source.part, { isSubset: true });
      const reading = readAllLists(bench.accounts.all, how());
      await bench.pass();
      await bench.source.all.pages.last.answer([aJob('b')]);
      await reading;
      assert.deepEqual([list().readCount, bench.source.part.pages.asked.length], [2, 0]);
    });

    it('of all lists one after another, and none after it is closed', async () => {
      const reading = readAllLists(bench.accounts.all, how());
      await bench.pass();
      abort.abort();
      await reading;
      assert.equal(bench.source.part.pages.asked.length, 0);
    });
  });
});
