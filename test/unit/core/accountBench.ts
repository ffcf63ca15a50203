import assert from 'node:assert/strict';
import { Account, type AccountOptions } from '../../../src/core/connections/account';
import type { ServiceFailure } from '../../../src/core/failures/failure';
import type { Folder } from '../../../src/core/jobs/folder';
import type { ImportJob } from '../../../src/core/jobs/job';
import { JobStore } from '../../../src/core/jobs/jobStore';
import type { JobSource } from '../../../src/core/jobs/source';
import { FakeClock } from '../../support/fakeClock';
import { aJob, type JobFields } from '../../support/jobs';
import { type ScriptedBranch, ScriptedSource } from './scriptedSource';
import { loadConnected } from '../../support/loadConnected';

/** Milliseconds between two polls while jobs change. */
export const interval = 5_000;
export const start = Date.UTC(2026, 10, 22, 10);

export const running = (id: string, fields: JobFields = {}) =>
  aJob(id, { createdAt: start, listIds: ['all'], ...fields });
export const done = (id: string, fields: JobFields = {}) =>
  running(id, { phase: 'succeeded', status: 'COMPLETED', ...fields });

/** An account of one scripted service, polled without jitter. */
export class AccountBench {
  readonly clock = new FakeClock(start);
  readonly store = new JobStore();
  readonly source = new ScriptedSource();
  readonly polls: (ServiceFailure | undefined)[] = [];
  connect: () => Promise<readonly JobSource[]> = () => Promise.resolve([this.source]);
  connects = 0;
  readonly account: Account;

  constructor(options: Partial<AccountOptions> = {}) {
    this.account = new Account({
      loadConnected,
      connection: { id: 'work', kind: 'aws', label: 'Work', region: 'eu-west-1' },
      connect: () => {
        this.connects++;
        return this.connect();
      },
      store: this.store,
      clock: this.clock,
      random: () => 0.5,
      pollerSettings: () => ({ enabled: true, minimumInterval: interval, maximumInterval: 60_000 }),
      isWatched: () => true,
      onFolderChange: () => undefined,
      onPoll: (_, failure) => this.polls.push(failure),
      ...options,
    });
  }

  /** Creates one for each test of the calling suite. */
  static forEach(use: (bench: AccountBench) => void): void {
    let bench: AccountBench;
    beforeEach(() => {
      bench = new AccountBench();
      use(bench);
    });
    afterEach(() => {
      bench.stop();
    });
  }

  /** Returns a folder with its first page read, the first of several with a token. */
  async read(branch: ScriptedBranch, jobs: readonly ImportJob[], nextToken?: string): Promise<Folder> {
    await this.account.sources();
    const folder = this.account.folder(this.source, branch);
    void folder.loadMore();
    await branch.pages.last.answer(jobs, nextToken);
    return folder;
  }

  /** Closes the account and checks that it leaves nothing behind. */
  stop(): void {
    this.account.dispose();
    assert.equal(this.clock.pending, 0, 'a timer is left');
    assert.deepEqual(this.store.jobsOf('work'), []);
  }
}
