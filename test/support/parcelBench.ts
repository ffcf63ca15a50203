import { setImmediate } from 'node:timers/promises';
import { connectTo } from '../../src/aws/connect';
import type { ReadingOptions } from '../../src/aws/requests/readingOptions';
import { RateLimits } from '../../src/aws/requests/rateLimits';
import { Account } from '../../src/core/connections/account';
import { Accounts } from '../../src/core/connections/accounts';
import { systemClock } from '../../src/core/base/clock';
import type { Connection } from '../../src/core/connections/connection';
import { formatsFor } from '../../src/core/text/formats';
import type { ImportJob } from '../../src/core/jobs/job';
import { JobStore } from '../../src/core/jobs/jobStore';
import { createAccount } from '../../src/sample/sampleAccount';
import { loadConnected } from './loadConnected';
import { parcels, parcelSample } from './parcelService';

export const connection: Connection = { id: 'sample', kind: 'sample', label: 'Sample account', region: 'eu-west-1' };
export const formats = formatsFor('en', 'en-US');

/** A sample account with one service that the product does not know. */
export class ParcelBench {
  readonly store = new JobStore();
  readonly lines: string[] = [];
  readonly clock = systemClock;
  readonly rateLimits = new RateLimits(systemClock, (line) => void this.lines.push(line));
  readonly transport = createAccount([parcelSample], { now: () => Date.UTC(2026, 10, 22, 10) }).transport;
  readonly accounts = new Accounts(
    (opened) =>
      new Account({
        loadConnected,
        connection: opened,
        connect: () => Promise.resolve(connectTo([parcels], opened, this.#options, this.transport)),
        store: this.store,
        clock: systemClock,
        random: () => 0.5,
        pollerSettings: () => ({ enabled: false, minimumInterval: 5_000, maximumInterval: 60_000 }),
        isWatched: () => true,
        onFolderChange: () => undefined,
        onPoll: () => undefined,
      }),
  );
  readonly account: Account;
  readonly #options: ReadingOptions = {
    pageSize: () => 50,
    setting: () => undefined,
    formatCount: formats.count,
    trace: (line) => void this.lines.push(line),
    report: (error) => void this.lines.push(String(error)),
    clock: systemClock,
    rateLimits: this.rateLimits,
  };

  constructor() {
    this.accounts.set([connection]);
    const [account] = this.accounts.all;
    if (account === undefined) throw new Error('There is no account.');
    this.account = account;
  }

  dispose(): void {
    this.accounts.dispose();
    this.rateLimits.dispose();
  }

  job(id: string): ImportJob {
    const job = this.store.get(connection.id, `parcels/depot-1/${id}`);
    if (job === undefined) throw new Error(`There is no job ${id}.`);
    return job;
  }

  /** Waits for work in progress: nothing here takes time. */
  async settle(): Promise<void> {
    for (let task = 0; task < 50; task++) await setImmediate();
  }
}
