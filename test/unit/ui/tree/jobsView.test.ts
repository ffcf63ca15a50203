import assert from 'node:assert/strict';
import type { TreeView } from 'vscode';
import { Emitter } from '../../../../src/core/base/emitter';
import { JobFilter, noCriteria } from '../../../../src/core/find/jobFilter';
import type { Memory } from '../../../../src/core/polling/rememberedJobs';
import { Expansion } from '../../../../src/ui/tree/expansion';
import { JobsView } from '../../../../src/ui/tree/jobsView';
import type { JobNode, Node } from '../../../../src/ui/tree/nodes';
import { aJob } from '../../../support/jobs';
import { TreeBench } from './treeBench';

/** Behaves like VS Code's tree view at a reveal and a click. */
class FakeView {
  visible = true;
  selection: readonly Node[] = [];
  readonly revealed: Node[] = [];
  /** Whether each reveal moved the focus. */
  readonly focused: boolean[] = [];
  /** Error of the next reveal. */
  fault: Error | undefined;
  readonly #selected = new Emitter<{ readonly selection: readonly Node[] }>();
  readonly onDidChangeSelection = this.#selected.listen.bind(this.#selected);
  readonly onDidCollapseElement = () => ({ dispose: () => undefined });
  readonly onDidExpandElement = this.onDidCollapseElement;
  readonly dispose = () => undefined;

  reveal(row: Node, { select, focus = false }: { readonly select: boolean; readonly focus?: boolean }): Promise<void> {
    if (this.fault !== undefined) return Promise.reject(this.fault);
    this.revealed.push(row);
    this.focused.push(focus);
    if (select) this.select(row);
    return Promise.resolve();
  }

  /** Selects a row, by a reveal or by the user. */
  select(...rows: readonly Node[]): void {
    this.selection = rows;
    this.#selected.fire({ selection: rows });
  }
}

const forgetful: Memory = { get: () => undefined, update: () => Promise.resolve() };

describe('The Jobs view', () => {
  const job = aJob('a', { createdAt: 1, listIds: ['all', 'part'] });
  let bench: TreeBench;
  let fake: FakeView;
  let view: JobsView;
  let selected: (string | undefined)[];

  TreeBench.forEach((made) => {
    bench = made;
    fake = new FakeView();
    view = new JobsView(bench.tree, fake as unknown as TreeView<Node>, new Expansion(forgetful));
    selected = [];
    view.onDidSelectJob((node) => selected.push(node?.id));
  });

  /** Returns the row of a job in a list that has been read. */
  async function rowOfJob(): Promise<JobNode> {
    await bench.open();
    await bench.expand(bench.idOf('all'));
    await bench.source.all.pages.last.answer([job]);
    await bench.pass();
    return bench.tree.jobRow(bench.account, job.key) ?? assert.fail('The job has no row.');
  }

  it('does not treat its own selection as the user’s, but the next one', async () => {
    const row = await rowOfJob();
    await view.revealJob({ account: bench.account, job });
    assert.deepEqual([fake.revealed.map(({ id }) => id), selected], [[row.id], []]);
    fake.select();
    fake.select(row);
    assert.deepEqual(selected, [undefined, row.id]);
  });

  it('treats a selection after a failed reveal as the user’s', async () => {
    const row = await rowOfJob();
    fake.fault = new Error('The row cannot be found.');
    await assert.rejects(view.revealJob({ account: bench.account, job }), fake.fault);
    fake.select(row);
    assert.deepEqual(selected, [row.id]);
  });

  it('treats a selection after a reveal that changed nothing as the user’s', async () => {
    const row = await rowOfJob();
    fake.reveal = () => Promise.resolve();
    await view.revealJob({ account: bench.account, job });
    fake.select(row);
    assert.deepEqual(selected, [row.id]);
  });

  it('opens the lists where a job belongs until one has it', async () => {
    await bench.open();
    const revealing = view.revealJob({ account: bench.account, job });
    await bench.pass();
    await bench.source.all.pages.last.answer([]);
    await bench.pass();
    await bench.source.part.pages.last.answer([job]);
    await bench.pass();
    await revealing;
    assert.deepEqual(
      fake.revealed.map(({ id }) => id),
      [bench.idOf('all'), bench.idOf('part'), `${bench.idOf('part')}/${encodeURIComponent(`job ${job.key}`)}`],
    );
    assert.equal(fake.selection[0]?.kind, 'job');
  });

  describe('selects the job of the active panel', () => {
    const select = (isCurrent = () => true) => view.selectJob({ account: bench.account, job }, isCurrent);

    it('without the focus, and not as a selection of the user’s', async () => {
      const row = await rowOfJob();
      await select();
      assert.deepEqual([fake.revealed, fake.focused, selected], [[row], [false], []]);
    });

    it('unless the user has selected it, perhaps in another list or with others', async () => {
      const row = await rowOfJob();
      for (const selection of [[row], [bench.tree.accountRow(bench.account), row]]) {
        fake.select(...selection);
        await select();
      }
      assert.deepEqual(fake.revealed, []);
    });

    it('only while the view is visible, the panel is active and the row is in no collapsed one', async () => {
      await rowOfJob();
      fake.visible = false;
      await select();
      fake.visible = true;
      await select(() => false);
      bench.tree.fold(bench.tree.accountRow(bench.account), true);
      await select();
      assert.deepEqual(fake.revealed, []);
      bench.tree.fold(bench.tree.accountRow(bench.account), false);
      await select();
      assert.equal(fake.revealed.length, 1);
    });

    it('not if the panel is no longer active when an earlier reveal has finished', async () => {
      await rowOfJob();
      let isActive = true;
      const selecting = select(() => isActive);
      isActive = false;
      await bench.pass();
      await selecting;
      assert.deepEqual(fake.revealed, []);
    });

    it('and sends no request for one whose list was not read', async () => {
      await bench.open();
      bench.change(job);
      const read = bench.source.all.pages.asked.length;
      await select();
      assert.deepEqual([fake.revealed, bench.source.all.pages.asked.length], [[], read]);
    });
  });

  it('focuses the row of a job, if it has one', async () => {
    await bench.open();
    assert.equal(await view.focusJob({ account: bench.account, job }), false);
    const row = await rowOfJob();
    assert.equal(await view.focusJob({ account: bench.account, job }), true);
    assert.deepEqual([fake.revealed, fake.focused], [[row], [true]]);
  });

  describe('opens the first list of a connection', () => {
    it('and reads it once, although its row does so too', async () => {
      await bench.pass();
      const opening = view.openFirstList(bench.account);
      await bench.pass();
      await bench.source.all.pages.last.answer([job]);
      await bench.pass();
      const list = await opening;
      assert.deepEqual([fake.revealed.map(({ id }) => id), fake.focused, selected], [[bench.idOf('all')], [true], []]);
      assert.deepEqual(
        list?.jobs.map(({ key }) => key),
        [job.key],
      );
      assert.equal(bench.source.all.pages.asked.length, 1);
      await view.openFirstList(bench.account);
      assert.equal(bench.source.all.pages.asked.length, 1);
    });

    it('or the connection itself when its services cannot be loaded', async () => {
      bench.connect = () => Promise.reject(new Error('No SDK.'));
      assert.equal(await view.openFirstList(bench.account), undefined);
      assert.deepEqual(fake.revealed, [bench.tree.accountRow(bench.account)]);
    });
  });

  it('says that the filter hides a job instead of revealing it', async () => {
    await rowOfJob();
    const other = { ...noCriteria, text: 'other' };
    bench.filter.set(new JobFilter(other, () => 0));
    assert.equal(await view.revealJob({ account: bench.account, job }), 'hidden');
    assert.deepEqual(fake.revealed, []);
    bench.filter.set(undefined);
    assert.equal(await view.revealJob({ account: bench.account, job }), 'revealed');
  });

  it('shows the filter besides the most urgent message', () => {
    view.setMessage('filter', 'Filter: Failed');
    assert.equal(view.message, 'Filter: Failed');
    view.setMessage('connections', 'No network');
    view.setMessage('throttling', 'Throttled');
    assert.equal(view.message, 'Throttled · Filter: Failed');
    view.setMessage('throttling', undefined);
    view.setMessage('filter', undefined);
    assert.equal(view.message, 'No network');
  });

  it('reveals rows in sequence, each after earlier changes and with none during it', async () => {
    const row = await rowOfJob();
    const order: string[] = [];
    bench.tree.onDidChangeTreeData(() => order.push('change'));
    const revealed = Promise.withResolvers<undefined>();
    fake.reveal = async () => {
      order.push('reveal');
      bench.tree.redraw(row);
      await revealed.promise;
      order.push('revealed');
    };
    bench.tree.redraw(row);
    const both = Promise.all([0, 1].map(() => view.revealJob({ account: bench.account, job })));
    await bench.pass();
    assert.deepEqual(order, ['change', 'reveal']);
    revealed.resolve(undefined);
    await both;
    await bench.pass();
    assert.deepEqual(order, ['change', 'reveal', 'revealed', 'change', 'reveal', 'revealed', 'change']);
  });
});
