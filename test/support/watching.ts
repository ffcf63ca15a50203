import { setImmediate } from 'node:timers/promises';
import { connect, RateLimits, type ReadingOptions } from '../../src/services/sdk';
import { Account } from '../../src/core/account';
import { leaveToHost } from '../../src/core/emitter';
import type { ServiceFailure } from '../../src/core/failure';
import type { Folder } from '../../src/core/folder';
import type { ImportJob } from '../../src/core/job';
import { JobStore } from '../../src/core/jobStore';
import type { PollerSettings } from '../../src/core/poller';
import type { JobSource } from '../../src/core/source';
import { FakeClock } from './fakeClock';
import { ManyJobs, type ManyJobsOptions } from './manyJobs';
import { loadConnected } from './loadConnected';

export type Connect = (options: ReadingOptions, many: ManyJobs) => readonly JobSource[];

export interface WatchingOptions extends Omit<ManyJobsOptions, 'now'> {
  /** What makes the sources; without it, the product's own over the SDK, with the made-up jobs in the network's place. */
  readonly connect?: Connect;
  readonly random?: () => number;
  /** Whether calls are held back as those of AWS are; else they go as fast as they like, until one is refused. */
  readonly isHeldBack?: boolean;
  /** As the user has set it; a hundred where a test does not say. */
  readonly pageSize?: number;
  /** For so many rounds of the event loop things go on before time does. */
  readonly rounds?: number;
}

const connection = { id: 'work', kind: 'aws', label: 'Work', region: 'eu-west-1' } as const;
const lifted = { burst: 1_000_000, interval: 1_000 };
const toSample: Connect = (options, { transport }) => connect(connection, options, transport);

/** A connection at work without VS Code: the product's own account, store and sources, on a clock that a test moves. */
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
      onFolderChange: () => undefined,
      onPoll: (_, failure) => this.failures.push(failure),
    });
  }

  /** All that follows from what was done has happened, as far as no timer is needed. */
  async settled(): Promise<void> {
    for (let round = 0; round < this.#rounds; round++) {
      await setImmediate();
    }
  }

  /** Opens a list as the tree does: by the labels from a service to it. Its first page has been read when this returns. */
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

  /** All that were opened. */
  get folders(): readonly Folder[] {
    return [...this.#folders];
  }

  get jobs(): readonly ImportJob[] {
    return this.store.jobsOf(connection.id);
  }
}

export const idsOf = (folder: Folder): readonly string[] => folder.jobs.map(({ id }) => id);
