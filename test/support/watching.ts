import { setImmediate } from 'node:timers/promises';
import { connect, RateLimits, type ReadingOptions } from '../../src/services/sdk';
import { Account } from '../../src/core/connections/account';
import { leaveToHost } from '../../src/core/base/emitter';
import type { ServiceFailure } from '../../src/core/failures/failure';
import type { Folder } from '../../src/core/jobs/folder';
import type { ImportJob } from '../../src/core/jobs/job';
import { JobStore } from '../../src/core/jobs/jobStore';
import type { PollerSettings } from '../../src/core/polling/poller';
import type { JobSource } from '../../src/core/jobs/source';
import { FakeClock } from './fakeClock';
import { ManyJobs, type ManyJobsOptions } from './manyJobs';
import { loadConnected } from './loadConnected';

export type Connect = (options: ReadingOptions, many: ManyJobs) => readonly JobSource[];

export interface WatchingOptions extends Omit<ManyJobsOptions, 'now'> {
  /** Creates the sources; by default the product's own over the SDK, with generated jobs in place of the network. */
  readonly connect?: Connect;
  readonly random?: () => number;
  /** Whether requests are rate limited like those to AWS; otherwise only throttling slows them down. */
  readonly isHeldBack?: boolean;
  /** The user's setting; 100 by default. */
  readonly pageSize?: number;
  /** Number of event loop rounds to run before time advances. */
  readonly rounds?: number;
}

const connection = { id: 'work', kind: 'aws', label: 'Work', region: 'eu-west-1' } as const;
const lifted = { burst: 1_000_000, interval: 1_000 };
const toSample: Connect = (options, { transport }) => connect(connection, options, transport);

/** A connection without VS Code: the product's own account, store and sources, on a test's clock. */
export class Watching {
  readonly clock: FakeClock;
  readonly many: ManyJobs;
  readonly store = new JobStore();
  readonly account: Account;
  readonly failures: (ServiceFailure | undefined)[] = [];
  readonly polling: { -readonly [name in keyof PollerSettings]: PollerSettings[name] } = {
    enabled: true,
    minimumInterval: 5_000,
    maximumInterval: 60_000,
  };
  isWatched = true;
  /** Value of the setting `importJobs.services`. Call `account.updateServices` after a change. */
  services: unknown;
  readonly #rounds: number;
  readonly #folders = new Set<Folder>();

  constructor({
    connect: connectTo = toSample,
    random = () => 0.5,
    rounds = 5,
    isHeldBack = false,
    pageSize = 100,
    ...jobs
  }: WatchingOptions) {
    this.#rounds = rounds;
    this.clock = new FakeClock(undefined, () => this.settled());
    const many = new ManyJobs({ ...jobs, now: this.clock.now() });
    this.many = many;
    this.account = new Account({
      loadConnected,
      connection,
      connect: (_, closed) =>
        Promise.resolve(
          connectTo(
            {
              pageSize: () => pageSize,
              setting: () => undefined,
              formatCount: String,
              trace: () => undefined,
              report: leaveToHost,
              clock: this.clock,
              rateLimits: new RateLimits(
                this.clock,
                () => undefined,
                isHeldBack ? {} : { ses: lifted, pinpoint: lifted },
              ),
              closed,
            },
            many,
          ),
        ),
      store: this.store,
      clock: this.clock,
      random,
      pollerSettings: () => this.polling,
      isWatched: () => this.isWatched,
      services: () => this.services,
      onFolderChange: () => undefined,
      onPoll: (_, failure) => this.failures.push(failure),
    });
  }

  /** Waits until everything that needs no timer has happened. */
  async settled(): Promise<void> {
    for (let round = 0; round < this.#rounds; round++) {
      await setImmediate();
    }
  }

  /** Opens a list by the labels from its service, like the tree. Resolves when its first page has been read. */
  async open(service: string, ...labels: readonly string[]): Promise<Folder> {
    const source = (await this.account.sources()).find((each) => each.service === service);
    if (source === undefined) {
      throw new Error(`There is no service ${service}.`);
    }
    let folder = this.account.folder(source, source.root);
    for (const label of [undefined, ...labels]) {
      const branch = label === undefined ? source.root : folder.branches.find((each) => each.label === label);
      if (branch === undefined) {
        throw new Error(`There is no branch ${label ?? ''}.`);
      }
      folder = this.account.folder(source, branch);
      this.#folders.add(folder);
      if (!folder.isRead) {
        await folder.loadMore();
      }
    }
    return folder;
  }

  /** All lists opened. */
  get folders(): readonly Folder[] {
    return [...this.#folders];
  }

  get jobs(): readonly ImportJob[] {
    return this.store.jobsOf(connection.id);
  }
}

export const idsOf = (folder: Folder): readonly string[] => folder.jobs.map(({ id }) => id);
