import assert from 'node:assert/strict';
import type { TreeView } from 'vscode';
import { Emitter } from '../../../../src/core/base/emitter';
import type { Memory } from '../../../../src/core/polling/rememberedJobs';
import { Expansion } from '../../../../src/ui/tree/expansion';
import { JobsView } from '../../../../src/ui/tree/jobsView';
import type { JobNode, Node } from '../../../../src/ui/tree/nodes';
import { aJob } from '../../../support/jobs';
import { TreeBench } from './treeBench';

/** Behaves like VS Code's tree view at a reveal and a click. */
class FakeView {
  selection: readonly Node[] = [];
  readonly revealed: Node[] = [];
  /** Error of the next reveal. */
  fault: Error | undefined;
  readonly #selected = new Emitter<{ readonly selection: readonly Node[] }>();
  readonly onDidChangeSelection = this.#selected.listen.bind(this.#selected);
  readonly onDidCollapseElement = () => ({ dispose: () => undefined });
  readonly onDidExpandElement = this.onDidCollapseElement;
  readonly dispose = () => undefined;

  reveal(row: Node, { select }: { readonly select: boolean }): Promise<void> {
    if (this.fault !== undefined) return Promise.reject(this.fault);
    this.revealed.push(row);
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
