import assert from 'node:assert/strict';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { Watching } from '../../support/watching';

describe('A long list, shown in pages of fifty', () => {
  let files: OwnAwsFiles;
  let watching: Watching;

  beforeEach(async () => {
    files = await OwnAwsFiles.make();
    // Two thirds of the jobs of SES are in the suppression list.
    watching = new Watching({ ses: 1125, pinpoint: 750, pageSize: 50 });
  });

  afterEach(async () => {
    watching.account.dispose();
    await files.takeAway();
  });

  for (const [operation, ...list] of [
    ['ListImportJobs', 'ses', 'Suppression list'],
    ['GetImportJobs', 'pinpoint', 'Many', 'All import jobs'],
    ['GetSegmentImportJobs', 'pinpoint', 'Many', 'Segment 0'],
  ] as const) {
    it(`is loaded and refreshed on AWS’s largest pages: ${operation}`, async () => {
      const [service, ...labels] = list;
      const folder = await watching.open(service, ...labels);
      assert.equal(folder.readCount, 50);
      watching.many.count();
      await folder.loadAll(new AbortController().signal, () => undefined);
      assert.deepEqual([folder.readCount, watching.many.count()], [750, { [operation]: 7 }]);

      const counts: number[] = [];
      await folder.refresh({ onPage: (count) => counts.push(count) });
      assert.deepEqual(watching.many.count(), { [operation]: 8 });
      assert.deepEqual(counts, [100, 200, 300, 400, 500, 600, 700, 750]);

      const abort = new AbortController();
      await folder.refresh({
        signal: abort.signal,
        onPage: () => {
          abort.abort();
        },
      });
      assert.deepEqual(
        [folder.readCount, folder.state, watching.many.count()],
        [750, { kind: 'complete' }, { [operation]: 1 }],
      );
    });
  }

  it('keeps its length when a refresh follows its first page', async () => {
    const folder = await watching.open('ses', 'Suppression list');
    watching.many.count();
    await folder.refresh();
    assert.deepEqual([folder.readCount, watching.many.count()], [50, { ListImportJobs: 1 }]);
    await folder.loadMore();
    assert.deepEqual([folder.readCount, watching.many.count()], [100, { ListImportJobs: 1 }]);
  });
});
