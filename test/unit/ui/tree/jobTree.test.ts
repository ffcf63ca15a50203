import assert from 'node:assert/strict';
import type { CancellationToken, TreeItem } from 'vscode';
import { ServiceError } from '../../../../src/core/failures/failure';
import type { Folder } from '../../../../src/core/jobs/folder';
import type { Node } from '../../../../src/ui/tree/nodes';
import { aJob } from '../../../support/jobs';
import { TreeBench } from './treeBench';

/** Returns jobs with these ids, newest first. */
const jobs = (...ids: readonly string[]) => ids.map((id, index) => aJob(id, { createdAt: 1000 - index }));
const nameOf = (row: string) => decodeURIComponent(row.trim()).replace(/^job ses\W*/, '');

describe('The tree, in a VS Code that loses rows changed while it requests children', () => {
  let bench: TreeBench;
  TreeBench.forEach((made) => {
    bench = made;
  });
  afterEach(() => {
    assert.deepEqual(bench.view.errors, []);
  });

  /** Returns the names of the rows below an open list. */
  function below(list: 'all' | 'part'): readonly string[] {
    const rows = bench.view.rows.map((row) => ({ name: nameOf(row), level: row.search(/\S/) / 2 }));
    const index = rows.findIndex(({ name }) => name === `ses ${list}`);
    const end = rows.findIndex(({ level }, place) => place > index && level <= 2);
    return rows.slice(index + 1, end === -1 ? undefined : end).map(({ name }) => name);
  }

  const folder = (list: 'all' | 'part'): Folder => bench.account.folder(bench.source, bench.source[list]);

  async function openList(): Promise<void> {
    await bench.open();
    await bench.expand(bench.idOf('all'));
    await bench.source.all.pages.last.answer(jobs('a', 'b'), 'token 1');
    await bench.pass();
  }

  it('shows each page that Load More reads', async () => {
    await openList();
    assert.deepEqual(below('all'), ['a', 'b', 'more']);
    for (const [id, token] of [
      ['c', 'token 2'],
      ['d', undefined],
    ] as const) {
      const before = below('all').filter((name) => name !== 'more');
      void folder('all').loadMore();
      await bench.source.all.pages.last.answer([aJob(id, { createdAt: 0 })], token);
      await bench.pass();
      assert.deepEqual(below('all'), [...before, id, ...(token === undefined ? [] : ['more'])]);
    }
  });

  it('reads a list that is expanded from an earlier window without prompting, and one that the user expands with it', async () => {
    const inBackground: boolean[] = [];
    for (const list of [bench.source.all, bench.source.part]) {
      const { readPage } = list;
      Object.assign(list, {
        readPage: (...args: Parameters<typeof readPage>) => {
          inBackground.push(!args[1].mayPrompt);
          return readPage(...args);
        },
      });
    }
    bench.restored.add(bench.idOf('all'));
    await bench.open();
    await bench.expand(bench.idOf('all'));
    await bench.expand(bench.idOf('part'));
    assert.deepEqual(inBackground, [true, false]);
  });

  it('remembers a list as expanded when VS Code reads it without having reported that the user expanded it', async () => {
    await bench.open();
    assert.equal(bench.keptExpanded.has(bench.idOf('all')), false);
    await bench.expand(bench.idOf('all'));
    assert.equal(bench.keptExpanded.has(bench.idOf('all')), true);
  });

  it('returns what is known at once, with a row for the first page that is being read', async () => {
    await bench.open();
    let changes = 0;
    bench.tree.onDidChangeTreeData(() => changes++);
    await bench.expand(bench.idOf('all'));
    assert.deepEqual(below('all'), ['more']);
    assert.equal(changes, 0, 'The row says already that a page is being read.');
    assert.equal(folder('all').state.kind, 'loading');
    assert.equal(bench.source.all.pages.asked.length, 1);
  });

  it('keeps every row when a row above changes while a first page is read', async () => {
    await bench.open();
    await bench.expand(bench.idOf('all'));
    for (let times = 0; times < 3; times++) {
      bench.tree.redraw(bench.tree.accountRow(bench.account));
      await bench.pass(150);
    }
    await bench.source.all.pages.last.answer(jobs('a', 'b'), 'token 1');
    bench.tree.redraw(bench.tree.accountRow(bench.account));
    await bench.pass();
    assert.deepEqual(below('all'), ['a', 'b', 'more']);
  });

  it('fires no change during the microtasks in which VS Code registers children', async () => {
    await openList();
    const fired: unknown[] = [];
    bench.tree.onDidChangeTreeData((changed) => fired.push(changed));
    bench.change(aJob('a', { createdAt: 1000, status: 'COMPLETED' }));
    bench.change(aJob('b', { createdAt: 999, status: 'COMPLETED' }));
    for (let tick = 0; tick < 50; tick++) await Promise.resolve();
    assert.deepEqual(fired, []);
    await bench.pass();
    assert.equal(fired.length, 1, 'both in one go');
  });

  describe('at local midnight', () => {
    const day = 86_400_000;

    it('redraws lists with jobs, without a request, as long as there are any', async () => {
      await openList();
      assert.equal(bench.clock.pending, 1);
      const changed: unknown[] = [];
      bench.tree.onDidChangeTreeData((rows) => changed.push(rows?.map(({ id }) => id)));
      const { length } = bench.source.all.pages.asked;
      const today = new Date(bench.clock.now()).getDate();
      await bench.pass(bench.clock.next);
      assert.notEqual(new Date(bench.clock.now()).getDate(), today);
      await bench.pass();
      assert.deepEqual(changed, [[bench.idOf('all')]]);
      assert.equal(bench.source.all.pages.asked.length, length);
      await bench.pass(2 * day);
      assert.equal(changed.length, 3, 'The rows that were redrawn wait for the next midnight.');
      bench.accounts.set([]);
      await bench.pass();
      assert.equal(bench.clock.pending, 0);
    });

    it('waits for nothing without rows of jobs', async () => {
      await bench.open();
      assert.equal(bench.clock.pending, 0);
    });
  });

  it('redraws a list whose tooltip was read when a job in it has finished', async () => {
    await openList();
    const changed: unknown[] = [];
    bench.tree.onDidChangeTreeData((rows) =>
      changed.push(...(rows ?? []).map(({ id }) => nameOf(id.split('/').at(-1) ?? ''))),
    );
    const list = bench.tree.branchRow(bench.account, bench.source, 'all') ?? assert.fail();
    const finish = async (id: string) => {
      changed.length = 0;
      bench.change(aJob(id, { createdAt: 1000, status: 'COMPLETED', phase: 'succeeded' }));
      await bench.pass();
      return changed;
    };
    assert.deepEqual(await finish('a'), ['a']);
    bench.tree.resolveTreeItem(Object.create(null) as TreeItem, list, {
      isCancellationRequested: false,
    } as CancellationToken);
    assert.deepEqual(await finish('b'), ['b', 'ses all']);
  });

  it('waits for no link to expire once the connection of its job was removed', async () => {
    await openList();
    const until = bench.clock.now() + 3_600_000;
    bench.change(aJob('a', { createdAt: 1000, status: 'CREATED', phase: 'waiting', awaitsUpload: { until } }));
    await bench.pass();
    bench.accounts.set([]);
    await bench.pass();
    assert.equal(bench.clock.pending, 0);
  });

  it('shows that services load, then the services or a failure, and can load them again', async () => {
    const first = Promise.withResolvers<never>();
    bench.connect = () => first.promise;
    void bench.view.show();
    await bench.pass();
    await bench.expand('work');
    const rows = () => bench.view.rows.map(nameOf);
    assert.deepEqual(rows(), ['work', 'loading']);
    first.reject(new ServiceError({ kind: 'denied' }));
    await bench.pass();
    assert.deepEqual(rows(), ['work', 'failure']);
    bench.connect = () => Promise.resolve([bench.source]);
    bench.tree.redraw(bench.tree.accountRow(bench.account));
    await bench.pass();
    assert.deepEqual(rows(), ['work', 'ses root']);
  });

  for (let seed = 1; seed <= 8; seed++) {
    it(`loses no row in any order of events, seed ${seed}`, async () => {
      const random = randomFrom(seed);
      const oneOf = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] ?? assert.fail();
      const failed: unknown[] = [];
      let made = 0;
      const branch = () => oneOf([bench.source.all, bench.source.part]);
      const answered = new Set<unknown>();
      const answer = async () => {
        const waiting = [...bench.source.all.pages.asked, ...bench.source.part.pages.asked].filter(
          (page) => !answered.has(page),
        );
        if (waiting.length === 0) return;
        const page = oneOf(waiting);
        answered.add(page);
        made++;
        await page.answer(jobs(`x${made}`, `y${made}`), random() < 0.8 ? `token ${made}` : undefined);
      };
      const acts: readonly (() => unknown)[] = [
        answer,
        answer,
        answer,
        () => void bench.view.expand(bench.idOf(branch().id as 'all')),
        () => {
          bench.view.collapse(bench.idOf(branch().id as 'all'));
        },
        () => void folder(branch().id as 'all').loadMore(),
        () => void folder(branch().id as 'all').refresh(),
        () => {
          for (const job of bench.store.jobsOf('work').slice(0, 2)) bench.change({ ...job, status: `S${++made}` });
        },
        () => {
          bench.tree.redraw(bench.tree.accountRow(bench.account));
        },
        () => {
          bench.tree.redraw(bench.tree.accountRow(bench.account));
        },
      ];
      await bench.open();
      for (const list of ['all', 'part'] as const) await bench.expand(bench.idOf(list));
      for (let step = 0; step < 80; step++) {
        await oneOf(acts)();
        const [row] = folder('all').jobs.slice(-1);
        const revealed = row && random() < 0.2 ? bench.tree.jobRow(bench.account, row.key) : undefined;
        if (revealed !== undefined) {
          bench.tree
            .reveal(() => bench.view.reveal(revealed))
            .catch((error: unknown) => {
              // A row that a refresh removed meanwhile cannot be revealed.
              if (folder('all').jobs.some(({ key }) => key === revealed.key)) failed.push(error);
            });
        }
        await bench.pass(oneOf([0, 1, 2, 5, 50, 150, 199, 250]));
      }
      for (const list of ['all', 'part'] as const) bench.view.collapse(bench.idOf(list));
      for (const list of ['all', 'part'] as const) await bench.expand(bench.idOf(list));
      await bench.pass();
      assert.deepEqual(failed, []);
      assert.deepEqual(bench.view.rows.map(nameOf), namesBelow(undefined));
    });
  }

  function namesBelow(node: Node | undefined): readonly string[] {
    return bench.tree.getChildren(node).flatMap((row) => [nameOf(row.id.split('/').at(-1) ?? ''), ...namesBelow(row)]);
  }
});

/** Returns numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
