import assert from 'node:assert/strict';
import { backgroundPurpose, userPurpose } from '../../../src/core/base/request';
import type { Folder } from '../../../src/core/jobs/folder';
import { idsOf, Watching } from '../../support/watching';

const minute = 60_000;

describe('When the user returns', () => {
  let watching: Watching;

  beforeEach(() => {
    watching = new Watching({ ses: 250, pinpoint: 250, segments: 2 });
  });

  afterEach(() => {
    watching.account.dispose();
    assert.equal(watching.clock.pending, 0, 'a timer is left');
  });

  const open = async () => {
    const lists = [
      await watching.open('ses', 'Suppression list'),
      await watching.open('pinpoint', 'Many', 'All import jobs'),
    ] as const;
    await watching.settled();
    watching.many.count();
    return lists;
  };

  const back = async (folders: readonly Folder[] = watching.folders, purpose = userPurpose) => {
    watching.account.refreshStaleLists(folders, purpose);
    await watching.settled();
    return watching.many.count();
  };

  it('lists older than a minute are refreshed, with one request each', async () => {
    const [suppressed] = await open();
    await watching.clock.pass(minute + 1);
    watching.many.add('ses', 'new', watching.clock.now());
    assert.deepEqual(await back(), { ListImportJobs: 1, GetApps: 1, GetSegments: 1, GetImportJobs: 1 });
    assert.equal(idsOf(suppressed)[0], 'new');
    assert.deepEqual(await back(), {}, 'Now they are young.');
  });

  it('newer and unopened lists are not read', async () => {
    await open();
    await watching.clock.pass(minute);
    assert.deepEqual(await back(), {});
    await watching.clock.pass(24 * 60 * minute);
    assert.deepEqual(watching.many.count(), {}, 'Nothing is read while nobody comes.');
  });

  it('a refresh counts as a read, but not a load more, which does not read the first page', async () => {
    const [suppressed, all] = await open();
    await watching.clock.pass(minute);
    await suppressed.loadMore();
    await all.refresh();
    watching.many.count();
    await watching.clock.pass(1);
    assert.deepEqual(await back(), { ListImportJobs: 1, GetApps: 1, GetSegments: 1 });
  });

  it('rows of further pages stay, and can be continued', async () => {
    const [, all] = await open();
    await all.loadMore();
    watching.many.count();
    await watching.clock.pass(2 * minute);
    watching.many.add('pinpoint', 'new', watching.clock.now());
    await back();
    assert.equal(all.jobs.length, 201);
    assert.equal(idsOf(all)[0], 'new');
    await all.loadMore();
    assert.equal(new Set(idsOf(all)).size, 251);
    assert.equal(all.hasMore, false);
  });

  it('collapsed lists are not read until expanded', async () => {
    const [suppressed, all] = await open();
    await watching.clock.pass(minute + 1);
    assert.deepEqual(await back([suppressed]), { ListImportJobs: 1 });
    assert.deepEqual(await back([all]), { GetImportJobs: 1 });
    assert.deepEqual(await back([suppressed, all]), {});
  });

  it('lists are read in the background, unless the user expands one', async () => {
    await open();
    await watching.clock.pass(2 * minute);
    const seen: boolean[] = [];
    for (const { branch } of watching.folders) {
      const readPage = branch.readPage.bind(branch);
      Object.assign(branch, {
        readPage: (...args: Parameters<typeof readPage>) => {
          seen.push(args[1].mayPrompt);
          return readPage(...args);
        },
      });
    }
    await back(watching.folders, backgroundPurpose);
    assert.deepEqual(
      seen,
      watching.folders.map(() => false),
    );
  });

  it('a list that cannot be read keeps its rows, with a failure to retry', async () => {
    const [suppressed] = await open();
    const before = idsOf(suppressed);
    await watching.clock.pass(2 * minute);
    watching.many.fault = () => ({ status: 404, headers: { 'x-amzn-errortype': 'NotFoundException' }, body: '{}' });
    await back();
    assert.deepEqual([suppressed.failure?.kind, idsOf(suppressed)], ['notFound', before]);
    watching.many.fault = () => undefined;
    await suppressed.retry();
    assert.equal(suppressed.failure, undefined);
  });

  it('nothing is requested with a credential error', async () => {
    await open();
    await watching.clock.pass(2 * minute);
    watching.many.fault = () => ({ status: 403, headers: { 'x-amzn-errortype': 'ExpiredTokenException' }, body: '{}' });
    await back();
    await watching.clock.pass(2 * minute);
    assert.deepEqual(await back(), {});
  });

  it('a job that began meanwhile is found and polled from then on', async () => {
    await open();
    await watching.clock.pass(60 * minute);
    watching.many.add('ses', 'new', watching.clock.now());
    assert.deepEqual(watching.many.count(), {});
    await back();
    await watching.clock.pass(5_000);
    assert.deepEqual(watching.many.count(), { ListImportJobs: 1 });
  });
});
