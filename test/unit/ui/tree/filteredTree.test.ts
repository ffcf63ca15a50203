import assert from 'node:assert/strict';
import { JobFilter, noCriteria, type FilterCriteria } from '../../../../src/core/find/jobFilter';
import { ServiceError } from '../../../../src/core/failures/failure';
import type { FolderNode, Node } from '../../../../src/ui/tree/nodes';
import { aJob } from '../../../support/jobs';
import { TreeBench } from './treeBench';

describe('The tree with a filter', () => {
  let bench: TreeBench;
  let drawn: (readonly string[])[];
  TreeBench.forEach((made) => {
    bench = made;
  });
  const failed = aJob('a', { phase: 'failed', status: 'FAILED', createdAt: 3 });
  const running = aJob('b', { createdAt: 2 });

  beforeEach(async () => {
    await bench.open();
    await bench.expand(bench.idOf('all'));
    await bench.source.all.pages.last.answer([failed, running], 'token 1');
    await bench.pass();
    drawn = [];
    bench.tree.onDidChangeTreeData((rows) => drawn.push((rows ?? []).map(({ id }) => id)));
  });
  afterEach(() => {
    assert.deepEqual(bench.view.errors, []);
  });

  async function set(criteria: Partial<FilterCriteria> | undefined): Promise<void> {
    bench.filter.set(criteria && new JobFilter({ ...noCriteria, ...criteria }, () => bench.clock.now()));
    await bench.pass();
  }

  /** Returns the rows of the list: the ids of jobs, and the kinds of others. */
  function rows(): readonly string[] {
    return bench.tree.getChildren(listRow()).map((node) => (node.kind === 'job' ? node.key : node.kind));
  }

  function listRow(): FolderNode {
    return bench.tree.branchRow(bench.account, bench.source, 'all') ?? assert.fail('The list has no row.');
  }

  it('shows only matching jobs, and that more may match', async () => {
    await set({ phases: ['failed'] });
    assert.deepEqual(rows(), ['ses/a', 'more']);
    assert.deepEqual(drawn, [[bench.idOf('all')]], 'Other rows stay as they are.');
    await set(undefined);
    assert.deepEqual(rows(), ['ses/a', 'ses/b', 'more']);
  });

  it('keeps the objects of rows, by which VS Code knows expansion and selection', async () => {
    const before = bench.tree.getChildren(listRow());
    await set({ phases: ['cancelled'] });
    await set(undefined);
    const after = bench.tree.getChildren(listRow());
    assert.ok(before.every((node: Node, index) => node === after[index]));
  });

  it('says that nothing matches, and offers to load all while there is more', async () => {
    await set({ phases: ['cancelled'] });
    assert.deepEqual(rows(), ['empty', 'all', 'more']);
    void listRow().folder.loadMore();
    await bench.source.all.pages.last.answer([aJob('c', { createdAt: 1 })]);
    await bench.pass();
    assert.deepEqual(rows(), ['empty']);
  });

  it('does not offer to load all of a service that it excludes', async () => {
    await set({ services: ['pinpoint'] });
    assert.deepEqual(rows(), ['empty', 'more']);
  });

  it('keeps the row of a failure', async () => {
    await set({ phases: ['cancelled'] });
    void listRow().folder.loadMore();
    await bench.source.all.pages.last.fail(new ServiceError({ kind: 'throttled' }));
    await bench.pass();
    assert.deepEqual(rows(), ['empty', 'failure', 'all', 'more']);
  });

  it('follows jobs that begin or cease to match', async () => {
    await set({ phases: ['failed'] });
    drawn = [];
    bench.change({ ...running, phase: 'failed', status: 'FAILED' });
    await bench.pass();
    assert.deepEqual(rows(), ['ses/a', 'ses/b', 'more']);
    assert.ok(drawn.flat().includes(bench.idOf('all')));
    bench.change({ ...failed, phase: 'succeeded' });
    await bench.pass();
    assert.deepEqual(rows(), ['ses/b', 'more']);
  });

  it('has no row for a job that it hides', async () => {
    assert.ok(bench.tree.jobRow(bench.account, failed.key) !== undefined);
    await set({ text: 'other' });
    assert.equal(bench.tree.jobRow(bench.account, failed.key), undefined);
    assert.ok(bench.tree.isHidden(bench.account, failed.key));
    assert.ok(!bench.tree.isHidden(bench.account, 'ses/unknown'));
  });
});
