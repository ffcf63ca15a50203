import assert from 'node:assert/strict';
import type { TreeItem } from 'vscode';
import { ServiceError } from '../../../../src/core/failures/failure';
import type { RecentRow } from '../../../../src/ui/recent/recentRows';
import { RecentTree } from '../../../../src/ui/recent/recentTree';
import { RowChanges } from '../../../../src/ui/tree/rowChanges';
import { FakeClock } from '../../../support/fakeClock';
import { OldTreeView } from '../../../support/oldTreeView';
import { nextSentAs } from '../../../support/sentAs';
import { done, running } from '../../core/accountBench';
import { connection, RecentBench } from '../../core/find/recentBench';
import { settled } from '../../core/scriptedPages';

const day = (date: number) => new Date(2026, 10, date, 9).getTime();
const signedOut = new ServiceError({ kind: 'credentials', reason: 'signInExpired' });

describe('The rows of the Recent view, in a VS Code that loses rows changed while it requests children', () => {
  let bench: RecentBench;
  /** Of VS Code. */
  let clock: FakeClock;
  let tree: RecentTree;
  let view: OldTreeView<RecentRow>;
  let changes: (readonly string[] | undefined)[];

  // Before the bench checks that no timer is left.
  afterEach(() => {
    bench.recent.close();
    tree.close();
    tree.dispose();
    assert.deepEqual(view.errors, []);
  });

  RecentBench.forEach((made) => {
    bench = made;
  });
  beforeEach(() => {
    bench.accounts.set([connection('work')]);
    clock = new FakeClock(undefined, async () => {
      // Changes of rows are fired two tasks later.
      for (let task = 0; task < 3; task++) await settled();
    });
    const items = {
      itemOf: ({ id }: RecentRow) => Object.assign(Object.create(null) as TreeItem, { id }),
      resolve: (item: TreeItem) => item,
      hasVisibleChange: () => true,
      lookOf: ({ kind }: RecentRow) => `${kind} ${bench.recent.progress.read}`,
    };
    tree = new RecentTree(bench.recent, bench.store, items, bench.clock, new RowChanges<RecentRow>(settled));
    changes = [];
    tree.onDidChangeTreeData((rows) => changes.push(rows?.map(({ kind }) => kind)));
    view = new OldTreeView<RecentRow>(tree, clock);
  });
  const pass = () => clock.pass(2_000);
  const rows = () => view.rows.map((row) => decodeURIComponent(row));

  async function open(): Promise<void> {
    bench.recent.open();
    tree.update();
    void view.show();
    await pass();
  }

  it('grow while lists are read, and say what is still to be read', async () => {
    const { all, part } = bench.source('work');
    await open();
    assert.deepEqual(rows(), ['more']);
    for (const date of ['2026-11-22', '2026-11-21']) void view.expand(`recent/${date}`);
    await all.pages.last.answer([done('a', { createdAt: day(22) })]);
    await pass();
    assert.deepEqual(rows(), ['2026-11-22', '  work ses/a', 'more']);
    await part.pages.last.answer([done('b', { createdAt: day(21) })]);
    await pass();
    assert.deepEqual(rows(), ['2026-11-22', '  work ses/a', '2026-11-21', '  work ses/b']);
  });

  it('are redrawn when the link of an upload expires, and when one expired while the view was closed', async () => {
    const { all, part } = bench.source('work');
    await open();
    const now = bench.clock.now();
    const waiting = (id: string, minutes: number) =>
      running(id, { createdAt: day(22), awaitsUpload: { until: now + minutes * 60_000 } });
    await all.pages.last.answer([waiting('a', 10), waiting('b', 20), waiting('c', 30)]);
    await part.pages.last.answer([]);
    await pass();
    changes = [];
    await bench.clock.pass(10 * 60_000);
    await pass();
    assert.deepEqual(changes, [['job']]);
    bench.recent.close();
    tree.close();
    assert.equal(bench.clock.pending, 0);
    await bench.clock.pass(15 * 60_000);
    assert.deepEqual(changes, [['job']]);
    bench.recent.open();
    tree.update();
    await pass();
    assert.deepEqual(changes.slice(1).flat(), ['job']);
  });

  it('are redrawn only where something changed', async () => {
    const { all, part } = bench.source('work');
    await open();
    await all.pages.last.answer([running('a', { createdAt: day(22) })]);
    await part.pages.last.answer([running('b', { createdAt: day(21) })]);
    await pass();
    const nodes = tree.getChildren();
    changes = [];
    bench.store.put('work', [done('a', { createdAt: day(22) })], nextSentAs());
    await pass();
    assert.deepEqual(changes, [['job']]);
    void bench.recent.refresh();
    await settled();
    await all.pages.last.answer([done('a', { createdAt: day(22) }), done('c', { createdAt: day(22) })]);
    await pass();
    assert.deepEqual(changes.slice(1), [['day']]);
    assert.deepEqual(tree.getChildren(), nodes, 'The rows stay the same.');
  });

  it('name a connection that cannot be read above the days', async () => {
    await open();
    await bench.source('work').all.pages.last.fail(signedOut);
    await pass();
    const [row = assert.fail(), ...others] = tree.getChildren();
    assert.deepEqual([row.kind, others], ['failure', []]);
    assert.equal(tree.getParent(row), undefined);
  });

  it('say that there is nothing, unless there is no connection', async () => {
    await open();
    for (const list of ['all', 'part'] as const) await bench.source('work')[list].pages.last.answer([]);
    await pass();
    assert.deepEqual(rows(), ['empty']);
    bench.accounts.set([]);
    await pass();
    assert.deepEqual(rows(), []);
  });

  it('are redrawn at midnight, and wait for it only while the view is open', async () => {
    const { all, part } = bench.source('work');
    await open();
    await all.pages.last.answer([done('a', { createdAt: day(22) })]);
    await part.pages.last.answer([]);
    await pass();
    assert.equal(bench.clock.pending, 1);
    changes = [];
    await bench.clock.pass(bench.clock.next ?? assert.fail());
    await pass();
    assert.deepEqual(changes, [undefined]);
    assert.equal(bench.clock.pending, 1, 'It waits for the next midnight.');
    bench.recent.close();
    tree.close();
    assert.equal(bench.clock.pending, 0);
  });
});
