import assert from 'node:assert/strict';
import { Account } from '../../../../src/core/connections/account';
import { Accounts } from '../../../../src/core/connections/accounts';
import type { Connection } from '../../../../src/core/connections/connection';
import { CurrentFilter } from '../../../../src/core/find/currentFilter';
import { RecentJobs } from '../../../../src/core/find/recentJobs';
import { JobStore } from '../../../../src/core/jobs/jobStore';
import type { JobSource } from '../../../../src/core/jobs/source';
import { FakeClock } from '../../../support/fakeClock';
import { loadConnected } from '../../../support/loadConnected';
import { start } from '../accountBench';
import { settled } from '../scriptedPages';
import { ScriptedBranch, ScriptedSource } from '../scriptedSource';

export const connection = (id: string): Connection => ({ id, kind: 'aws', label: id, region: 'eu-west-1' });

/** A list that says when it last changed. */
export const listChangedAt = (id: string, changedAt: number): ScriptedBranch =>
  Object.assign(new ScriptedBranch(id), { changedAt });

/** Recent jobs of connections that each have one scripted service. */
export class RecentBench {
  readonly clock = new FakeClock(start);
  readonly store = new JobStore();
  readonly sources = new Map<string, ScriptedSource>();
  /** AWS account IDs by connection. */
  readonly identities = new Map<string, string>();
  pageSize = 50;
  connect: (source: ScriptedSource) => Promise<readonly JobSource[]> = (source) => Promise.resolve([source]);
  readonly accounts = new Accounts(
    (connection, events) =>
      new Account({
        ...{ ...events, loadConnected, connection, store: this.store, clock: this.clock },
        connect: () => this.connect(this.source(connection.id)),
        random: () => 0.5,
        pollerSettings: () => ({ enabled: false, minimumInterval: 5_000, maximumInterval: 60_000 }),
        isWatched: () => true,
      }),
    (id) => this.identities.get(id),
  );
  readonly filter = new CurrentFilter();
  readonly recent = new RecentJobs({
    accounts: this.accounts,
    store: this.store,
    filter: this.filter,
    pageSize: () => this.pageSize,
  });

  /** Creates one for each test of the calling suite, with the connections "work" and "home". */
  static forEach(use: (bench: RecentBench) => void): void {
    let bench: RecentBench;
    beforeEach(() => {
      bench = new RecentBench();
      use(bench);
      bench.accounts.set([connection('work'), connection('home')]);
    });
    afterEach(() => {
      bench.recent.dispose();
      bench.accounts.dispose();
      assert.equal(bench.clock.pending, 0, 'a timer is left');
    });
  }

  /** Returns the service of a connection. */
  source(id: string): ScriptedSource {
    const source = this.sources.get(id) ?? new ScriptedSource();
    this.sources.set(id, source);
    return source;
  }

  account(id: string): Account {
    return this.accounts.get(id) ?? assert.fail(`There is no account ${id}.`);
  }

  async open(): Promise<void> {
    this.recent.open();
    await settled();
  }

  /** Number of requests for pages of these lists so far. */
  asked(...lists: readonly ScriptedBranch[]): readonly number[] {
    return lists.map(({ pages }) => pages.asked.length);
  }

  /** IDs of the recent jobs, sorted. */
  get ids(): readonly string[] {
    return this.recent.jobs.map(({ job }) => job.id).sort();
  }
}
