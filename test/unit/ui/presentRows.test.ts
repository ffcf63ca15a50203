import assert from 'node:assert/strict';
import { Folder } from '../../../src/core/jobs/folder';
import { JobStore } from '../../../src/core/jobs/jobStore';
import type { AccountNode, FolderNode } from '../../../src/ui/tree/nodes';
import { presentRows } from '../../../src/ui/tree/presentRows';
import { AccountBench } from '../core/accountBench';
import { ScriptedBranch } from '../core/scriptedSource';

describe('presentRows', () => {
  let bench: AccountBench;
  AccountBench.forEach((made) => {
    bench = made;
  });

  const folderOf = (branch: ScriptedBranch) =>
    new Folder({ connectionId: 'work', branch, store: new JobStore(), now: () => 0, onChange: () => undefined });

  it('leaves out rows that a later read of their list no longer had, and all rows below them', async () => {
    const account: AccountNode = { kind: 'account', id: 'work', account: bench.account };
    const rowOf = (folder: Folder, parent: AccountNode | FolderNode): FolderNode => {
      return {
        kind: 'folder',
        id: `${parent.id}/${folder.branch.id}`,
        account: bench.account,
        source: bench.source,
        folder,
        parent,
      };
    };
    const [service, app, segment, list] = ['service', 'app', 'segment', 'list'].map((id) => new ScriptedBranch(id));
    assert.ok(service !== undefined && app !== undefined && segment !== undefined && list !== undefined);
    const [services, apps, segments, lists] = [service, app, segment, list].map(folderOf);
    assert.ok(services !== undefined && apps !== undefined && segments !== undefined && lists !== undefined);
    for (const [folder, of, below] of [
      [services, service, app],
      [apps, app, segment],
      [segments, segment, list],
    ] as const) {
      void folder.loadMore();
      await of.pages.last.answer([below]);
    }
    const top = rowOf(services, account);
    const second = rowOf(apps, top);
    const third = rowOf(segments, second);
    const rows = [top, second, third, rowOf(lists, third)];
    assert.deepEqual(presentRows(rows), rows);

    void apps.refresh();
    await app.pages.last.answer([]);
    assert.deepEqual(presentRows(rows), [top, second]);
  });
});
