import assert from 'node:assert/strict';
import type { TreeItem } from 'vscode';
import { Account } from '../../../../src/core/connections/account';
import { Accounts } from '../../../../src/core/connections/accounts';
import type { Connection } from '../../../../src/core/connections/connection';
import type { ImportJob } from '../../../../src/core/jobs/job';
import { CurrentFilter } from '../../../../src/core/find/currentFilter';
import { JobStore } from '../../../../src/core/jobs/jobStore';
import type { JobSource } from '../../../../src/core/jobs/source';
import { JobTree } from '../../../../src/ui/tree/jobTree';
import type { Node } from '../../../../src/ui/tree/nodes';
import { RowChanges } from '../../../../src/ui/tree/rowChanges';
import { FakeClock } from '../../../support/fakeClock';
import { OldTreeView } from '../../../support/oldTreeView';
import { nextSentAs } from '../../../support/sentAs';
import { settled } from '../../core/scriptedPages';
import { ScriptedSource } from '../../core/scriptedSource';
import { loadConnected } from '../../../support/loadConnected';

const work: Connection = { id: 'work', kind: 'aws', label: 'Work', region: 'eu-west-1' };

/** The tree of one connection in VS Code 1.103. Tests give the responses. */
export class TreeBench {
  readonly clock = new FakeClock(undefined, async () => {
    // Changes of rows are fired two tasks later.
    for (let task = 0; task < 3; task++) await settled();
  });
  readonly store = new JobStore();
  readonly source = new ScriptedSource();
  connect: () => Promise<readonly JobSource[]> = () => Promise.resolve([this.source]);
  readonly accounts: Accounts = new Accounts(
    (connection, events) =>
      new Account({
        ...events,
        loadConnected,
        connection,
        connect: () => this.connect(),
        store: this.store,
        clock: this.clock,
        random: () => 0.5,
        pollerSettings: () => ({ enabled: false, minimumInterval: 5_000, maximumInterval: 60_000 }),
        isWatched: () => true,
      }),
  );
  /** Ids of rows that are expanded from an earlier window. */
  readonly restored = new Set<string>();
  /** Ids of rows to remember as expanded. */
  readonly keptExpanded = new Set<string>();
  readonly filter = new CurrentFilter();
  readonly tree = new JobTree(
    this.accounts,
    this.store,
    {
      itemOf: ({ id }) => Object.assign(Object.create(null) as TreeItem, { id }),
      resolve: (item) => item,
      hasVisibleChange: (before, after) => before.status !== after.status,
      isRestored: (id) => this.restored.has(id),
      keepExpanded: (id) => void this.keptExpanded.add(id),
    },
    this.clock,
    this.filter,
    new RowChanges(settled),
  );
  readonly view = new OldTreeView<Node>(this.tree, this.clock);

  /** Creates one for each test of the calling suite. */
  static forEach(use: (bench: TreeBench) => void): void {
    let bench: TreeBench;
    beforeEach(async () => {
      bench = new TreeBench();
      use(bench);
      bench.accounts.set([work]);
      await bench.pass();
    });
    afterEach(() => {
      bench.accounts.dispose();
      bench.tree.dispose();
    });
  }

  get account(): Account {
    return this.accounts.get('work') ?? assert.fail('There is no account.');
  }

  /** Advances time: by default, long enough for everything in progress. */
  async pass(milliseconds = 2_000): Promise<void> {
    await this.clock.pass(milliseconds);
  }

  /** Shows the view with both lists of the service, collapsed. */
  async open(): Promise<void> {
    void this.view.show();
    await this.pass();
    for (const id of ['work', this.idOf('root')]) await this.expand(id);
    await this.source.root.pages.last.answer([]);
    await this.pass();
  }

  async expand(id: string): Promise<void> {
    void this.view.expand(id);
    await this.pass();
  }

  /** Returns a row's id. */
  idOf(list: 'root' | 'all' | 'part'): string {
    const name = (branch: string) => encodeURIComponent(`ses ${branch}`);
    return ['work', name('root'), ...(list === 'root' ? [] : [name(list)])].join('/');
  }

  /** Stores a new state of a job. */
  change(job: ImportJob): void {
    this.store.put('work', [job], nextSentAs());
  }
}
